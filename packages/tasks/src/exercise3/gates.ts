/** What the tests of single gates have in common. */

import { Mismatch } from "../errors.js";
import type { Context, Suspicion } from "../task.js";
import type { Thing } from "../world/student.js";

export interface GateOnInputs {
  readonly gate: Thing;
  readonly inputs: readonly Thing[];
}

/** A gate of the student's on inputs with these values, which has run `forward()`. */
export async function gateOn(
  context: Context,
  className: string,
  values: readonly number[],
): Promise<GateOnInputs> {
  const inputs: Thing[] = [];
  for (const [i, value] of values.entries()) inputs.push(await context.student.input(value, `x${i + 1}`));
  return gateOf(context, className, inputs);
}

export async function gateOf(
  context: Context,
  className: string,
  inputs: readonly Thing[],
): Promise<GateOnInputs> {
  const gate = context.about(await context.student.make(className, inputs, className));
  const kept = await gate.get("inputNodes");
  // A class without a constructor keeps its inputs; one with a constructor may have forgotten to.
  const count = Array.isArray(kept) ? kept.length : 0;
  if (count !== inputs.length)
    throw new Mismatch(
      "the number of inputNodes",
      String(inputs.length),
      String(count),
      "If the gate has a constructor, it must hand its inputs on: super(inputNodes, name).",
    );
  await gate.forward();
  return { gate, inputs };
}

/**
 * Look at the gradient that one input gets when the gate itself has one.
 *
 * @param local the right local derivative with respect to that input, summed over its positions
 * @param suspicions wrong local derivatives
 */
export async function passesBack(
  context: Context,
  { gate, inputs }: GateOnInputs,
  [input, name]: readonly [Thing, string],
  local: number,
  suspicions: readonly (readonly [wrongLocal: number, hint: string])[] = [],
): Promise<void> {
  const [upstream, before] = [context.numbers.signed(), context.numbers.value()];
  for (const each of inputs) await each.set("dz", 0);
  // Another consumer has been there already.
  await input.set("dz", before);
  await gate.backward(upstream);
  const got = await input.dz();
  context.close(
    `the gradient of ${name}, which has ${before} from another gate, when this gate's is ${upstream}`,
    got,
    before + local * upstream,
    [
      ...suspicions.map(([wrong, hint]): Suspicion => [before + wrong * upstream, hint]),
      ...general(local, upstream, before),
    ],
  );
}

/** What goes wrong in every gate alike. */
function general(local: number, upstream: number, before: number): Suspicion[] {
  return [
    [before, `The input got no gradient. Call input.putGradient(this, …) for each input.`],
    [
      local * upstream,
      "The gradient from the other gate is gone. Gradients add up: use putGradient, or +=, never =.",
    ],
    [
      before + local * upstream * upstream,
      "This gate's gradient is in it twice. putGradient multiplies with it: give it the local derivative alone.",
    ],
    [before + local, "This gate's own gradient is missing: the chain rule is local derivative × this.dz."],
    [before - local * upstream, "The sign is wrong."],
    [
      before + 2 * local * upstream,
      "It came twice. Call putGradient once for each place in inputNodes, and not in forward().",
    ],
    [before + upstream, "The local derivative 1 is that of a sum."],
  ];
}
