/** Why a gradient is what it is: the chain rule of one gate, in symbols, with numbers, and its result. */

import { NoGradientError } from "../errors.js";
import type { GateLike } from "../gate.js";
import type { ComputationalGraph } from "../graph/computationalGraph.js";
import { describe } from "../graph/describe.js";
import { graphOf } from "../graph/recent.js";
import { explainGradient, type Explanation } from "./gradient.js";

export type { Explanation } from "./gradient.js";

/**
 * Explain the gradient of a gate after a backward pass.
 *
 * ```ts
 * graph.forward();
 * graph.backward();
 * explain(z).text;
 * // ∂L/∂z = ∂L/∂ŷ · ∂ŷ/∂z = ∂L/∂ŷ · ŷ · (1 − ŷ)
 * // ∂L/∂z = (−1) · 0.5 · (1 − 0.5)
 * // ∂L/∂z = −0.25
 * ```
 *
 * @param graph the graph that is meant; by default the one that last ran backward through the gate
 * @throws NoGradientError when no backward pass has reached the gate
 */
export function explain(gate: GateLike, graph: ComputationalGraph | undefined = graphOf(gate)): Explanation {
  const record = graph?.lastBackward?.toJSON();
  const index = graph?.gates.indexOf(gate) ?? -1;
  if (graph === undefined || record === undefined || index < 0) throw new NoGradientError(describe(gate));
  return explainGradient(record, graph.gates, record.nodes[index]!);
}
