/** A cell that is ready to run. */

import type { Declared } from "./declared.js";
import type { Shift } from "./edits.js";

/** What leads from a place in the running code back to the text of the cell. */
export interface Places {
  /** Of the source map from the cell's text to the JavaScript that was rewritten. */
  readonly mappings: string;
  readonly shifts: Readonly<Record<number, readonly Shift[]>>;
}

export interface Cell {
  /** An async function as an expression; see `rewrite`. */
  readonly code: string;
  /** How many characters stand before the cell's own first one. */
  readonly lead: number;
  readonly places: Places;
  readonly declared: readonly Declared[];
  /** Names of earlier cells that it uses. */
  readonly uses: readonly string[];
}

/** A cell that is no TypeScript. */
export class CellSyntaxError extends Error {
  override readonly name = "SyntaxError";

  constructor(
    message: string,
    /** UTF-16 offset in the text of the cell. */
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}
