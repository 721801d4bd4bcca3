/** Where a student stands in an assignment: what grading has found, what people have said, and what is left to do. */

import { existsSync } from "node:fs";
import { students } from "../batch/units.js";
import { answerId, readGrades, type PersonsGrade, type PersonsGrades } from "../manual/grades.js";
import type { Assignment } from "../model/assignment.js";
import { receipt, type Receipt } from "../model/receipt.js";
import { notebookResult, type Answer, type GradedTask, type NotebookResult } from "../model/result.js";
import { outlinesOf, type NotebookOutline } from "./outline.js";
import { rounded, sumOf } from "./points.js";
import { readOurs } from "../files/readOurs.js";

/** The worst of its notebooks decides. Only "graded" is final. */
export type Status = "graded" | "waits for a person" | "not graded" | "not gradable";

export interface Standing {
  readonly student: string;
  /** Without one, nobody knows when the hand-in came. */
  readonly receipt: Receipt | undefined;
  readonly notebooks: readonly NotebookStanding[];
  readonly status: Status;
  /** Of all notebooks of the assignment, handed in or not. */
  readonly points: number;
  /** So far: answers that wait for a person, and notebooks that are not graded, are not in it. */
  readonly earned: number;
  /** Taken off for lateness, in points. */
  readonly penalty: number;
  /** In words; undefined for who was on time. */
  readonly lateness: string | undefined;
  /** What is left of `earned`. */
  readonly score: number;
  /** What a person must still grade. */
  readonly waiting: readonly AnswerStanding[];
}

export interface NotebookStanding {
  readonly outline: NotebookOutline;
  /** "not graded": the file is newer than its result, or nobody has graded it yet. */
  readonly state: "graded" | "not handed in" | "not graded" | "not gradable";
  readonly points: number;
  /** So far. */
  readonly earned: number;
  readonly result: NotebookResult | undefined;
  readonly tasks: readonly TaskStanding[];
  readonly answers: readonly AnswerStanding[];
  /** On cells that are neither a task nor an answer. */
  readonly comments: readonly PersonsGrade[];
}

export interface TaskStanding {
  readonly task: GradedTask;
  /** A person's word counts more than the tests. */
  readonly score: number;
  readonly said: PersonsGrade | undefined;
}

export interface AnswerStanding {
  readonly notebook: string;
  readonly answer: Answer;
  /** Of the text. */
  readonly id: string;
  readonly state: "graded" | "waiting" | "not answered";
  /** Undefined while it waits. */
  readonly score: number | undefined;
  /** About this text, or about an earlier one. */
  readonly said: PersonsGrade | undefined;
  readonly isSaidOfThis: boolean;
}

/** One after the other, by name: a course can have more students than there is memory for. */
export function* standings(assignment: Assignment): Generator<Standing> {
  for (const student of students(assignment)) yield standingOf(assignment, student);
}

/** @throws CourseError for a file of ours that was changed */
export function standingOf(assignment: Assignment, student: string): Standing {
  const ownReceipt = readOurs(assignment.submitted(student, "receipt.json"), receipt);
  const grades = readGrades(assignment);
  const notebooks = outlinesOf(assignment).map((outline) =>
    notebookStanding(assignment, student, outline, ownReceipt, grades),
  );
  const points = sumOf(notebooks.map((each) => each.points));
  const earned = sumOf(notebooks.map((each) => each.earned));
  const penalty = (ownReceipt?.penalty ?? 0) * points;
  const waiting = notebooks.flatMap(({ answers }) => answers.filter(({ state }) => state === "waiting"));
  return {
    ...{ student, receipt: ownReceipt, notebooks, waiting },
    status: statusOf(notebooks, waiting.length),
    lateness: latenessIn(ownReceipt),
    points: rounded(points),
    earned: rounded(earned),
    penalty: rounded(Math.min(penalty, earned)),
    score: rounded(Math.max(0, earned - penalty)),
  };
}

function latenessIn(known: Receipt | undefined): string | undefined {
  if (known === undefined || known.penalty === 0) return known?.lateness;
  return known.lateness ?? `Late: −${rounded(100 * known.penalty)} %`;
}

function statusOf(notebooks: readonly NotebookStanding[], waiting: number): Status {
  for (const state of ["not gradable", "not graded"] as const)
    if (notebooks.some((each) => each.state === state)) return state;
  return waiting > 0 ? "waits for a person" : "graded";
}

function notebookStanding(
  assignment: Assignment,
  student: string,
  outline: NotebookOutline,
  handedIn: Receipt | undefined,
  grades: PersonsGrades,
): NotebookStanding {
  const { notebook } = outline;
  const nothing = { outline, points: outline.points, earned: 0, tasks: [], answers: [], comments: [] };
  const file = `${notebook}.ipynb`;
  if (!existsSync(assignment.submitted(student, file)))
    return { ...nothing, state: "not handed in", result: undefined };
  const result = readOurs(assignment.graded("students", student, `${notebook}.json`), notebookResult);
  const received = handedIn?.files.find((each) => each.file === file);
  if (!result || (received && received.sha256 !== result.sha256))
    return { ...nothing, state: "not graded", result: undefined };
  return standingOfResult(student, outline, result, grades);
}

/** Of a hand-in with a result, also one that a later hand-in has replaced. */
export function standingOfResult(
  student: string,
  outline: NotebookOutline,
  result: NotebookResult,
  grades: PersonsGrades,
): NotebookStanding {
  const { notebook } = outline;
  if (result.status === "not gradable")
    return {
      ...{ outline, state: "not gradable", points: outline.points, earned: 0, result },
      ...{ tasks: [], answers: [], comments: [] },
    };
  const said = (cell: string): PersonsGrade | undefined => grades.of({ student, notebook, cell });
  const tasks = result.tasks.map((task): TaskStanding => {
    const persons = said(task.cell);
    return { task, score: persons?.score ?? task.score, said: persons };
  });
  const answers = result.answers.map((answer) => answerStanding(notebook, answer, said(answer.cell)));
  const known = new Set([...result.tasks, ...result.answers].map(({ cell }) => cell));
  return {
    ...{ outline, state: "graded", result, tasks, answers },
    points: sumOf([...result.tasks, ...result.answers].map(({ points }) => points)),
    earned: sumOf([...tasks, ...answers].map(({ score }) => score ?? 0)),
    comments: grades
      .on(student, notebook)
      .filter(({ cell, comment }) => !known.has(cell) && comment !== null),
  };
}

function answerStanding(notebook: string, answer: Answer, said: PersonsGrade | undefined): AnswerStanding {
  const id = answerId(answer.text);
  const isSaidOfThis = said !== undefined && (said.answer === undefined || said.answer === id);
  const about = { notebook, answer, id, said, isSaidOfThis };
  if (isSaidOfThis && said.score !== null) return { ...about, state: "graded", score: said.score };
  if (answer.isUnchanged) return { ...about, state: "not answered", score: 0 };
  return { ...about, state: "waiting", score: undefined };
}
