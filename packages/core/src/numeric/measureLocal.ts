/** The local derivative of one gate with respect to one of its inputs, measured on the gate itself. */

import type { GateLike } from "../gate.js";
import { centralDifference, type Measurement } from "./centralDifference.js";

/**
 * Move the value of an input and run the gate's own `forward()`. An input that stands at several positions moves
 * at all of them, so the result is the sum over these positions. All values are as before when it returns or throws.
 */
export function measureLocal(gate: GateLike, input: GateLike): Measurement {
  const [out, at] = [gate.out, input.out];
  try {
    return centralDifference((x) => {
      input.out = x;
      gate.forward();
      return gate.out;
    }, at);
  } finally {
    input.out = at;
    // Once more, for gates that keep something from forward to backward.
    gate.forward();
    gate.out = out;
  }
}
