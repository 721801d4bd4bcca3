/** What the reader can choose, with what holds until they do. */

export interface Settings {
  /** How DOT from any kernel is shown first. */
  readonly defaultView: "image" | "interactive";
  /** When the wheel zooms: with Ctrl or ⌘, always, never. */
  readonly wheel: "modifier" | "always" | "never";
  /** A graph with more gates opens folded. */
  readonly foldLimit: number;
  /** For one layout, in seconds. */
  readonly timeLimit: number;
  /** Whether DOT in Markdown is drawn. */
  readonly fences: boolean;
  /** Whether what is wrong with a cell is marked while it is written. */
  readonly editorProblems: boolean;
  /** Whether the parameters of a call are shown while it is written. */
  readonly signatureHelp: boolean;
}

export const defaults: Settings = {
  defaultView: "image",
  wheel: "modifier",
  foldLimit: 150,
  timeLimit: 10,
  fences: true,
  editorProblems: true,
  signatureHelp: true,
};

/** The settings as they are now, and word of every change. */
export class LiveSettings {
  #current: Settings = defaults;
  readonly #listeners = new Set<(settings: Settings) => void>();

  get current(): Settings {
    return this.#current;
  }

  /** @param chosen may come from a file that somebody has written by hand: what does not fit is left at its default */
  choose(chosen: Readonly<Record<string, unknown>>): void {
    this.#current = {
      defaultView: oneOf(chosen.defaultView, ["image", "interactive"], defaults.defaultView),
      wheel: oneOf(chosen.wheel, ["modifier", "always", "never"], defaults.wheel),
      foldLimit: within(chosen.foldLimit, 10, 1000, defaults.foldLimit),
      timeLimit: within(chosen.timeLimit, 1, 120, defaults.timeLimit),
      fences: flag(chosen.fences, defaults.fences),
      editorProblems: flag(chosen.editorProblems, defaults.editorProblems),
      signatureHelp: flag(chosen.signatureHelp, defaults.signatureHelp),
    };
    for (const listener of this.#listeners) listener(this.#current);
  }

  /** @param listener called with what holds now, and with every change */
  follow(listener: (settings: Settings) => void): void {
    this.#listeners.add(listener);
    listener(this.#current);
  }
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], otherwise: T): T {
  return choices.find((choice) => choice === value) ?? otherwise;
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}

function within(value: unknown, low: number, high: number, otherwise: number): number {
  return typeof value === "number" && value >= low && value <= high ? value : otherwise;
}
