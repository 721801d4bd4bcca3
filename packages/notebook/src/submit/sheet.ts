/** The output below the cell: a note while something goes on, the receipt, and the feedback when it is there. */

import { escapeHtml } from "../html.js";
import type { Kernel } from "../kernels/kernel.js";
import type { Output } from "../output.js";
import type { Feedback, Receipt } from "./answers.js";
import { feedbackHtml, feedbackText } from "./feedbackTable.js";
import { listHtml, listText } from "./listTable.js";
import { receiptHtml, receiptText, type FileLine } from "./receiptTable.js";

export interface Shown {
  readonly note?: string;
  readonly receipt?: Receipt;
  readonly file?: FileLine;
  readonly feedback?: Feedback;
  readonly list?: readonly Receipt[];
  /** What the student should look at. */
  readonly remarks?: readonly string[];
}

export class Sheet {
  readonly #kernel: Kernel;
  #shown: Shown = {};
  #replace: ((output: Output) => void) | undefined;
  #isClosed = false;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  get shown(): Shown {
    return this.#shown;
  }

  change(part: Shown): void {
    if (this.#isClosed) return;
    this.#shown = { ...this.#shown, ...part };
    this.#send({ ...outputOf(this.#shown), isPassing: true });
  }

  /** As it stays. Whatever goes on behind a cell that was stopped changes nothing any more. */
  close(part: Shown = {}): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#shown = { ...this.#shown, ...part };
    this.#send(outputOf(this.#shown));
  }

  /** Where nothing was begun, nothing is needed: the error says all. */
  fail(note: string): void {
    if (this.#replace) this.close({ note });
  }

  #send(output: Output): void {
    if (this.#replace) this.#replace(output);
    else this.#replace = this.#kernel.sendReplaceable(output);
  }
}

/** No script and no style sheet: it is the same in a notebook that was saved and is opened again. */
export function outputOf({ note = "", receipt, file, feedback, list, remarks = [] }: Shown): Output {
  const html = [
    ...(receipt ? [receiptHtml(receipt, file, remarks)] : []),
    ...(feedback ? [feedbackHtml(feedback)] : []),
    ...(list ? [listHtml(list)] : []),
    ...(note === "" ? [] : [`<p role="status" style="margin:4px 0">${escapeHtml(note)}</p>`]),
  ];
  const text = [
    ...(receipt ? [receiptText(receipt, file, remarks)] : []),
    ...(feedback ? [feedbackText(feedback)] : []),
    ...(list ? [listText(list)] : []),
    ...(note === "" ? [] : [note]),
  ];
  return { data: { "text/html": html.join("\n"), "text/plain": text.join("\n") }, metadata: {} };
}
