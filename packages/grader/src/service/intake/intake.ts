/**
 * Takes hand-ins in: first the file is laid where all others are collected, then it is written down, then there is a
 * receipt. Who gets no receipt hands in again, and finds what is there already taken up.
 */

import { createHash } from "node:crypto";
import { collectOne } from "../../collect/collectOne.js";
import { latenessOf } from "../../collect/lateness.js";
import { warningsAbout } from "../../collect/submit.js";
import { NotebookError } from "../../errors.js";
import { readOurs } from "../../files/readOurs.js";
import type { Assignment } from "../../model/assignment.js";
import { receipt, type Receipt } from "../../model/receipt.js";
import type { Course, Courses } from "../courses.js";
import type { Submission } from "../data/schema.js";
import type { Submissions } from "../data/submissions.js";
import { noSuchAssignment, Refusal } from "../refusal.js";
import { InTurn } from "./inTurn.js";
import { toDisk } from "./toDisk.js";

export interface Offer {
  readonly student: string;
  /** Its name. */
  readonly assignment: string;
  /** What the student calls it. */
  readonly file: string;
  readonly bytes: Buffer;
}

export interface Taken {
  readonly submission: Submission;
  /** Whether it was not there before. */
  readonly isNew: boolean;
}

interface Read {
  readonly notebook: string;
  readonly sha256: string;
  readonly warnings: readonly string[];
}

type Line = Receipt["files"][number];

export class Intake {
  readonly #courses: Courses;
  readonly #submissions: Submissions;
  readonly #onTaken: (submission: Submission) => void;
  readonly #now: () => Date;
  readonly #turns = new InTurn();

  /** @param onTaken called for what is to be graded */
  constructor(
    courses: Courses,
    submissions: Submissions,
    onTaken: (submission: Submission) => void,
    now = (): Date => new Date(),
  ) {
    this.#courses = courses;
    this.#submissions = submissions;
    this.#onTaken = onTaken;
    this.#now = now;
  }

  /** @throws Refusal */
  async take(offer: Offer): Promise<Taken> {
    const course = this.#courses.get(offer.assignment);
    if (!course) throw noSuchAssignment();
    const read = readOffer(offer, course);
    return this.#inTurn(offer.student, course, () => this.#takeRead(offer, course.assignment, read));
  }

  /** What was collected, and is not written down: a program was killed in between, or a person has collected it. */
  async takeUp(student: string, course: Course): Promise<void> {
    await this.#inTurn(student, course, async () => {
      const { assignment } = course;
      for (const notebook of assignment.notebooks) {
        const line = lineOf(assignment, student, notebook);
        if (!line) continue;
        const latest = await this.#submissions.latest(student, assignment.name, notebook);
        if (latest?.sha256 !== line.sha256) await this.#write(student, assignment, line, notebook, []);
      }
    });
  }

  #inTurn<T>(student: string, { assignment }: Course, work: () => Promise<T>): Promise<T> {
    return this.#turns.run(`${assignment.name}/${student}`, work);
  }

  async #takeRead(
    { student, file, bytes }: Offer,
    assignment: Assignment,
    { notebook, sha256, warnings }: Read,
  ): Promise<Taken> {
    const latest = await this.#submissions.latest(student, assignment.name, notebook);
    const there = lineOf(assignment, student, notebook);
    // The last one counts: who goes back to an earlier one hands in anew.
    if (latest?.sha256 === sha256 && there?.sha256 === sha256) return { submission: latest, isNew: false };
    const one = { student, notebook, file, bytes, sha256, receivedAt: this.#now() };
    const outcome = collectOne(assignment, one);
    if (outcome === undefined)
      throw new Refusal(
        409,
        "Your name differs from another's in capital letters only. Tell your instructor.",
      );
    if (outcome === "older, left out")
      throw new Refusal(
        409,
        `There is a hand-in of ${notebook} with a later time already, so this one was not taken. Tell your instructor.`,
      );
    await toDisk([
      assignment.submitted(student, `${notebook}.ipynb`),
      assignment.submitted(student, "receipt.json"),
      assignment.submitted(student),
      assignment.submitted(),
    ]);
    const line = lineOf(assignment, student, notebook)!;
    return {
      submission: await this.#write(student, assignment, { ...line, original: file }, notebook, warnings),
      isNew: true,
    };
  }

  async #write(
    student: string,
    { name, settings }: Assignment,
    { original, sha256, receivedAt, isAtLatest = false, isMarkedLate = false }: KnownLine,
    notebook: string,
    warnings: readonly string[],
  ): Promise<Submission> {
    const coming = { receivedAt: new Date(receivedAt), isAtLatest, isMarked: isMarkedLate };
    const submission = await this.#submissions.add({
      ...{ student, assignment: name, notebook, file: original, sha256 },
      received_at: receivedAt,
      lateness: latenessOf(settings, coming).lateness ?? null,
      warnings: JSON.stringify(warnings),
    });
    this.#onTaken(submission);
    return submission;
  }
}

type KnownLine = Line & { readonly receivedAt: string };

/** @throws Refusal for what nobody could grade */
function readOffer({ file, bytes }: Offer, { assignment, notebooks }: Course): Read {
  let warnings: string[];
  try {
    warnings = warningsAbout(bytes, file);
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    throw new Refusal(422, error.message.replaceAll(/\s+/g, " "));
  }
  const { notebook, isMisnamed } = notebooks.find(file, bytes);
  if (notebook === undefined)
    throw new Refusal(
      422,
      `${file} is no notebook of ${assignment.name}: it has none of its cells. Is it the right file?`,
    );
  if (isMisnamed) warnings.push(`Its cells are those of ${notebook}, and it was taken as that.`);
  return { notebook, sha256: createHash("sha256").update(bytes).digest("hex"), warnings };
}

/** What the receipt of the student's folder says of a notebook. */
function lineOf(assignment: Assignment, student: string, notebook: string): KnownLine | undefined {
  const known = readOurs(assignment.submitted(student, "receipt.json"), receipt);
  const line = known?.files.find(({ file }) => file === `${notebook}.ipynb`);
  return line && { ...line, receivedAt: line.receivedAt ?? known!.receivedAt };
}
