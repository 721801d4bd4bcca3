/** What was collected, in a terminal or in a file: a line for each student, and what a person should look at. */

import { fitted, plainText } from "../report/plainText.js";
import { count } from "../report/points.js";
import type { CollectReport } from "./collect.js";
import type { Collected } from "./store.js";

export function collectTable({ collected, problems, others }: CollectReport): string {
  const students = new Map<string, Collected[]>();
  for (const each of collected) students.set(each.student, [...(students.get(each.student) ?? []), each]);
  const rows = [...students]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([student, theirs]) => row(student, theirs));
  const late = [...students.values()].filter(([first]) => first!.lateness !== undefined).length;
  const taken = collected.filter(({ outcome }) => outcome !== "older, left out").length;
  return [
    ...(rows.length > 0 ? [HEAD, ...rows, ""] : []),
    `${count(taken, "notebook")} of ${count(students.size, "student")}, ${late} late. ${count(problems.length, "thing")} to look at.`,
    ...Object.entries(others).map(
      ([name, files]) => `Left out: ${count(files, "file")} handed in for ${plainText(name)}.`,
    ),
    ...problems.slice(0, MOST_LISTED).map(({ file, why }) => `Look at ${plainText(file)}: ${plainText(why)}`),
    ...(problems.length > MOST_LISTED ? [`… and ${problems.length - MOST_LISTED} more: see --json`] : []),
  ].join("\n");
}

/** One student can make any number of them. */
const MOST_LISTED = 200;

const HEAD = `${"student".padEnd(28)}${"name".padEnd(20)}${"received (UTC)".padEnd(18)}notebooks`;

function row(student: string, theirs: readonly Collected[]): string {
  const { name = "", lateness } = theirs[0]!;
  const received = theirs
    .map(({ receivedAt }) => receivedAt)
    .sort()
    .at(-1)!;
  const outcomes = new Map<string, number>();
  for (const { outcome } of theirs) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const words = [...outcomes].map(([outcome, n]) => `${n} ${outcome}`).join(", ");
  const end = lateness === undefined ? "" : ` · ${lateness}`;
  return `${fitted(student, 27)} ${fitted(name, 19)} ${received.slice(0, 16).replace("T", " ")}  ${words}${end}`;
}
