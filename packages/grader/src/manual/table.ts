/** What waits for a person as a table, to be filled in elsewhere and read back: all of it or nothing. */

import { UsageError } from "../errors.js";
import type { Assignment } from "../model/assignment.js";
import { isStudentId } from "../model/receipt.js";
import { parseCsv, type CsvRow } from "../report/csv/read.js";
import { csvLine, original } from "../report/csv/write.js";
import { rounded } from "../report/points.js";
import { answerAt, waitingAnswers } from "./answers.js";
import type { PersonsGrade } from "./grades.js";
import { verdict } from "./verdict.js";

const COLUMNS = [
  ...["student", "notebook", "cell", "title", "max points", "text"],
  ...["points", "comment", "earlier points", "earlier comment", "version"],
] as const;

/** What must be there to read it back. */
const NEEDED = ["student", "notebook", "cell", "points", "comment", "version"] as const;
type Needed = (typeof NEEDED)[number];

const MOST_ERRORS = 20;

export function waitingTable(assignment: Assignment): { readonly text: string; readonly answers: number } {
  const lines = [csvLine(COLUMNS)];
  for (const { place, question, answer, said, isSaidOfThis, id } of waitingAnswers(assignment)) {
    const earlier = isSaidOfThis ? undefined : said;
    lines.push(
      csvLine([
        ...[place.student, place.notebook, place.cell, question.title, rounded(answer.points), answer.text],
        ...[undefined, isSaidOfThis ? (said?.comment ?? undefined) : undefined],
        ...[earlier?.score ?? undefined, earlier?.comment ?? undefined, id],
      ]),
    );
  }
  return { text: lines.join(""), answers: lines.length - 1 };
}

/**
 * Rows without points and comment are left as they are.
 *
 * @param file its name, for words
 * @throws UsageError that names each line that is wrong; then nothing of the table is taken
 */
export function readTable(assignment: Assignment, text: string, file: string): PersonsGrade[] {
  const rows = parseCsv(text);
  if (typeof rows === "number")
    throw new UsageError(`${file}, line ${rows}: a quote begins here and never ends. Nothing was taken.`);
  const [head, ...body] = rows;
  const columns = new Map(head?.fields.map((name, i) => [name.trim(), i]));
  const missing = NEEDED.filter((name) => !columns.has(name));
  if (missing.length > 0)
    throw new UsageError(
      `${file} has no column ${missing.map((name) => `"${name}"`).join(", ")}. ` +
        "Fill in the table that gradus manual --csv writes, and keep its first line.",
    );
  const errors: string[] = [];
  const grades = new Map<string, PersonsGrade>();
  for (const row of body) {
    const grade = readRow(assignment, row, columns as ReadonlyMap<Needed, number>);
    if (typeof grade === "string") errors.push(`line ${row.line}: ${grade}`);
    if (typeof grade !== "object") continue;
    const key = JSON.stringify([grade.student, grade.notebook, grade.cell]);
    if (grades.has(key)) errors.push(`line ${row.line}: The same answer stands in a line above.`);
    grades.set(key, grade);
  }
  if (errors.length === 0) return [...grades.values()];
  const more = errors.length > MOST_ERRORS ? [`and ${errors.length - MOST_ERRORS} more`] : [];
  throw new UsageError(
    [`${file}: nothing was taken.`, ...errors.slice(0, MOST_ERRORS), ...more].join("\n  "),
  );
}

function readRow(
  assignment: Assignment,
  { fields }: CsvRow,
  columns: ReadonlyMap<Needed, number>,
): PersonsGrade | string | undefined {
  const field = (name: Needed): string => original(fields[columns.get(name)!] ?? "");
  const [student, notebook, cell] = [field("student"), field("notebook"), field("cell")];
  const typed = { points: field("points"), comment: field("comment"), version: field("version").trim() };
  if (typed.points.trim() === "" && typed.comment.trim() === "") return undefined;
  const place = { student, notebook, cell };
  const answer = isStudentId(student) ? answerAt(assignment, place) : undefined;
  return answer
    ? verdict(answer, typed)
    : `There is no answer of "${student.slice(0, 100)}" in "${notebook.slice(0, 100)}", cell "${cell.slice(0, 100)}".`;
}
