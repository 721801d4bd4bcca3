/** Waits for a hand-in to be graded, and shows the feedback. */

import type { Receipt } from "./answers.js";
import { RefusedError, UnexpectedAnswerError, UnreachableError } from "./errors.js";
import type { Visit } from "./visit.js";
import { ago } from "./words.js";

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
  const start = new Date();
  let receipt = first;
  sheet.change({ receipt, note: "" });
  try {
    for (let pause = PAUSE.first; isOpen(receipt); pause = Math.min(pause * PAUSE.growth, PAUSE.longest)) {
      if (Date.now() - start.getTime() >= minutes * 60_000) {
        sheet.close({ receipt, note: `It is not graded yet. ${LATER}` });
        return;
      }
      sheet.change({ receipt, note: `Waiting for the feedback since ${ago(start).replace(" ago", "")} …` });
      await service.pause(pause);
      receipt = await service.submission(receipt.id);
    }
    if (receipt.status === "replaced") {
      sheet.close({ receipt, note: `${LATER.replace("asks later", "shows that on the later one")}` });
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
