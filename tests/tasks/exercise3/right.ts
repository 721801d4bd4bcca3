/** The right solutions of 3-4, as in the notebook. Later tasks stand on those of earlier ones. */

export const weightGate = `
class WeightGate extends Gate {
  alpha: number;
  constructor(alpha: number, value?: number, name?: string) {
    super([], name);
    this.alpha = alpha;
    this.out = value;
  }
  forward(): void {}
  backward(): void {
    this.out -= this.alpha * this.dz;
  }
}`;

export const multiplyGate = `
class MultiplyGate extends Gate {
  forward(): void {
    this.out = 1;
    for (const input of this.inputNodes) this.out *= input.out;
  }
  backward(): void {
    this.inputNodes.forEach((input, i) => {
      let others = 1;
      this.inputNodes.forEach((other, j) => {
        if (j !== i) others *= other.out;
      });
      input.putGradient(this, others);
    });
  }
}`;

export const sigmoidGate = `
class SigmoidGate extends Gate {
  forward(): void {
    this.out = 1 / (1 + Math.exp(-this.inputNodes[0].out));
  }
  backward(): void {
    this.inputNodes[0].putGradient(this, this.out * (1 - this.out));
  }
}`;

export const squaredLossGate = `
class SquaredLossGate extends Gate {
  forward(): void {
    const [yHat, y] = this.inputNodes;
    this.out = (yHat.out - y.out) ** 2;
  }
  backward(): void {
    const [yHat, y] = this.inputNodes;
    yHat.putGradient(this, 2 * (yHat.out - y.out));
    y.putGradient(this, -2 * (yHat.out - y.out));
  }
}`;

/** All gates that a student has written when the sheet's graph is to be built. */
export const gates = weightGate + multiplyGate + sigmoidGate + squaredLossGate;

export const sheetGraph = `${gates}
function sheetGraph() {
  const x1 = new InputGate(1, "x₁");
  const x2 = new InputGate(1, "x₂");
  const y = new InputGate(1, "y");
  const w1 = new WeightGate(0.1, 4 / 5, "w₁");
  const w2 = new WeightGate(0.1, -7 / 5, "w₂");
  const p0 = new WeightGate(0.1, 3 / 5, "p₀");
  const p1 = new MultiplyGate([w1, x1], "p₁");
  const p2 = new MultiplyGate([w2, x2], "p₂");
  const z = new AddGate([p1, p2, p0], "z");
  const yHat = new SigmoidGate([z], "ŷ");
  const loss = new SquaredLossGate([yHat, y], "L");
  return { x1, x2, y, w1, w2, p0, p1, p2, z, yHat, graph: new ComputationalGraph(loss) };
}`;

export const xorNetwork = `${gates}
function xorNetwork(hiddenUnits: number, alpha: number, random: () => number) {
  const weight = (name: string) => new WeightGate(alpha, 2 * random() - 1, name);
  const x1 = new InputGate(0, "x₁");
  const x2 = new InputGate(0, "x₂");
  const y = new InputGate(0, "y");
  const weighted = (unit: Gate, name: string) => new MultiplyGate([weight(name), unit], name + unit.name);
  const products: Gate[] = [];
  for (let j = 1; j <= hiddenUnits; j++) {
    const z = new AddGate([weighted(x1, "w"), weighted(x2, "w"), weight("b")], "z");
    const h = new SigmoidGate([z], "h");
    products.push(weighted(h, "v"));
  }
  const yHat = new SigmoidGate([new AddGate([...products, weight("c")], "z")], "ŷ");
  return { x1, x2, y, yHat, graph: new ComputationalGraph(new SquaredLossGate([yHat, y], "L")) };
}`;

export const train = `
function train(network: any, epochs: number, random: () => number): number[] {
  const history: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0;
    for (let step = 0; step < patterns.length; step++) {
      const pattern = patterns[Math.floor(random() * patterns.length)];
      network.x1.out = pattern.x1;
      network.x2.out = pattern.x2;
      network.y.out = pattern.y;
      network.graph.forward();
      network.graph.backward();
      loss += network.graph.target.out;
    }
    history.push(loss / patterns.length);
  }
  return history;
}`;

/** A text with one part of it replaced. @throws Error where the part is not there, which would hide a typing error */
export function replace(code: string, part: string, by: string): string {
  if (!code.includes(part)) throw new Error(`There is no "${part}" to replace.`);
  return code.replace(part, () => by);
}
