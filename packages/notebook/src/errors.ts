/** Every error of this package: what came, what was expected, what to do. */

import { formatNumber, GradusError } from "@gradus/core";

/** A task of the notebook still waits for its solution. */
export class OpenTaskError extends GradusError {
  constructor(
    readonly task: string,
    readonly what: string,
  ) {
    super(`Task ${task} is still open. What to write: ${what}`);
  }
}

/** A number differs from the one of the sheet. */
export class UnexpectedNumberError extends GradusError {
  constructor(
    readonly what: string,
    readonly got: unknown,
    readonly expected: number,
  ) {
    const shown = typeof got === "number" ? formatNumber(got, 6) : String(got);
    super(`✗ ${what} is ${shown}, expected ${formatNumber(expected, 6)}.`);
  }
}

/** Not all tests of a check have passed; the table above says which. */
export class FailedCheckError extends GradusError {
  constructor(
    readonly task: string,
    readonly passed: number,
    readonly total: number,
  ) {
    super(
      `${task}: ${total - passed} of ${total} tests did not pass. The table says which, and what to look at.`,
    );
  }
}

/** `display()` was given something that is no drawing. */
export class NotADrawingError extends GradusError {
  constructor(readonly got: unknown) {
    super(
      `display() shows drawings, got ${describe(got)}. ` +
        "Pass it what the graph returns: display(graph.forward()) or display(graph.backward()).",
    );
  }
}

/** `display([…])` was given drawings of different graphs. */
export class OtherGraphError extends GradusError {
  constructor(readonly position: number) {
    super(
      `display([…]) plays passes over one graph, and drawing ${position + 1} of the list is of another one. ` +
        "Collect what one graph returns: display([graph.step(), graph.step()]).",
    );
  }
}

/** `lossPlot()` was given something that is no list of losses. */
export class NotAHistoryError extends GradusError {
  constructor(readonly got: unknown) {
    const shown = Array.isArray(got) && got.length === 0 ? "an empty list" : describe(got);
    super(
      `lossPlot() takes the list of losses, one number per epoch, got ${shown}. ` +
        "Collect them while you train: history.push(loss) at the end of each epoch.",
    );
  }
}

/** `linePlot()` was given something that are no lines. */
export class NotLinesError extends GradusError {
  constructor(
    readonly line: string,
    readonly got: unknown,
  ) {
    super(
      `linePlot() takes lines by name, each a list of points [x, y]; got ${describe(got)}` +
        `${line === "" ? "" : ` for "${line}"`}. For example linePlot({ "x²": [[0, 0], [1, 1]] }, { x: "x", y: "y" }).`,
    );
  }
}

/** `decisionMap()` was given something that are no samples with two inputs. */
export class NotSamplesError extends GradusError {
  constructor(
    readonly got: unknown,
    /** Of the sample, from 1 on; nothing when there are no samples at all. */
    readonly position?: number,
  ) {
    const shown = position === undefined ? describe(got) : `${JSON.stringify(got)} as sample ${position}`;
    super(
      `decisionMap() takes samples with two inputs and one output, { x: [0, 1], y: [1] }, got ${shown}. ` +
        "For example decisionMap((x1, x2) => network.predict([x1, x2])[0], xor()).",
    );
  }
}

/** `decisionMap()` was given a function that does not answer with a number. */
export class NotAnAnswerError extends GradusError {
  constructor(
    readonly got: unknown,
    /** Where it was asked; nothing when it is no function at all. */
    readonly at?: readonly [x1: number, x2: number],
  ) {
    const place = at === undefined ? " instead of the function" : ` at (${at.join(", ")})`;
    const cure =
      got instanceof Promise
        ? "It must not be async: nothing can be waited for while the map is drawn."
        : "For example decisionMap((x1, x2) => network.predict([x1, x2])[0], xor()).";
    super(`decisionMap() asks a function (x1, x2) for one number, got ${describe(got)}${place}. ${cure}`);
  }
}

/** `histograms()` was given something that is no list of numbers. */
export class NotNumbersError extends GradusError {
  constructor(
    readonly layer: string,
    readonly got: unknown,
  ) {
    super(
      `histograms() takes a list of numbers for each layer; got ${describe(got)} for "${layer}". ` +
        'For example histograms({ "layer 1": [0.1, 0.4] }, { title: "Activations", x: "a" }).',
    );
  }
}

/** `progress()` was given something that has no length. */
export class NotCountableError extends GradusError {
  constructor(readonly got: unknown) {
    super(
      `progress() takes a number of rounds or a list, got ${describe(got)}. ` +
        'For example for (const epoch of progress(1000, "epochs")) { … }.',
    );
  }
}

/** Somebody interrupted a loop that was waiting. */
export class InterruptedError extends GradusError {
  constructor(
    readonly done: number,
    readonly total: number,
    readonly unit: string,
  ) {
    super(`The loop was interrupted after ${done} of ${total} ${unit}. Run the cell again to start anew.`);
  }
}

function describe(value: unknown): string {
  return typeof value === "object" && value !== null ? value.constructor.name : String(value);
}
