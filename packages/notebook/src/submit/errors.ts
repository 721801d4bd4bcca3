/** What can go wrong while handing in, in words that say what to do. Each is shown below the cell as it stands here. */

import { GradusError } from "@gradus/core";

/** It is not clear which file the notebook is, or the file cannot be handed in. */
export class NotebookFileError extends GradusError {}

/** `gradus.json`, which says where to hand in, is missing or broken. */
export class CourseFileError extends GradusError {}

/** There is no token, or none that works. */
export class TokenError extends GradusError {}

/** The service does not answer. */
export class UnreachableError extends GradusError {
  constructor(
    readonly url: string,
    why: string,
  ) {
    super(
      `${url} cannot be reached: ${why}. Look at your network connection, and try again in a few minutes. ` +
        "Whether something has arrived, `await submissions()` says then.",
    );
  }
}

/** The service does not do what it was asked for. */
export class RefusedError extends GradusError {
  constructor(
    /** The status of HTTP. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What answers is not the service, or not one of this version. */
export class UnexpectedAnswerError extends GradusError {
  constructor(
    readonly url: string,
    readonly got: string,
  ) {
    super(
      `${url} has answered with ${got}, so that it is not sure that anything has arrived. ` +
        'Ask your instructor whether the "url" in gradus.json is right, and whether you have to log in to this network.',
    );
  }
}

/** Somebody interrupted the cell before anything was handed in. */
export class StoppedError extends GradusError {
  constructor() {
    super("The cell was stopped. Whether something has arrived, `await submissions()` says.");
  }
}
