/** Every error of the engine: where, what was expected, what came, and what to do. */

/** The common base, so that `catch (e) { if (e instanceof GradusError) … }` works. */
export abstract class GradusError extends Error {
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
  constructor(
    readonly gate: string,
    readonly expected: string,
    readonly got: number,
  ) {
    super(
      `${gate} takes ${expected} input${expected.endsWith(" 1") ? "" : "s"}, got ${got}. ` +
        `Give it its inputs as a list, for example new ${gate}([${expected.endsWith(" 2") ? "yHat, y" : "x"}]).`,
    );
  }
}

/** A gate depends on itself, so there is no order to compute in. */
export class CycleError extends GradusError {
  /** @param path the names of the gates around the cycle; the first is also the last */
  constructor(readonly path: readonly string[]) {
    super(
      `The gates ${path.join(" → ")} form a cycle: each waits for the value of the one before. ` +
        `A computational graph has no way back; remove one of these inputs.`,
    );
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
  constructor(
    readonly gate: string,
    readonly got: unknown,
  ) {
    super(
      `forward() of ${gate} left out = ${String(got)}, expected a number. ` +
        `Read inputNodes[i].out, compute, and write the result to this.out.`,
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
