/** What a student wrote in the answers of a notebook, as one text that can be compared. */

import { File, Region, TokenizedFile } from "@dodona/dolos-core";
import type { SourceCell } from "../program/program.js";
import { tokensOf, type Token } from "./tokens.js";

/** A cell in the text of all cells. */
interface Span {
  readonly cell: string;
  readonly from: number;
  readonly to: number;
}

/** A part of a cell, in lines from 1 on. */
export interface Lines {
  readonly cell: string;
  readonly first: number;
  readonly last: number;
}

export class Document {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly file: TokenizedFile;
  readonly spans: readonly Span[];
  readonly #lineStarts: readonly number[];

  constructor(
    readonly student: string,
    cells: readonly Pick<SourceCell, "id" | "text">[],
  ) {
    const spans: Span[] = [];
    let text = "";
    for (const cell of cells) {
      spans.push({ cell: cell.id, from: text.length, to: text.length + cell.text.length });
      text += `${cell.text}\n`;
    }
    this.text = text;
    this.spans = spans;
    this.tokens = tokensOf(text);
    this.#lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    this.file = new TokenizedFile(
      new File(student, text),
      this.tokens.map(({ kind }) => kind),
      this.tokens.map(({ from, to }) => this.#region(from, to)),
    );
  }

  /** The cells and lines of a part of the text. */
  linesOf(from: number, to: number): Lines[] {
    return this.spans
      .filter((span) => span.from < to && from < span.to)
      .map((span) => {
        const top = this.#line(span.from);
        const first = this.#line(Math.max(from, span.from)) - top + 1;
        const last = this.#line(Math.min(to, span.to) - 1) - top + 1;
        return { cell: span.cell, first, last };
      });
  }

  #region(from: number, to: number): Region {
    const [start, end] = [this.#line(from), this.#line(to)];
    return new Region(start, from - this.#lineStarts[start]!, end, to - this.#lineStarts[end]!);
  }

  /** From 0 on. */
  #line(at: number): number {
    let [low, high] = [0, this.#lineStarts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#lineStarts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
