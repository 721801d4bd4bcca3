/**
 * Put what a student wrote into the instructor's notebook. Only the text of answers is taken, by the name of the cell;
 * everything else is the instructor's, so that nothing is won by changing it.
 */

import type { Master, MasterCell } from "../grade/master.js";
import type { Answer, Finding } from "../model/result.js";
import { namesOf, parse, TooDeepError } from "../program/names.js";
import type { HandOver, SourceCell } from "../program/program.js";
import type { HandIn, HandInCell } from "./read.js";

export interface TestPlace extends HandOver {
  readonly cell: Extract<MasterCell, { kind: "test" }>;
}

export interface Matched {
  readonly sources: readonly SourceCell[];
  readonly tests: readonly TestPlace[];
  readonly answers: readonly Answer[];
  readonly findings: readonly Finding[];
  /** The answers in code that are as they were released, or are gone. */
  readonly open: ReadonlySet<string>;
  /** By name, the answer in which the instructor's notebook declares it. */
  readonly owners: ReadonlyMap<string, string>;
}

export function match(master: Master, handIn: HandIn): Matched {
  const findings: Finding[] = [];
  const taken = new Map<string, HandInCell>();
  const used = new Set<HandInCell>();
  for (const cell of master.cells) {
    const found = search(cell, handIn.cells, used, findings);
    if (!found) continue;
    taken.set(cell.id, found);
    used.add(found);
  }
  const known = new Set(master.cells.map(({ id }) => id));
  const isExtra = (cell: HandInCell): boolean =>
    cell.kind === "code" && !used.has(cell) && !(cell.gradeId !== undefined && known.has(cell.gradeId));
  const extras = extraCells(handIn.cells, taken, isExtra);
  reportOrder(master, handIn, taken, findings);
  reportKernel(master, handIn, findings);

  const sources: SourceCell[] = [];
  const tests: TestPlace[] = [];
  const answers: Answer[] = [];
  const open = new Set<string>();
  const addExtras = (after: string | undefined): void => {
    for (const { text, number } of extras.get(after) ?? [])
      sources.push({ id: `cell ${number}`, text, isAnswer: false });
  };
  addExtras(undefined);
  for (const cell of master.cells) {
    const found = taken.get(cell.id);
    switch (cell.kind) {
      case "answer":
        if (!found || isSame(found.text, cell.text)) open.add(cell.id);
        // A stub that nobody has touched must not hide what was written in another cell.
        if (!open.has(cell.id) || !elsewhere(cell, handIn.cells))
          sources.push({ id: cell.id, text: found?.text ?? cell.text, isAnswer: true });
        break;
      case "code":
        sources.push({
          id: cell.id,
          text: (cell.isLocked ? undefined : found?.text) ?? cell.text,
          isAnswer: false,
        });
        break;
      case "manual":
        answers.push(answerOf(cell, found));
        break;
      case "test":
        tests.push({ cell, at: sources.length, work: cell.work });
    }
    if (found) addExtras(cell.id);
  }
  const owners = new Map(
    master.cells.flatMap((cell) =>
      cell.kind === "answer" ? cell.declares.map((name): [string, string] => [name, cell.id]) : [],
    ),
  );
  return { sources, tests, answers, findings, open, owners };
}

/** The student's cell for one of the instructor's, and what is strange about it. */
function search(
  cell: MasterCell,
  cells: readonly HandInCell[],
  used: ReadonlySet<HandInCell>,
  findings: Finding[],
): HandInCell | undefined {
  const isWritten = cell.kind === "answer" || cell.kind === "manual";
  const kind = cell.kind === "text" ? "text" : "code";
  // What a person grades may be a text or code.
  const fits = cells.filter((each) => (cell.kind === "manual" || each.kind === kind) && !used.has(each));
  const named = fits.filter(({ gradeId }) => gradeId === cell.id);
  if (named.length > 0) {
    const chosen = newest(named, cell.text);
    if (isWritten && named.length > 1)
      findings.push({
        kind: "duplicate cell",
        cell: cell.id,
        text: `The cell "${cell.id}" is there ${named.length} times. The last one that was changed counts.`,
      });
    if (!isWritten && !isChangeable(cell) && !isSame(chosen.text, cell.text))
      findings.push({
        kind: "edited cell",
        cell: cell.id,
        text: `The cell "${cell.id}" was changed. It belongs to the exercise, and its original was used.`,
      });
    return chosen;
  }
  const unnamed = fits.filter(({ gradeId }) => gradeId === undefined);
  const found =
    unnamed.find(({ id }) => id === cell.id) ??
    (cell.kind === "answer"
      ? newest(
          unnamed.filter((each) => declaresAll(each, cell.declares)),
          cell.text,
        )
      : undefined);
  if (!isWritten) return found;
  if (found)
    findings.push({
      kind: "found without id",
      cell: cell.id,
      text: `The cell "${cell.id}" had lost its name, and was found by ${found.id === cell.id ? "its id" : "what it defines"}.`,
    });
  else
    findings.push({
      kind: "missing cell",
      cell: cell.id,
      text:
        `The cell "${cell.id}" is not in the notebook. ` +
        (elsewhere(cell, cells)
          ? "What it should define stands in another cell."
          : "It counts as not answered."),
    });
  return found;
}

function isChangeable(cell: MasterCell): boolean {
  return cell.kind === "code" && !cell.isLocked;
}

/** Of several the last that is no longer as it was released. */
function newest(cells: readonly HandInCell[], released: string): HandInCell;
function newest(cells: readonly HandInCell[], released: string): HandInCell | undefined {
  return cells.filter(({ text }) => !isSame(text, released)).at(-1) ?? cells.at(-1);
}

/** White space at the ends comes and goes with editors. */
function isSame(a: string, b: string): boolean {
  return a.trim() === b.trim();
}

/** Whether the student defines in another cell what this one should. */
function elsewhere(cell: MasterCell, cells: readonly HandInCell[]): boolean {
  return (
    cell.kind === "answer" &&
    cells.some(
      (each) =>
        each.kind === "code" &&
        each.gradeId !== cell.id &&
        !isSame(each.text, cell.text) &&
        declaresAll(each, cell.declares),
    )
  );
}

/** Each cell is read once, however many answers are looked for in it. */
const declared = new WeakMap<HandInCell, readonly string[]>();

function declaresAll(cell: HandInCell, names: readonly string[]): boolean {
  if (names.length === 0 || !names.every((name) => cell.text.includes(name))) return false;
  let declares = declared.get(cell);
  if (!declares) declared.set(cell, (declares = declaredIn(cell.text)));
  return names.every((name) => declares.includes(name));
}

function declaredIn(text: string): readonly string[] {
  try {
    return namesOf(parse(text)).declares;
  } catch (error) {
    if (error instanceof TooDeepError) return [];
    throw error;
  }
}

/** By the instructor's cell below which they stand; `undefined` for the top. */
function extraCells(
  cells: readonly HandInCell[],
  taken: ReadonlyMap<string, HandInCell>,
  isExtra: (cell: HandInCell) => boolean,
): ReadonlyMap<string | undefined, { text: string; number: number }[]> {
  const idOf = new Map([...taken].map(([id, cell]) => [cell, id]));
  const extras = new Map<string | undefined, { text: string; number: number }[]>();
  let above: string | undefined;
  for (const [i, cell] of cells.entries()) {
    above = idOf.get(cell) ?? above;
    if (!isExtra(cell)) continue;
    const list = extras.get(above) ?? [];
    list.push({ text: cell.text, number: i + 1 });
    extras.set(above, list);
  }
  return extras;
}

function reportOrder(
  master: Master,
  handIn: HandIn,
  taken: ReadonlyMap<string, HandInCell>,
  findings: Finding[],
): void {
  let last = -1;
  for (const { id, kind } of master.cells) {
    const found = taken.get(id);
    if (!found || kind === "text") continue;
    const at = handIn.cells.indexOf(found);
    if (at < last)
      findings.push({
        kind: "moved cell",
        cell: id,
        text: `The cell "${id}" stands at another place. It was run at its own.`,
      });
    last = Math.max(last, at);
  }
}

function reportKernel({ kernel }: Master, handIn: HandIn, findings: Finding[]): void {
  if (handIn.kernel !== undefined && kernel !== undefined && handIn.kernel !== kernel)
    findings.push({
      kind: "other kernel",
      text: `The notebook was saved for the kernel "${handIn.kernel}". It was graded as TypeScript.`,
    });
  for (const text of handIn.lost) findings.push({ kind: "other format", text });
}

function answerOf(cell: Extract<MasterCell, { kind: "manual" }>, found: HandInCell | undefined): Answer {
  const text = found?.text ?? "";
  return { cell: cell.id, points: cell.points, text, isUnchanged: !found || isSame(text, cell.text) };
}
