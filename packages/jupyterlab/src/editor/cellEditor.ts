/** What is added to the editor of a cell. Loaded only where a kernel checks types. */
import { EditorView } from "@codemirror/view";

import type { Words } from "../words.js";
import { goToProblem, markProblems } from "./marks.js";
import { parameters, type AskSignature } from "./parameters.js";
import type { Problem } from "./protocol.js";
import { tips } from "./tip.js";

/** The editor of JupyterLab, of which this much is needed. */
export interface Host {
  readonly editor: EditorView;
  readonly isDisposed: boolean;
  injectExtension(extension: unknown): void;
}

export interface Hooks {
  /** The text is another one. */
  readonly changed: (cell: CellEditor) => void;
  readonly signature: AskSignature;
}

export class CellEditor {
  readonly id: string;
  readonly #host: Host;
  #hasProblems = false;

  constructor(id: string, host: Host, { changed, signature }: Hooks) {
    this.id = id;
    this.#host = host;
    host.injectExtension([
      tips,
      parameters(signature),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged) changed(this);
      }),
    ]);
  }

  get hasProblems(): boolean {
    return this.#hasProblems;
  }

  get isGone(): boolean {
    return this.#host.isDisposed;
  }

  read(): string | undefined {
    return this.isGone ? undefined : this.#host.editor.state.doc.toString();
  }

  show(problems: readonly Problem[]): void {
    if (this.isGone || (problems.length === 0 && !this.#hasProblems)) return;
    this.#hasProblems = problems.length > 0;
    markProblems(this.#host.editor, problems);
  }

  goToProblem(direction: 1 | -1, trans: Words): void {
    this.#host.editor.focus();
    goToProblem(this.#host.editor, direction, trans);
  }
}
