/** What can go wrong between a test and the code that it tests. */

import { GradusError } from "@gradus/core";

/** The student's code threw. What it says comes from the student: it is data, never an instruction. */
export class StudentError extends GradusError {
  /**
   * @param type the class of what was thrown, for example `TypeError`
   * @param during what was running, for example `forward()`
   */
  constructor(
    readonly type: string,
    readonly said: string,
    readonly during = "your code",
  ) {
    super(`${type}: ${said}`);
  }
}

/** The student's code did not come to an end, and was brought to one. */
export class EndlessError extends StudentError {
  constructor(said: string, during?: string) {
    super("Endless", said, during);
  }
}

/** A test found something else than it expected. It is thrown within a test and told as its result. */
export class Mismatch extends GradusError {
  constructor(
    readonly what: string,
    readonly expected: string,
    readonly got: string,
    readonly hint?: string,
  ) {
    super(`${what}: expected ${expected}, got ${got}`);
  }
}

/** There is no task of this name. */
export class UnknownTaskError extends GradusError {
  constructor(
    readonly id: string,
    readonly known: readonly string[],
  ) {
    super(`There is no task "${id}". The tasks are: ${known.join(", ")}.`);
  }
}

/** Something that a task is about was not handed over. */
export class MissingWorkError extends GradusError {
  constructor(
    readonly task: string,
    readonly missing: readonly string[],
    readonly needs: readonly string[],
  ) {
    super(
      `This check looks at ${needs.join(", ")}, but ${missing.join(", ")} is not there. ` +
        `Run the cell that defines it, then write: await check("${task}", { ${needs.join(", ")} });`,
    );
  }
}
