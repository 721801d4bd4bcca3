/** What the tests of single gates have in common. */

import { formatNumber } from "@gradus/core";
import { Mismatch } from "../errors.js";
import { agrees, type Context, type Suspicion } from "../task.js";
import { describe, type Held, type Thing } from "../world/student.js";

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
  const before = await valuesOf(inputs);
  await gate.forward();
  const out = await gate.out();
  for (const [i, value] of (await valuesOf(inputs)).entries())
    context.holds(
      Object.is(value, before[i]),
      `the value of input ${i + 1} after forward()`,
      describe(before[i]),
      describe(value),
      "forward() writes into its input. It reads the inputs and writes this.out" +
        (out === undefined ? ", where nothing stands now." : "."),
    );
  return { gate, inputs };
}

/** Look at what `forward()` has written, and writes again. */
export async function computes(
  { close, holds }: Context,
  { gate }: GateOnInputs,
  what: string,
  expected: number,
  suspicions: readonly Suspicion[] = [],
): Promise<void> {
  close(what, await gate.out(), expected, [
    ...suspicions,
    [undefined, "Nothing was written to this.out. forward() leaves its result there and returns nothing."],
    [-expected, "The sign is wrong."],
    [NaN, "NaN comes from a value that is missing: each input's value is input.out, with .out at its end."],
  ]);
  await gate.forward();
  const second = await gate.out();
  holds(
    typeof second === "number" && agrees(second, expected),
    `${what}, in a second forward()`,
    formatNumber(expected, 6),
    typeof second === "number" ? formatNumber(second, 6) : describe(second),
    "It goes on from the one before. Start anew in each forward().",
  );
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
  const what = `the gradient of ${name}, which has ${before} from another gate, when this gate's is ${upstream}`;
  context.close(what, await input.dz(), before + local * upstream, [
    ...suspicions.map(([wrong, hint]): Suspicion => [before + wrong * upstream, hint]),
    ...general(local, upstream, before),
  ]);
  context.close("this.dz after backward()", await gate.dz(), upstream, [
    [0, "backward() erases this.dz. Leave it: the graph starts each pass from zero by itself."],
  ]);
  await again(context, { gate, inputs }, [input, name], local);
}

/** A graph runs its gates many times: nothing of one pass may be left in the next. */
async function again(
  context: Context,
  { gate, inputs }: GateOnInputs,
  [input, name]: readonly [Thing, string],
  local: number,
): Promise<void> {
  await input.set("dz", 0);
  await gate.forward();
  const values = await valuesOf([gate, ...inputs]);
  context.close(`the gradient of ${name} after forward()`, await input.dz(), 0, [
    [local * ((await gate.dz()) as number), "forward() passes a gradient. That is the work of backward()."],
  ]);
  const upstream = context.numbers.signed();
  await gate.backward(upstream);
  context.close(
    `the gradient of ${name} after a second forward() and backward()`,
    await input.dz(),
    local * upstream,
    [[2 * local * upstream, "In the second pass it came twice. Make the list of factors anew in each pass."]],
  );
  for (const [i, value] of (await valuesOf([gate, ...inputs])).entries())
    context.holds(
      typeof value !== "number" || Object.is(value, values[i]),
      i === 0 ? "this.out after backward()" : `the value of input ${i} after backward()`,
      describe(values[i]),
      describe(value),
      "backward() changes a value. It passes gradients on and leaves every out as it is.",
    );
}

async function valuesOf(gates: readonly Thing[]): Promise<Held[]> {
  return Promise.all(gates.map((gate) => gate.out()));
}

/** What goes wrong in every gate alike. */
function general(local: number, upstream: number, before: number): Suspicion[] {
  const lost = "The gradient from the other gate is gone. Gradients add up: use putGradient, or +=, never =.";
  return [
    [before, "The input got no gradient. Call input.putGradient(this, …) for each input."],
    [0, lost],
    [local * upstream, lost],
    [
      local,
      "The gradients are overwritten. Call input.putGradient(this, …): it adds, and has the chain rule.",
    ],
    [
      before + local * upstream * upstream,
      "This gate's gradient is in it twice. putGradient multiplies with it: give it the local derivative alone.",
    ],
    [before + local, "This gate's own gradient is missing: the chain rule is local derivative × this.dz."],
    [
      before + local * before,
      "The input's own gradient is in it. The first argument is this gate: putGradient(this, …).",
    ],
    [before - local * upstream, "The sign is wrong."],
    [
      before + 2 * local * upstream,
      "It came twice. Call putGradient once for each place in inputNodes, and not in forward().",
    ],
    [before + upstream, "The local derivative 1 is that of a sum."],
    [
      NaN,
      "NaN: putGradient takes two things, this gate and the local derivative, a number: putGradient(this, …).",
    ],
  ];
}
