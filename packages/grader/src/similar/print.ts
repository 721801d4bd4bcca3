/** Similar pairs as text, as a table, and as data. */

import { csvLine } from "../report/csv/write.js";
import { plainText } from "../report/plainText.js";
import { count } from "../report/points.js";
import { CAUTION, placesOf, type Similar, type SimilarPair } from "./similar.js";

export const percent = ({ similarity }: SimilarPair): string => `${Math.round(100 * similarity)} %`;

export function similarText({ pairs, more, unread }: Similar, threshold: number): string {
  const lines = pairs.flatMap((pair) => [
    `${percent(pair).padStart(5)}  ${pair.notebook}: ${pair.left.student} and ${pair.right.student}, ` +
      `${pair.overlap} tokens in common, the longest part has ${pair.longest}`,
    `       ${pair.left.student}: ${plainText(placesOf(pair, "left"))}`,
    `       ${pair.right.student}: ${plainText(placesOf(pair, "right"))}`,
  ]);
  const none = `No two hand-ins share ${Math.round(100 * threshold)} % of what is their own.`;
  return [
    ...(pairs.length > 0 ? [...lines, ""] : [none]),
    ...(more > 0 ? [`${count(more, "more pair")} above the threshold; raise it with --threshold.`] : []),
    ...(unread.length > 0 ? [`${count(unread.length, "notebook")} could not be read.`] : []),
    CAUTION,
  ].join("\n");
}

export function similarTable({ pairs }: Similar): string {
  const head = ["notebook", "left", "right", "similarity", "longest tokens", "overlap tokens"];
  return [
    csvLine([...head, "where left", "where right"]),
    ...pairs.map((pair) =>
      csvLine([
        ...[pair.notebook, pair.left.student, pair.right.student, rounded(pair), pair.longest],
        ...[pair.overlap, placesOf(pair, "left"), placesOf(pair, "right")],
      ]),
    ),
  ].join("");
}

export function similarJson({ pairs, more, unread }: Similar): string {
  return JSON.stringify({
    caution: CAUTION,
    pairs: pairs.map((pair) => ({
      ...{ notebook: pair.notebook, left: pair.left.student, right: pair.right.student },
      ...{ similarity: rounded(pair), longest: pair.longest, overlap: pair.overlap },
      fragments: pair.fragments.map(({ left, right }) => ({ left: left.lines, right: right.lines })),
    })),
    more,
    unread,
  });
}

const rounded = ({ similarity }: SimilarPair): number => Math.round(1000 * similarity) / 1000;
