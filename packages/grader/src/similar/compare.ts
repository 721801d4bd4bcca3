/**
 * Which documents have parts in common that cannot be told apart: fingerprints of all rows of tokens, thinned out by
 * winnowing, as MOSS and Dolos do it.
 * Source: Schleimer, Wilkerson, Aiken: Winnowing: Local Algorithms for Document Fingerprinting, SIGMOD 2003
 */

import { FingerprintIndex, type FileEntry } from "@dodona/dolos-core";
import type { Document, Lines } from "./document.js";

/** In tokens: parts that are shorter than both together, about three lines, can go unnoticed. */
const [GRAM, WINDOW] = [12, 6];
/** What more of a course share is how everybody writes it. A small course has no everybody. */
const [COMMON, FEW] = [0.5, 3];
/** A part that a document repeats more often is no sign of another one. */
const MOST_REPEATED = 20;
/** With fewer fingerprints of their own two documents are alike by chance. */
const LEAST = 8;

export interface Likeness {
  readonly left: Document;
  readonly right: Document;
  /** How much of what is their own they share, from 0 to 1. */
  readonly similarity: number;
  /** In tokens of the left one, as `overlap`. */
  readonly longest: number;
  readonly overlap: number;
  readonly fragments: readonly SharedFragment[];
}

export interface SharedFragment {
  readonly left: Part;
  readonly right: Part;
}

/** A part of a document's text. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Lines[];
}

/**
 * One pair after the other: a course of a thousand has half a million.
 *
 * @param template what everybody has been given
 */
export function* likenesses(
  documents: readonly Document[],
  template: Document,
  threshold: number,
): Generator<Likeness> {
  const most = Math.max(FEW, Math.ceil(COMMON * documents.length));
  const index = new FingerprintIndex(GRAM, WINDOW);
  index.addFiles(documents.map(({ file }) => file));
  // In this order: Dolos forgets for files that come later what is ignored, and is slow when it counts while it adds.
  index.updateMaxFingerprintFileCount(most);
  index.addIgnoredFile(template.file);
  index.addIgnoredHashes(repeated(index));
  const own = new Map(index.entries().map((entry) => [entry.file.id, ownOf(entry)]));
  for (const [i, left] of documents.entries())
    for (const right of documents.slice(i + 1)) {
      const [ofLeft, ofRight] = [own.get(left.file.id)!, own.get(right.file.id)!];
      if (ofLeft < LEAST || ofRight < LEAST) continue;
      const pair = index.getPair(left.file, right.file);
      // Not the pair's own number, which takes what is ignored on the left away from both.
      const similarity = (pair.leftCovered + pair.rightCovered) / (ofLeft + ofRight);
      if (similarity < threshold) continue;
      const fragments = pair.buildFragments().map(({ pairs }) => ({
        left: { first: pairs[0]!.left.start, last: pairs.at(-1)!.left.stop },
        right: { first: pairs[0]!.right.start, last: pairs.at(-1)!.right.stop },
      }));
      yield {
        ...{ left, right, similarity },
        longest: Math.max(...fragments.map((each) => each.left.last - each.left.first + 1)),
        overlap: covered(fragments.map((each) => each.left)),
        fragments: fragments.map((each) => ({
          left: partOf(left, each.left),
          right: partOf(right, each.right),
        })),
      };
    }
}

interface Tokens {
  readonly first: number;
  readonly last: number;
}

function repeated(index: FingerprintIndex): number[] {
  return index
    .sharedFingerprints()
    .filter((print) => print.files().some((file) => print.occurrencesOf(file).length > MOST_REPEATED))
    .map(({ hash }) => hash);
}

/** How many fingerprints are neither in the template nor in what most have written. */
function ownOf({ file, kgrams, ignored }: FileEntry): number {
  let others = 0;
  for (const print of ignored) others += print.occurrencesOf(file).length;
  return kgrams.length - others;
}

function covered(parts: readonly Tokens[]): number {
  let [count, end] = [0, -1];
  for (const { first, last } of [...parts].sort((a, b) => a.first - b.first)) {
    count += Math.max(0, last - Math.max(first - 1, end));
    end = Math.max(end, last);
  }
  return count;
}

function partOf(document: Document, { first, last }: Tokens): Part {
  const [from, to] = [document.tokens[first]!.from, document.tokens[last]!.to];
  return { from, to, lines: document.linesOf(from, to) };
}
