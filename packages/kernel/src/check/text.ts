/**
 * The text of a cell as the compiler sees it. Lines with imports of names from earlier cells come first, so that these
 * names are known however incomplete the cell is; the cell's own text is unchanged, and only its line numbers differ.
 */

import { namesAddition } from "../cells/additions.js";
import type { SeenName } from "./checker.js";
import { ownExports } from "./exports.js";
import { specifierOf } from "./project.js";

export interface Position {
  /** Both count from 0; characters are UTF-16 units. */
  readonly line: number;
  readonly character: number;
}

export interface CellText {
  readonly source: string;
  /** With imports and exports around the source. */
  readonly whole: string;
  /** Lines before the source. */
  readonly shift: number;
  readonly imported: readonly SeenName[];
  readonly seen: readonly SeenName[];
}

const IDENTIFIER = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
const NO_CHECK = /^(?:\s*\/\/.*\n)*\s*\/\/+\s*@ts-nocheck\b/;

/** @param isWanted names to import besides those that the source mentions */
export function around(
  source: string,
  seen: readonly SeenName[],
  declared: readonly string[] = [],
  isWanted: (name: string) => boolean = () => false,
): CellText {
  const words = new Set(source.match(IDENTIFIER));
  const imported = seen.filter(({ name }) => words.has(name) || isWanted(name) || namesAddition(name));
  // The compiler heeds this comment at the very top only.
  const head = NO_CHECK.test(source) ? ["// @ts-nocheck"] : [];
  head.push(imported.map(importOf).join(" "));
  const exported = /\bexport\b/.test(source) ? ownExports(source) : undefined;
  const names = declared.filter((name) => !exported?.has(name) && !namesAddition(name));
  return {
    source,
    whole: `${head.join("\n")}\n${source}\nexport { ${names.join(", ")} };\n`,
    shift: head.length,
    imported,
    seen,
  };
}

/** An import cannot be assigned to, a declared variable can. An addition is there with its file. */
function importOf({ name, run, isAssignable }: SeenName): string {
  const file = `"${specifierOf(run)}"`;
  if (namesAddition(name)) return `import ${file};`;
  return isAssignable
    ? `declare let ${name}: typeof import(${file}).${name};`
    : `import { ${name} } from ${file};`;
}

/** Translates between UTF-16 offsets in a text and positions. */
export class Places {
  readonly #starts: number[] = [0];
  readonly #end: number;

  constructor(text: string) {
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(index + end.length);
    this.#end = text.length;
  }

  at(offset: number): Position {
    let line = this.#starts.length - 1;
    while (this.#starts[line]! > offset) line--;
    return { line, character: offset - this.#starts[line]! };
  }

  /** @returns -1 before the text, Infinity behind it */
  offsetOf({ line, character }: Position): number {
    if (line < 0) return -1;
    const offset = (this.#starts[line] ?? Infinity) + character;
    return offset > this.#end ? Infinity : offset;
  }
}
