/** Decides which cells are checked when: one after the other, and never with an answer to an older text. */
import type { Problem } from "./protocol.js";

/** How long the writer pauses before a cell is checked, in milliseconds. */
const pause = 300;

export interface CheckedCell {
  readonly id: string;
  /** The text as it is now, or undefined when the cell is gone. */
  read(): string | undefined;
  show(problems: readonly Problem[]): void;
}

export type Check = (code: string, cell: string) => Promise<readonly Problem[] | undefined>;

export class Checks<Cell extends CheckedCell> {
  readonly #check: Check;
  readonly #timers = new Map<Cell, ReturnType<typeof setTimeout>>();
  readonly #queue = new Set<Cell>();
  /** The texts that the shown problems belong to. Replaced as a whole when what the kernel knows has changed. */
  #checked = new WeakMap<Cell, string>();
  #isBusy = false;

  constructor(check: Check) {
    this.#check = check;
  }

  /** Somebody types in this cell. */
  changed(cell: Cell): void {
    clearTimeout(this.#timers.get(cell));
    this.#timers.set(
      cell,
      setTimeout(() => {
        this.#timers.delete(cell);
        this.#enqueue(cell);
      }, pause),
    );
  }

  /** Somebody looks at this cell. */
  visited(cell: Cell): void {
    if (!this.#timers.has(cell) && this.#checked.get(cell) !== cell.read()) this.#enqueue(cell);
  }

  /** The kernel knows other names than before: check these cells at once, and all others when they are visited. */
  outdate(cells: Iterable<Cell>): void {
    this.#checked = new WeakMap();
    for (const cell of cells) {
      // A cell that is being written is checked when its writer pauses.
      if (!this.#timers.has(cell)) this.#enqueue(cell);
    }
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#queue.clear();
    this.#checked = new WeakMap();
  }

  #enqueue(cell: Cell): void {
    this.#queue.add(cell);
    if (!this.#isBusy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    // A set hands out what is added while it is walked through.
    for (const cell of this.#queue) {
      this.#queue.delete(cell);
      await this.#renew(cell);
    }
    this.#isBusy = false;
  }

  async #renew(cell: Cell): Promise<void> {
    const checked = this.#checked;
    const text = cell.read();
    if (text === undefined) return;
    const problems = isTypeScript(text) ? await this.#check(text, cell.id) : [];
    // If the text is another one by now, its writer still types and it has its own turn. If nothing holds any more,
    // the cell has been asked for again where that is needed.
    if (problems === undefined || checked !== this.#checked || cell.read() !== text) return;
    checked.set(cell, text);
    cell.show(problems);
  }
}

/** Whether a cell's text is for the compiler: neither empty nor of another language, as `%%html` says. */
export function isTypeScript(text: string): boolean {
  return text.trim() !== "" && !text.trimStart().startsWith("%%");
}
