/** What can go wrong around a hand-in that is nobody's code: where, what came, and what to do. */

import { GradusError } from "@gradus/core";

/** A file is no notebook that can be graded: broken JSON, another format, too large. The student's next step is in it. */
export class NotebookError extends GradusError {
  constructor(
    readonly file: string,
    readonly reason: string,
  ) {
    super(`${file}: ${reason}`);
  }
}

/** The instructor's own files do not fit together. */
export class CourseError extends GradusError {}

/** This machine cannot do now what it is asked for: the hand-in is not at fault, and trying again may help. */
export class MachineError extends GradusError {}

/** The command was called in a way that has no meaning. */
export class UsageError extends GradusError {}
