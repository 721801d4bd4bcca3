/** Lets the cells of one notebook be checked by its kernel while they are written. */
import type { Cell } from "@jupyterlab/cells";
import { CodeMirrorEditor } from "@jupyterlab/codemirror";
import type { NotebookPanel } from "@jupyterlab/notebook";
import type { KernelMessage } from "@jupyterlab/services";

import type { Settings } from "../settings.js";
import type { Words } from "../words.js";
import type { CellEditor } from "./cellEditor.js";
import { Checks, isTypeScript } from "./checks.js";
import { KernelLink } from "./kernelLink.js";

export class NotebookEditors {
  readonly #panel: NotebookPanel;
  readonly #link: KernelLink;
  readonly #checks: Checks<CellEditor>;
  /** Of the cells that were active once. Only such a cell has been written or looked at. */
  readonly #editors = new Map<Cell, CellEditor>();
  #settings: Settings;

  constructor(panel: NotebookPanel, settings: Settings) {
    this.#panel = panel;
    this.#settings = settings;
    this.#checks = new Checks(async (code, cell) => this.#link.conversation?.check(code, cell));
    this.#link = new KernelLink(panel.sessionContext, () => {
      this.#restart();
    });
    panel.content.activeCellChanged.connect(this.#visit, this);
    panel.sessionContext.iopubMessage.connect(this.#hear, this);
    panel.disposed.connect(this.#dispose, this);
    this.configure(settings);
  }

  /** Whether the kernel of this notebook checks types. */
  get isLive(): boolean {
    return this.#link.conversation !== undefined;
  }

  configure(settings: Settings): void {
    this.#settings = settings;
    this.#link.want(settings.editorProblems || settings.signatureHelp);
    this.#restart();
  }

  /** Lead the cursor to a problem of the active cell. */
  goToProblem(direction: 1 | -1, trans: Words): void {
    const { content } = this.#panel;
    const cell = content.activeCell;
    if (cell === null || !this.#editors.has(cell)) return;
    content.mode = "edit";
    this.#editors.get(cell)?.goToProblem(direction, trans);
  }

  /** Begin anew with another kernel, with none, or with other settings. */
  #restart(): void {
    this.#checks.stop();
    for (const editor of this.#editors.values()) editor.show([]);
    this.#visit();
  }

  #visit(): void {
    void this.#visitCell(this.#panel.content.activeCell);
  }

  async #visitCell(cell: Cell | null): Promise<void> {
    if (cell?.model.type !== "code" || !this.isLive) return;
    const editor = await this.#editorOf(cell);
    if (editor !== undefined && this.isLive && this.#settings.editorProblems) this.#checks.visited(editor);
  }

  async #editorOf(cell: Cell): Promise<CellEditor | undefined> {
    const [{ CellEditor }] = await Promise.all([import("./cellEditor.js"), cell.ready]);
    const known = this.#editors.get(cell);
    if (known !== undefined) return known;
    const host = cell.editor;
    if (cell.isDisposed || !(host instanceof CodeMirrorEditor)) return undefined;
    const editor = new CellEditor(cell.model.id, host, {
      changed: (changed) => {
        if (this.isLive && this.#settings.editorProblems) this.#checks.changed(changed);
      },
      signature: async (code, offset) =>
        this.#settings.signatureHelp && isTypeScript(code)
          ? this.#link.conversation?.signature(code, offset)
          : null,
    });
    this.#editors.set(cell, editor);
    cell.disposed.connect(() => this.#editors.delete(cell));
    return editor;
  }

  /** After any cell has run, other names are known: of this notebook, or of a console with the same kernel. */
  #hear(_context: unknown, message: KernelMessage.IMessage): void {
    if (!this.isLive || !this.#settings.editorProblems || !hasRun(message)) return;
    const active = this.#panel.content.activeCell;
    const concerned = [...this.#editors].filter(([cell, editor]) => cell === active || editor.hasProblems);
    this.#checks.outdate(concerned.map(([, editor]) => editor));
  }

  #dispose(): void {
    this.#checks.stop();
    this.#link.dispose();
    // The session outlives this view when the notebook is open in another one.
    this.#panel.sessionContext.iopubMessage.disconnect(this.#hear, this);
  }
}

function hasRun(message: KernelMessage.IMessage): boolean {
  const { content, parent_header: parent } = message;
  return (
    message.header.msg_type === "status" &&
    "execution_state" in content &&
    content.execution_state === "idle" &&
    "msg_type" in parent &&
    parent.msg_type === "execute_request"
  );
}
