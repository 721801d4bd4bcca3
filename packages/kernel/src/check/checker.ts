/** What the kernel asks of whatever checks types: one question per method, no state of the session outside of it. */

/** A name that a cell can use because an earlier cell has declared it. */
export interface SeenName {
  readonly name: string;
  /** The run that declared it, as given to `check`. */
  readonly run: number;
  /** Declared by `let` or `var`, so that later cells may assign to it. */
  readonly isAssignable: boolean;
}

export interface Problem {
  readonly severity: "error" | "warning";
  /** Of TypeScript: the 2322 of TS2322. */
  readonly code: number;
  /** TypeScript's own words; a chain of reasons is indented line by line. */
  readonly message: string;
  /** UTF-16 offsets in the text of the cell, or of `file`. */
  readonly start: number;
  readonly end: number;
  /** Another file than the cell: a `.ts` file beside the notebook. With a 1-based line and column. */
  readonly file?: { readonly path: string; readonly line: number; readonly column: number };
  /** Plain words for what beginners meet most. */
  readonly hint?: string;
}

export interface Completion {
  readonly text: string;
  /** As Jupyter and JupyterLab name them: "function", "class", "property", "keyword", … */
  readonly kind: string;
  readonly detail?: string;
}

export interface Completions {
  readonly items: readonly Completion[];
  /** What the chosen text replaces, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

export interface Explanation {
  /** The declaration with its types, for example `const x: number`, or a signature with the active parameter marked. */
  readonly text: string;
  /** Markdown, from the JSDoc comment; may be empty. */
  readonly documentation: string;
}

/** The call around a place. */
export interface Signature {
  /** For example `f(a: number, b: string): void`. */
  readonly text: string;
  /** Where in `text` the parameter stands whose argument is being written; equal where there is none. */
  readonly start: number;
  readonly end: number;
  /** Markdown, from the JSDoc comment; may be empty. */
  readonly documentation: string;
}

export interface Checker {
  /**
   * Check a cell that is about to run, and remember it as the run that declares `declared`.
   * @param source the text of the cell as the user wrote it
   * @param declared every top-level name of the cell that later cells may use: values and types
   * @param seen names of earlier cells that the cell does not declare itself
   * @throws CheckerGone when the compiler has died
   */
  check(
    run: number,
    source: string,
    declared: readonly string[],
    seen: readonly SeenName[],
  ): Promise<readonly Problem[]>;
  /** Whether what run `after` declares can stand wherever what run `before` declared by that name is used. */
  canReplace(name: string, before: number, after: number): Promise<boolean>;
  /** Forget runs whose names nobody can see any more. Types of runs that remain may still lean on them. */
  forget(runs: readonly number[]): void;
  /** Check a text that does not run, for an editor. */
  problems(source: string, seen: readonly SeenName[]): Promise<readonly Problem[]>;
  complete(source: string, offset: number, seen: readonly SeenName[]): Promise<Completions>;
  /** What stands at an offset; within the parentheses of a call, its signature. */
  explain(source: string, offset: number, seen: readonly SeenName[]): Promise<Explanation | undefined>;
  /** The innermost call whose parentheses are around an offset. */
  signature(source: string, offset: number, seen: readonly SeenName[]): Promise<Signature | undefined>;
  close(): Promise<void>;
}

/** The compiler has ended by itself; the kernel goes on without it and says so. */
export class CheckerGone extends Error {
  override readonly name = "CheckerGone";
}
