/** Grade one notebook of one student. */

import { createHash, createHmac } from "node:crypto";
import { NotebookError } from "../errors.js";
import { match } from "../handIn/match.js";
import { readHandIn, type HandIn } from "../handIn/read.js";
import { judge } from "../judge/judge.js";
import type { NotebookResult } from "../model/result.js";
import { link } from "../program/program.js";
import type { Launcher } from "../sandbox/launcher.js";
import type { Times } from "../sandbox/limits.js";
import type { Master } from "./master.js";
import { patiently } from "./patiently.js";

export interface Grading {
  readonly master: Master;
  readonly launcher: Launcher;
  /** Known to nobody who hands in: the numbers of the tests follow from it. */
  readonly secret: string;
  /** How long the student's code may take, where it is not as long as usual. */
  readonly times?: Times;
}

/**
 * The same bytes get the same result, whenever and wherever.
 *
 * @param file its name, for words
 * @throws MachineError when it could not be graded, and the hand-in is not at fault
 */
export async function gradeNotebook(
  bytes: Uint8Array,
  file: string,
  grading: Grading,
): Promise<NotebookResult> {
  const { master, launcher, secret, times } = grading;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const about = { notebook: master.notebook, sha256, sandbox: launcher.sandbox };
  let handIn: HandIn;
  try {
    handIn = readHandIn(bytes, file);
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    return { ...about, status: "not gradable", reason: error.message, findings: [], tasks: [], answers: [] };
  }
  const matched = match(master, handIn);
  const program = await link(matched.sources, matched.tests);
  const seedOf = (task: string): number =>
    createHmac("sha256", secret).update(`${sha256} ${task}`).digest().readUInt32LE() >>> 1;
  const verdict = await patiently(() => judge(matched, program, () => launcher.start(), seedOf, times));
  return {
    ...about,
    status: "graded",
    findings: [...matched.findings, ...verdict.findings],
    tasks: [...verdict.tasks],
    answers: [...matched.answers],
  };
}
