/** Show what was handed in so far. */

import { folderOf } from "./notebookFile.js";
import { visit } from "./visit.js";

export interface ServiceOptions {
  /** Needed once, where nobody can be asked for it. */
  readonly token?: string;
}

/**
 * Show your hand-ins as a table, the newest first.
 *
 * @throws CourseFileError, TokenError, UnreachableError, RefusedError, UnexpectedAnswerError
 */
export function submissions({ token }: ServiceOptions = {}): Promise<void> {
  return visit(folderOf(undefined), token, ({ earlier, sheet }) => {
    sheet.close({ list: earlier });
    return Promise.resolve();
  });
}
