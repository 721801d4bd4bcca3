/** Points and a comment as a person types them. */

import { inPoints } from "../report/points.js";
import type { OpenAnswer } from "./answers.js";
import type { PersonsGrade } from "./grades.js";

const LONGEST_COMMENT = 10_000;

export interface Typed {
  readonly points: string;
  readonly comment: string;
  /** The id of the text that the person has read. */
  readonly version: string;
}

/** @returns a sentence where it cannot be taken; nothing where nothing was typed */
export function verdict(
  { place, answer, id }: OpenAnswer,
  { points, comment, version }: Typed,
): PersonsGrade | string | undefined {
  const score = points.trim().replace("−", "-").replace(",", ".");
  const words = comment.replaceAll("\r\n", "\n").trim();
  if (score === "" && words === "") return undefined;
  if (version !== id) return "The student has handed in another text since. Read it first.";
  if (score !== "" && !/^-?\d+(\.\d+)?$/.test(score))
    return `"${points.slice(0, 40)}" is no number of points. Write a number from 0 to ${answer.points}.`;
  if (score !== "" && !(Number(score) >= 0 && Number(score) <= answer.points))
    return `${points.slice(0, 40)} points are out of range: there are 0 to ${inPoints(answer.points)}.`;
  if (words.length > LONGEST_COMMENT)
    return `The comment has ${words.length} characters, and ${LONGEST_COMMENT} are allowed.`;
  return {
    ...place,
    score: score === "" ? null : Number(score),
    comment: words === "" ? null : words,
    answer: id,
  };
}
