/** Shows the parameters of a call while it is written, the active one in bold. */
import type { Extension } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";

import { element } from "../element.js";
import type { Signature } from "./protocol.js";
import { lastingTipPos, showTip, tipAt } from "./tip.js";

/** @returns null when the offset is not within a call, undefined when nobody answers */
export type AskSignature = (code: string, offset: number) => Promise<Signature | null | undefined>;

export function parameters(ask: AskSignature): Extension {
  const asked = new WeakMap<EditorView, Follower>();
  return EditorView.updateListener.of((update) => {
    const { view } = update;
    if (!(hasOpened(update) || ((update.docChanged || update.selectionSet) && isOpen(view)))) return;
    let follower = asked.get(view);
    if (follower === undefined) asked.set(view, (follower = new Follower(view, ask)));
    follower.follow();
  });
}

/** The box of a problem is none that lasts. */
function isOpen(view: EditorView): boolean {
  return lastingTipPos(view) !== undefined;
}

/** Whether a parenthesis or a comma was typed. The editor may have added the closing parenthesis by itself. */
function hasOpened({ docChanged, transactions, state }: ViewUpdate): boolean {
  if (!docChanged || !transactions.some((transaction) => transaction.isUserEvent("input.type"))) return false;
  const { main, ranges } = state.selection;
  return ranges.length === 1 && main.empty && /[(,]/.test(state.sliceDoc(main.head - 1, main.head));
}

/** Asks for the signature at the cursor of one editor; what is asked meanwhile is asked when the answer has come. */
class Follower {
  readonly #view: EditorView;
  readonly #ask: AskSignature;
  #isAsking = false;
  #isLate = false;
  #shown: Signature | undefined;

  constructor(view: EditorView, ask: AskSignature) {
    this.#view = view;
    this.#ask = ask;
  }

  follow(): void {
    if (this.#isAsking) this.#isLate = true;
    else void this.#work();
  }

  async #work(): Promise<void> {
    this.#isAsking = true;
    do {
      this.#isLate = false;
      const { state } = this.#view;
      const signature = await this.#ask(state.doc.toString(), state.selection.main.head);
      if (!this.#isLate) this.#show(signature ?? null);
    } while (this.#isLate);
    this.#isAsking = false;
  }

  #show(signature: Signature | null): void {
    const view = this.#view;
    if (signature === null || !view.hasFocus) {
      if (isOpen(view)) view.dispatch({ effects: showTip.of(null) });
      return;
    }
    const { text, start, end } = signature;
    const open = lastingTipPos(view);
    const isSame = open !== undefined && text === this.#shown?.text;
    if (isSame && start === this.#shown?.start) return;
    this.#shown = signature;
    // The box of a call stays where it has opened, instead of running after the cursor.
    const tip = tipAt(isSame ? open : view.state.selection.main.head, draw(signature), { isLasting: true });
    view.dispatch({
      effects: [showTip.of(tip), EditorView.announce.of(text.slice(start, end) || text)],
    });
  }
}

function draw({ text, start, end, documentation }: Signature): HTMLElement {
  return element(
    "div",
    "jp-GradusSignature",
    element(
      "div",
      "jp-GradusSignature-text",
      text.slice(0, start),
      element("b", "", text.slice(start, end)),
      text.slice(end),
    ),
    ...(documentation === "" ? [] : [element("div", "jp-GradusSignature-documentation", documentation)]),
  );
}
