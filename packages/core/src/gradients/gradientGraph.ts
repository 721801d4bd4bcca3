/** The computation of all gradients as a graph of its own: what backward does, drawn like what forward does. */

import { derivativeName } from "../algebra/bond.js";
import type { Pass } from "../drawing/record.js";
import { NotInGraphError } from "../errors.js";
import type { GateLike } from "../gate.js";
import { AddGate } from "../gates/add.js";
import { ConstantGate } from "../gates/constant.js";
import { isDifferentiable } from "../gates/formulaGate.js";
import { MultiplyGate } from "../gates/multiply.js";
import { ComputationalGraph } from "../graph/computationalGraph.js";
import { describe } from "../graph/describe.js";
import { measureLocal } from "../numeric/measureLocal.js";
import { gateAlgebra, isConstant } from "./gateAlgebra.js";

/**
 * The gates of a graph, and for each of them one more gate that computes its gradient. Its targets are the gradients
 * with respect to inputs and weights.
 */
export class GradientGraph extends ComputationalGraph {
  protected override readonly forwardPass: Pass = "gradients";
  protected override readonly partners: ReadonlyMap<GateLike, number>;
  readonly #gradients: ReadonlyMap<GateLike, GateLike>;

  /**
   * @param gradients the gradient gate of each gate; constants have none
   * @param original the gates of the original graph, in its order
   */
  constructor(gradients: ReadonlyMap<GateLike, GateLike>, original: readonly GateLike[]) {
    const values = [...gradients.keys()];
    const leaves = values.filter(({ inputNodes }) => inputNodes.length === 0);
    const targets = (leaves.length > 0 ? leaves : values).map((gate) => gradients.get(gate)!);
    super(targets, [{ name: "values", gates: values }]);
    this.#gradients = gradients;
    this.partners = new Map(
      original.flatMap((gate, i): [GateLike, number][] => {
        const gradient = gradients.get(gate);
        return gradient
          ? [
              [gate, i],
              [gradient, i],
            ]
          : [];
      }),
    );
  }

  /**
   * The gate that computes the gradient with respect to a gate of the original graph.
   *
   * @throws NotInGraphError
   */
  gradientOf(gate: GateLike): GateLike {
    const gradient = this.#gradients.get(gate);
    if (!gradient) throw new NotInGraphError(describe(gate));
    return gradient;
  }
}

/**
 * Build the gradient graph: exercise 3-3 (b) and (c) of the sheet. Values are computed; no weight moves.
 *
 * ```ts
 * const gradients = gradientGraph(graph);
 * gradients.gradientOf(w).out; // the same number as w.dz after graph.backward()
 * gradientGraph(new ComputationalGraph(gradients.gradientOf(w))); // second derivatives: one row of the Hessian
 * ```
 *
 * It reads the gates of the graph themselves: after `x.out = 2`, `gradients.forward()` computes the gradients there.
 * A gate without a rule, such as a student's, enters with the local derivatives that it has now, measured by
 * central differences, as constants whose operation reads "measured".
 *
 * @throws MissingValueError, NotComputedError as `graph.forward()` does
 */
export function gradientGraph(graph: ComputationalGraph): GradientGraph {
  graph.forward();
  const names = new Map(graph.gates.map((gate, i) => [gate, gate.name || `g${i}`]));
  const top = graph.targets.length === 1 ? names.get(graph.target)! : "Σ";
  const parts = new Map<GateLike, Part[]>(graph.gates.map((gate) => [gate, []]));
  const gradients = new Map<GateLike, GateLike>();
  for (const gate of [...graph.gates].reverse()) {
    const title = derivativeName(top, names.get(gate)!);
    if (graph.targets.includes(gate)) parts.get(gate)!.push({ gate: new ConstantGate(1), isNew: true });
    const upstream = total(parts.get(gate)!, title);
    gradients.set(gate, upstream);
    localDerivatives(gate, names).forEach((local, position) => {
      const part = contribution(upstream, local, `via ${names.get(gate)!}`);
      if (part) parts.get(gate.inputNodes[position]!)!.push(part);
    });
  }
  const variable = graph.gates.filter((gate) => !(gate instanceof ConstantGate));
  const result = new GradientGraph(
    new Map(variable.map((gate) => [gate, gradients.get(gate)!])),
    graph.gates,
  );
  result.forward();
  return result;
}

/** What one consumer adds to a gradient. */
interface Part {
  readonly gate: GateLike;
  /** Whether the gate was made for this part; otherwise it is the gradient of the consumer itself. */
  readonly isNew: boolean;
}

/** The gradient of one gate: the sum of its parts. A single part that was made for it is the gradient already. */
function total(parts: readonly Part[], title: string): GateLike {
  const [only] = parts;
  if (only === undefined) return new ConstantGate(0, title);
  if (parts.length > 1 || !only.isNew)
    return new AddGate(
      parts.map(({ gate }) => gate),
      title,
    );
  only.gate.name = title;
  return only.gate;
}

/** local × upstream; nothing where the local derivative is 0 for good. */
function contribution(upstream: GateLike, local: GateLike, title: string): Part | undefined {
  if (isConstant(local, 0)) return undefined;
  if (isConstant(local, 1)) return { gate: upstream, isNew: false };
  return { gate: new MultiplyGate([upstream, local], title), isNew: true };
}

function localDerivatives(gate: GateLike, names: ReadonlyMap<GateLike, string>): readonly GateLike[] {
  if (isDifferentiable(gate)) return gate.derivatives(gateAlgebra, gate.inputNodes, gate);
  const { inputNodes } = gate;
  return inputNodes.map((input, position) =>
    // Parallel edges are measured together, so only the first one gets the number.
    inputNodes.indexOf(input) === position
      ? new ConstantGate(
          measureLocal(gate, input).derivative,
          derivativeName(names.get(gate)!, names.get(input)!),
          true,
        )
      : new ConstantGate(0),
  );
}
