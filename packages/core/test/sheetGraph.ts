/** The graph of exercise 3-2 with the numbers of exercise 3-3: ŷ = σ(wᵀx + p₀), L = (ŷ − y)². */

import {
  AddGate,
  ComputationalGraph,
  InputGate,
  MultiplyGate,
  SigmoidGate,
  SquaredLossGate,
  WeightGate,
} from "../src/index.js";

export function sheetGraph(alpha = 0.1) {
  const x1 = new InputGate(1, "x₁");
  const x2 = new InputGate(1, "x₂");
  const y = new InputGate(1, "y");
  const w1 = new WeightGate(alpha, 4 / 5, "w₁");
  const w2 = new WeightGate(alpha, -7 / 5, "w₂");
  const p0 = new WeightGate(alpha, 3 / 5, "p₀");
  const p1 = new MultiplyGate([w1, x1], "p₁");
  const p2 = new MultiplyGate([w2, x2], "p₂");
  const z = new AddGate([p1, p2, p0], "z");
  const yHat = new SigmoidGate([z], "ŷ");
  const loss = new SquaredLossGate([yHat, y], "L");
  return { x1, x2, y, w1, w2, p0, p1, p2, z, yHat, loss, graph: new ComputationalGraph(loss) };
}
