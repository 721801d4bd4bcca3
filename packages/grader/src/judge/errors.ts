/** What a runner can do other than answer. */

import { StudentError } from "@gradus/tasks";

/** The student's code ended its process, or used so much that it was ended. */
export class EndedError extends StudentError {
  constructor(said: string) {
    super("Ended", said);
  }
}
