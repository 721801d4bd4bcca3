/**
 * Put one notebook whose sender is known to where all others are collected: the submission service has it from a student
 * with a token, so neither its name nor its time is a guess.
 */

import type { Assignment } from "../model/assignment.js";
import { Owners } from "./attribute.js";
import { Staging } from "./staging.js";
import { store, type Collected } from "./store.js";

export interface One {
  readonly student: string;
  readonly notebook: string;
  /** What the student called the file. Nothing follows from it. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly receivedAt: Date;
}

/**
 * Does not wait for anything, so that two in one process cannot come between each other.
 *
 * @returns undefined where another student has the folder, whose name differs in capital letters only
 */
export function collectOne(assignment: Assignment, one: One): Collected["outcome"] | undefined {
  const { student, notebook, file, bytes, sha256, receivedAt } = one;
  const staging = new Staging(assignment);
  try {
    if (new Owners(assignment).claim({ student, spelt: student }) !== undefined) return undefined;
    const entry = { path: [file], arrived: receivedAt, read: () => Promise.resolve(bytes) };
    const handIn = {
      staged: { entry, waiting: staging.put(bytes), sha256, notebook },
      about: { student, spelt: student, file, isMarked: false },
      ...{ time: receivedAt, isAtLatest: false, together: file },
    };
    return store(assignment, [handIn], staging, undefined, [])[0]!.outcome;
  } finally {
    staging.remove();
  }
}
