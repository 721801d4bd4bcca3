/** The loop for gates of many inputs: it calls the formula itself, on one list that is used again. */

import type { Algebra } from "../../algebra/algebra.js";
import { numbers } from "../../algebra/numbers.js";
import type { DifferentiableGate } from "../../gates/formulaGate.js";
import type { Kernel } from "./kernel.js";

/** @param gate one of the gates of the kind: all of them have the same formula and the same number of inputs */
export function generalKernel(gate: DifferentiableGate): Kernel {
  const arity = gate.inputNodes.length;
  // Kernels outlive the graphs that they were made for.
  const rule = withoutNeighbours(gate);
  const values = new Array<number>(arity).fill(0);
  let largest: number | undefined;
  const math: Algebra<number> = {
    ...numbers,
    // Found once for each gate: the derivatives of a maximum ask for it at every input.
    isMaximum: (inputs, position) => ((largest ??= positionOfLargest(inputs)) === position ? 1 : 0),
  };

  const read = (out: Float64Array, source: Int32Array, edge: number) => {
    for (let i = 0; i < arity; i++) values[i] = out[source[edge + i]!]!;
    largest = undefined;
  };
  return {
    forward(out, at, source, begin, end, edge) {
      for (let i = begin; i < end; i++, edge += arity) {
        read(out, source, edge);
        out[at[i]!] = rule.formula(math, values);
      }
    },
    backward(out, dz, at, source, begin, end, edge) {
      for (let i = begin; i < end; i++, edge += arity) {
        read(out, source, edge);
        const upstream = dz[at[i]!]!;
        const locals = rule.derivatives(math, values, out[at[i]!]!);
        for (let k = 0; k < arity; k++) {
          const s = source[edge + k]!;
          dz[s] = dz[s]! + locals[k]! * upstream;
        }
      }
    },
  };
}

function withoutNeighbours(gate: DifferentiableGate): DifferentiableGate {
  const copy = Object.create(Object.getPrototypeOf(gate) as object) as DifferentiableGate;
  return Object.assign(copy, gate, { inputNodes: [], consumers: [] });
}

/** The first one, where several are equal. */
function positionOfLargest(inputs: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < inputs.length; i++) if (inputs[i]! > inputs[best]!) best = i;
  return best;
}
