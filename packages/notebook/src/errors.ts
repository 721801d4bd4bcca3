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

function describe(value: unknown): string {
  return typeof value === "object" && value !== null ? value.constructor.name : String(value);
}
