/** Waits for a hand-in to be graded, and shows the feedback. */

import type { Receipt } from "./answers.js";
import { RefusedError, UnexpectedAnswerError, UnreachableError } from "./errors.js";
import type { Visit } from "./visit.js";

/** In minutes. */
export const LONGEST_WAIT = 3;

/** In milliseconds: soon at first, as most are graded in seconds, and then rarely enough for a whole course. */
const PAUSE = { first: 700, longest: 5000, growth: 1.4 };

const LATER = "`await feedback()` asks later.";

/** @param minutes at most; 0 asks once */
export async function follow(
  { service, sheet }: Visit,
  first: Receipt,
  minutes = LONGEST_WAIT,
): Promise<void> {
  const start = Date.now();
  let receipt = first;
  try {
    for (let pause = PAUSE.first; isOpen(receipt); pause = Math.min(pause * PAUSE.growth, PAUSE.longest)) {
      const seconds = (Date.now() - start) / 1000;
      if (seconds >= minutes * 60) {
        sheet.close({ receipt, note: `It is not graded yet. ${LATER}` });
        return;
      }
      sheet.change({ receipt, note: `Waiting for the feedback: ${Math.round(seconds)} s …` });
      await service.pause(pause);
      receipt = await service.submission(receipt.id);
    }
    if (receipt.status === "replaced") {
      sheet.close({ receipt, note: "`await feedback()` shows what was found in that." });
      return;
    }
    sheet.change({ receipt, note: "Getting the feedback …" });
    sheet.close({ receipt, feedback: await service.feedback(receipt.id), note: "" });
  } catch (error) {
    // What is handed in stays handed in, so this is no error of the cell.
    if (!isAboutAsking(error)) throw error;
    sheet.close({
      receipt,
      note: `It is handed in, but the feedback could not be had: ${error.message} ${LATER}`,
    });
  }
}

/** "not graded": the machine tries again. */
const isOpen = ({ status }: Receipt): boolean => status === "waiting" || status === "not graded";

const isAboutAsking = (error: unknown): error is Error =>
  error instanceof RefusedError ||
  error instanceof UnreachableError ||
  error instanceof UnexpectedAnswerError;
