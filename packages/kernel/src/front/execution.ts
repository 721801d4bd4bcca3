/** One cell from its text to its outcome: read, checked, compiled, run. */

import { CellSyntaxError, type Cell } from "../cells/cell.js";
import { compile } from "../cells/compile.js";
import { parse, type Parsed } from "../cells/parse.js";
import type { Problem } from "../check/checker.js";
import type { Failure, FromUser } from "../link/messages.js";
import type { Names } from "./names.js";
import type { Types } from "./types.js";
import { syntaxFailure, typeFailure, typeWarning } from "./report.js";
import type { User } from "./user.js";

export type Done = Extract<FromUser, { type: "done" }>;
export type Outcome = Pick<Done, "result" | "failure">;

export interface Subject {
  readonly run: number;
  /** What stands in the cell's brackets. */
  readonly count: number;
  readonly source: string;
}

export interface Stage {
  readonly names: Names;
  readonly types: Types;
  readonly user: User;
  /** What type errors do to a cell that does not say it itself. */
  readonly typeErrors: "stop" | "warn";
  warn(run: number, text: string): void;
}

/** A cell whose first lines have this comment is run in spite of its type errors. */
const WARN = /^(?:\s*\/\/.*\n)*\s*\/\/\s*@ts-warn\b/;

export const STOPPED: Failure = {
  ename: "Interrupted",
  evalue: "The cell was stopped before it ran.",
  traceback: ["Interrupted: The cell was stopped before it ran."],
};

/** @param isStopped whether somebody has interrupted it meanwhile */
export async function executeCell(
  stage: Stage,
  subject: Subject,
  isStopped: () => boolean,
): Promise<Outcome> {
  let parsed: Parsed;
  try {
    parsed = parse(subject.source);
  } catch (error) {
    if (error instanceof CellSyntaxError) return { failure: syntaxFailure(subject, error) };
    throw error;
  }
  const { names, types, user } = stage;
  const { run } = subject;
  const { declared } = parsed;
  // The compiler of types is another process: both work at the same time.
  const [problems, cell] = await Promise.all([
    types.check(run, parsed, names.seenBeside(declared)),
    compile(parsed, names.values),
  ]);
  const refusal = judge(stage, subject, problems);
  if (refusal) types.forget([run]);
  if (refusal || isStopped()) return { failure: refusal ?? STOPPED };
  const replaces = await replaced(stage, run, cell);
  if (isStopped()) return { failure: STOPPED };
  const done = await user.run({
    ...subject,
    type: "run",
    code: cell.code,
    lead: cell.lead,
    places: cell.places,
    uses: names.use(cell.uses).map(({ name, run: from }) => ({ name, run: from })),
    replaces,
  });
  for (const { name, run: before } of replaces)
    if (done.alive.includes(name)) names.replace({ name, run: before }, run);
  names.declare(run, declared, done.alive);
  const gone = names.forgotten(run);
  if (gone.length > 0) {
    types.forget(gone);
    user.forget(gone);
  }
  return done;
}

/** @returns why the cell must not run */
function judge(stage: Stage, subject: Subject, problems: readonly Problem[]): Failure | undefined {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return undefined;
  if (stage.typeErrors === "stop" && !WARN.test(subject.source)) return typeFailure(subject, errors);
  stage.warn(subject.run, typeWarning(subject, errors));
  return undefined;
}

/** Names of this cell that their earlier users take from now on, because the new type allows everything that they do. */
async function replaced(
  { names, types }: Stage,
  run: number,
  { declared }: Cell,
): Promise<{ name: string; run: number }[]> {
  const candidates = names.replacedBy(declared.filter(({ isValue }) => isValue));
  const answers = await Promise.all(
    candidates.map((before) => types.canReplace(before.name, before.run, run)),
  );
  return candidates.filter((_, i) => answers[i]).map(({ name, run: from }) => ({ name, run: from }));
}
