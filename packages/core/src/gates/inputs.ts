/** The number of inputs that a gate takes, checked where the student wires it. */

import { InputCountError } from "../errors.js";
import type { GateLike } from "../gate.js";
import { ComputationalGraph } from "../graph/computationalGraph.js";

/** What a gate may ask for: which numbers fit, and how to write it. */
const rules = {
  "exactly 1": { fits: (count: number) => count === 1, example: "x" },
  "exactly 2": { fits: (count: number) => count === 2, example: "yHat, y" },
  "at least 1": { fits: (count: number) => count >= 1, example: "x" },
  "an even number of": {
    fits: (count: number) => count > 0 && count % 2 === 0,
    example: "...predictions, ...truths",
  },
};

/** @throws InputCountError when the number does not fit, or when an input is missing */
export function requireInputs(
  gate: string,
  expected: keyof typeof rules,
  inputs: readonly GateLike[],
): readonly GateLike[] {
  const list: readonly (GateLike | null | undefined)[] = Array.isArray(inputs) ? inputs : [];
  if (rules[expected].fits(list.length) && list.every(isPresent)) return inputs;
  const given = list.filter(isPresent);
  const error = new InputCountError(gate, expected, given.length, rules[expected].example);
  if (given.length > 0) error.drawing = new ComputationalGraph(given).draw();
  throw error;
}

function isPresent(input: GateLike | null | undefined): input is GateLike {
  return input !== undefined && input !== null;
}
