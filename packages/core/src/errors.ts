/** Every error of the engine: where, what was expected, what came, and what to do. */

import type { Drawing } from "./drawing/drawing.js";
import type { GateLike } from "./gate.js";

/** The common base, so that `catch (e) { if (e instanceof GradusError) … }` works. */
export abstract class GradusError extends Error {
  /** The graph up to where it failed, the failing gate marked. Absent where there is no graph. */
  drawing?: Drawing;

  override get name(): string {
    return this.constructor.name;
  }

  /** What a notebook prints: the words, without a stack of files that the student has never seen. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.name}: ${this.message}`;
  }
}

/** A gate was given too few or too many inputs. */
export class InputCountError extends GradusError {
  /** @param example how to write it */
  constructor(
    readonly gate: string,
    readonly expected: string,
    readonly got: number,
    example: string,
  ) {
    super(
      `${gate} takes ${expected} input${expected.endsWith(" 1") ? "" : "s"}, got ${got}. ` +
        `Give it its inputs as a list, for example new ${gate}([${example}]).`,
    );
  }
}

/** A gate depends on itself, so there is no order to compute in. */
export class CycleError extends GradusError {
  /** The names of the gates around the cycle, in the direction of the values; the first is also the last. */
  readonly path: readonly string[];

  /** @param gates the gates around the cycle, in the direction of the values */
  constructor(
    readonly gates: readonly GateLike[],
    names: readonly string[],
  ) {
    const path = [...names, names[0]!];
    super(
      `The gates ${path.join(" → ")} form a cycle: each waits for the value of the one before. ` +
        `A computational graph has no way back; remove one of these inputs.`,
    );
    this.path = path;
  }
}

/** An input or a weight has no value. */
export class MissingValueError extends GradusError {
  constructor(
    readonly gate: string,
    readonly got: unknown,
  ) {
    super(
      `${gate} has no value: out is ${String(got)}, expected a number. ` +
        `Give it one before forward(), for example x.out = 1.`,
    );
  }
}

/** A gate's `forward()` left no number in `out`. */
export class NotComputedError extends GradusError {
  /** @param read what the gate read, in words: "a = 0, b = 0" */
  constructor(
    readonly gate: string,
    readonly got: unknown,
    readonly read: string,
  ) {
    super(
      `forward() of ${gate} left out = ${String(got)}, expected a number. ` +
        (Number.isNaN(got)
          ? `It read ${read}: one of these is outside of what the formula can take, as in 0 / 0 or the logarithm of a negative number.`
          : `Read inputNodes[i].out, compute, and write the result to this.out.`),
    );
  }
}

/** `backward()` was called on a graph whose values are not computed. */
export class BackwardBeforeForwardError extends GradusError {
  constructor(readonly target: string) {
    super(
      `backward() was called before forward(): ${target} has no value yet, and the gradients need the values. ` +
        `Call graph.forward() first.`,
    );
  }
}

/** A gate's `backward()` passed on something that is not a number. */
export class LocalDerivativeError extends GradusError {
  constructor(
    readonly gate: string,
    readonly input: string,
    readonly got: unknown,
  ) {
    super(
      `backward() of ${gate} gave ${input} the local derivative ${String(got)}, expected a number. ` +
        `Call putGradient(this, local) with the derivative of ${gate} with respect to ${input}.`,
    );
  }
}

/** A gate passed a gradient back less often than it has inputs, and the gradients are wrong for it. */
export class TooFewGradientsError extends GradusError {
  constructor(
    readonly gate: string,
    readonly input: string,
    readonly position: number,
    readonly expected: number,
  ) {
    super(
      `backward() of ${gate} passed no gradient to ${input}, its input ${position + 1} of ${expected}. ` +
        `Call inputNodes[${position}].putGradient(this, local) too: once for each input position.`,
    );
  }
}

/** A gate passed a gradient back more often than it has inputs, and the gradients are wrong for it. */
export class TooManyGradientsError extends GradusError {
  constructor(
    readonly gate: string,
    readonly input: string,
    readonly expected: number,
    readonly got: number,
  ) {
    super(
      `backward() of ${gate} called putGradient ${got} times, expected ${expected}: once for each input position. ` +
        `${input} got more than its part; look for a putGradient that stands in one loop too many.`,
    );
  }
}

/** A gate passed a gradient to a gate that is not its input, or in the name of another gate. */
export class StrangerError extends GradusError {
  constructor(
    readonly gate: string,
    readonly role: "receiver" | "consumer",
    readonly stranger: string,
  ) {
    super(
      role === "receiver"
        ? `backward() of ${gate} passed a gradient to ${stranger}, which is not one of its inputs. ` +
            `Call putGradient only on the gates in this.inputNodes.`
        : `backward() of ${gate} called putGradient(consumer, local) with ${stranger} as the consumer, expected ${gate} itself. ` +
            `Call putGradient(this, local): the consumer is the gate that read the value.`,
    );
  }
}

/** A gradient was asked for that no backward pass has computed. */
export class NoGradientError extends GradusError {
  constructor(readonly gate: string) {
    super(
      `${gate} has no gradient yet. Call graph.forward() and graph.backward() on a graph that it is part of.`,
    );
  }
}

/** A sample does not have one number for each gate that is fed. */
export class SampleError extends GradusError {
  /** @param part "x" or "y" */
  constructor(
    readonly sample: number,
    readonly part: "x" | "y",
    readonly expected: number,
    readonly got: unknown,
  ) {
    super(
      `Sample ${sample} has ${part} = ${JSON.stringify(got)}, expected ${expected} number${expected === 1 ? "" : "s"}: ` +
        `one for each gate in the option ${part}. Samples look like { x: [0, 1], y: [1] }.`,
    );
  }
}

/** Training was started without data. */
export class NoSamplesError extends GradusError {
  constructor() {
    super("There are no samples to train on. Give train a list such as xor(), or [{ x: [0, 1], y: [1] }].");
  }
}

/** It is not said which gates the samples are for. */
export class NoFeedError extends GradusError {
  constructor(readonly option: "x" | "y") {
    super(
      `train does not know which gates take the numbers ${option} of a sample. ` +
        (option === "x"
          ? "Name the input gates in the order of the numbers: train(graph, data, { x: [x1, x2], y: [y], epochs: 1000 })."
          : "Name the gates of the true values: train(graph, data, { x: [x1, x2], y: [y], epochs: 1000 })."),
    );
  }
}

/** A graph was asked about a gate that is not part of it. */
export class NotInGraphError extends GradusError {
  constructor(readonly gate: string) {
    super(
      `${gate} is not part of this graph: the target does not depend on it. ` +
        `Ask for one of the gates in graph.gates.`,
    );
  }
}

/** A graph without weights was to be trained. */
export class NoWeightsError extends GradusError {
  constructor(readonly target: string) {
    super(
      `The graph of ${target} has no weight, so there is nothing that training could change. ` +
        `Build it with weights, for example new WeightGate(0.1, 0.5, "w").`,
    );
  }
}

/** Something that is no gate stands where a gate should. */
export class NotAGateError extends GradusError {
  constructor(
    readonly where: string,
    readonly got: unknown,
    readonly missing: string,
  ) {
    super(
      `${where} is not a gate: ${missing}. ` +
        `A gate has out, dz, inputNodes, forward(), backward() and putGradient(consumer, local).`,
    );
  }
}

/** `toSvg()` was called where nothing can lay out a graph. */
export class NoLayoutError extends GradusError {
  constructor() {
    super(
      "There is no layout engine to draw with: @gradus/core only writes DOT. " +
        "Import @gradus/notebook, or call provideLayout(dot => svg) with your own Graphviz.",
    );
  }
}

/** An option has a value that cannot be meant. */
export class InvalidOptionError extends GradusError {
  constructor(
    readonly where: string,
    readonly option: string,
    readonly got: unknown,
    readonly expected: string,
  ) {
    super(`${where} got ${option} = ${asCode(got)}, expected ${expected}.`);
  }
}

/** A value as one would type it, so that "2", 2 and [2] do not look the same. */
function asCode(value: unknown): string {
  // NaN and Infinity have no JSON.
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  const json: string | undefined = JSON.stringify(value);
  return json ?? typeof value;
}
