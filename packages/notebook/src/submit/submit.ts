/** Hand in the notebook that is open, show the receipt, wait for the feedback. */

import { createHash } from "node:crypto";
import { basename } from "node:path";
import { NotebookFileError, UnexpectedAnswerError } from "./errors.js";
import { follow } from "./follow.js";
import { folderOf, readNotebook } from "./notebookFile.js";
import { save } from "./save.js";
import { visit } from "./visit.js";

export interface SubmitOptions {
  /** The notebook, where the kernel does not know its own. */
  readonly file?: string;
  /** Needed once, where nobody can be asked for it. It is remembered: do not leave it in the notebook. */
  readonly token?: string;
  /** How many minutes to wait for the feedback, 3 without this. 0 does not wait. */
  readonly wait?: number;
}

/**
 * Hand in this notebook. It is saved first, the receipt is shown below the cell, and the feedback as soon as it is there.
 *
 * ```ts
 * await submit();
 * ```
 *
 * Where to, the file `gradus.json` beside the notebook says. The first time, you are asked for the token that your
 * instructor has given to you. You may hand in as often as you like: the last one counts.
 *
 * @param given the name of the file where the kernel does not know it, or options
 * @throws NotebookFileError, CourseFileError, TokenError
 * @throws UnreachableError, RefusedError, UnexpectedAnswerError
 */
export function submit(given: string | SubmitOptions = {}): Promise<void> {
  const { file, token, wait } = typeof given === "string" ? { file: given } : given;
  return visit(folderOf(file), token, async (here) => {
    const { kernel, place, service, sheet, signal } = here;
    sheet.change({ note: "Saving the notebook …" });
    const saved = await save(kernel, signal);
    signal.throwIfAborted();
    const { name, bytes, savedAt } = readNotebook(file, saved);
    if (Buffer.from(bytes).includes(here.token)) throw tokenInside(name);
    const readAt = new Date();
    sheet.change({ note: `Handing in ${name} …` });
    const receipt = await service.handIn(name, bytes);
    if (receipt.sha256 !== createHash("sha256").update(bytes).digest("hex"))
      throw new UnexpectedAnswerError(place.url, "the receipt of another file");
    const isFresh = saved.by === "page" && saved.file === basename(name);
    sheet.change({
      receipt,
      note: "",
      file: { bytes: bytes.length, isFresh, savedAt, readAt },
      remarks: [
        ...(here.remark === undefined ? [] : [here.remark]),
        ...(saved.by === "nobody" && saved.reason !== undefined
          ? [`The notebook could not be saved (${saved.reason}). What lay on the disk was handed in.`]
          : []),
      ],
    });
    await follow(here, receipt, wait);
  });
}

const tokenInside = (name: string): NotebookFileError =>
  new NotebookFileError(
    `Your token stands in ${name}, and whoever gets the notebook could hand in as you. Nothing was handed in. ` +
      "The token is remembered now: delete it from the notebook, and run await submit().",
  );
