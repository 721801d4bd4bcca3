/** Show the feedback on a hand-in. */

import type { Receipt } from "./answers.js";
import { RefusedError } from "./errors.js";
import { follow } from "./follow.js";
import { folderOf, ownName } from "./notebookFile.js";
import type { ServiceOptions } from "./submissions.js";
import { visit } from "./visit.js";

export interface FeedbackOptions extends ServiceOptions {
  /** How many minutes to wait where it is not graded yet, 3 without this. 0 does not wait. */
  readonly wait?: number;
}

/**
 * Show the feedback on your latest hand-in of this notebook, or of this assignment where there is none of the notebook.
 *
 * @param name of another one, as `submissions()` shows it
 * @throws CourseFileError, TokenError, UnreachableError, RefusedError, UnexpectedAnswerError
 */
export function feedback(name?: string, { token, wait }: FeedbackOptions = {}): Promise<void> {
  return visit(folderOf(undefined), token, async (here) => {
    const found =
      name === undefined
        ? latest(here.earlier, here.place.assignment)
        : here.earlier.find(({ id }) => id.startsWith(name));
    if (!found)
      throw new RefusedError(
        404,
        name === undefined
          ? `You have handed in nothing for ${here.place.assignment} yet: \`await submit()\` does.`
          : `There is no hand-in "${name}" of yours. \`await submissions()\` shows all.`,
      );
    await follow(here, found, wait);
  });
}

/** They come with the newest first. */
function latest(all: readonly Receipt[], assignment: string): Receipt | undefined {
  const here = all.filter((each) => each.assignment === assignment);
  const file = ownName();
  return here.find((each) => each.file === file || `${each.notebook}.ipynb` === file) ?? here[0];
}
