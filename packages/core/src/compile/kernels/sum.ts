/** The loop for sums of many inputs: a mean over a large data set is one gate with an input for each sample. */

import type { Kernel } from "./kernel.js";

export function sumKernel(arity: number): Kernel {
  return {
    forward(out, at, source, begin, end, edge) {
      for (let i = begin; i < end; i++) {
        let sum = 0;
        for (const stop = edge + arity; edge < stop; edge++) sum += out[source[edge]!]!;
        out[at[i]!] = sum;
      }
    },
    backward(_out, dz, at, source, begin, end, edge) {
      for (let i = begin; i < end; i++) {
        const upstream = dz[at[i]!]!;
        for (const stop = edge + arity; edge < stop; edge++) {
          const s = source[edge]!;
          dz[s] = dz[s]! + upstream;
        }
      }
    },
  };
}
