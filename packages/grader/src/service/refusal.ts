/** What a student is told who cannot have what they ask for: a status of HTTP, and one sentence that says what to do. */

import { GradusError } from "@gradus/core";

export class Refusal extends GradusError {
  constructor(
    readonly status: 400 | 401 | 404 | 406 | 409 | 413 | 415 | 422 | 429 | 503,
    message: string,
    /** In seconds. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** The same for what there is not and for what is another student's: nobody learns which. */
export const noSuchSubmission = (): Refusal =>
  new Refusal(404, "There is no such hand-in of yours. GET /v1/submissions lists those that you have made.");

export const noSuchAssignment = (): Refusal =>
  new Refusal(404, "There is no such assignment here. GET /v1/assignments lists those that there are.");

export const nothingThere = (): Refusal =>
  new Refusal(404, "There is nothing at this address. GET /openapi.json lists what there is.");
