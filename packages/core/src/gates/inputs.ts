/** The number of inputs that a gate takes, checked where the student wires it. */

import { InputCountError } from "../errors.js";
import type { GateLike } from "../gate.js";

/**
 * @param expected "exactly 2" or "at least 1"
 * @throws InputCountError when the number does not fit, or when an input is missing
 */
export function requireInputs(
  gate: string,
  expected: `${"exactly" | "at least"} ${number}`,
  inputs: readonly GateLike[],
): readonly GateLike[] {
  const count = Number(expected.split(" ").at(-1));
  const given = Array.isArray(inputs) ? inputs.filter((input) => input != null).length : 0;
  const fits = expected.startsWith("exactly") ? given === count : given >= count;
  if (!fits || given !== inputs.length) throw new InputCountError(gate, expected, given);
  return inputs;
}
