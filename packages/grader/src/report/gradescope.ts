/**
 * The results of a student in the form that Gradescope reads, `results.json`.
 * Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
 *
 * Where a notebook is not gradable, or not graded yet, there is no `score`, neither of the whole nor of a test: what
 * reads the file would take the sum of the rest for the grade, and "not known" would have become zero. What is known is
 * in `extra_data`.
 */

import type { GradedTask, GradedTest } from "../model/result.js";
import { count, inPoints, rounded, sumOf } from "./points.js";
import type { AnswerStanding, NotebookStanding, Standing, TaskStanding } from "./standing.js";

export interface GradescopeResults {
  readonly score?: number;
  readonly output: string;
  readonly output_format: "text";
  readonly test_output_format: "text";
  readonly test_name_format: "text";
  readonly visibility: "visible";
  readonly stdout_visibility: "hidden";
  readonly tests: readonly GradescopeTest[];
  readonly extra_data: object;
}

export interface GradescopeTest {
  readonly name: string;
  readonly name_format: "text";
  /** Of the notebook, the task in it, and the test in that. */
  readonly number: string;
  readonly score?: number;
  readonly max_score: number;
  /** Absent where a person must say it. */
  readonly status?: "passed" | "failed";
  readonly output: string;
  readonly output_format: "text";
  readonly tags: readonly string[];
  readonly visibility: "visible";
}

export function gradescopeResults(assignment: string, standing: Standing): GradescopeResults {
  const { student, notebooks, status, points, earned, penalty, score, waiting } = standing;
  const isKnown = status === "graded" || status === "waits for a person";
  const tests = notebooks.flatMap((each, i) => testsOf(each, `${i + 1}`));
  return {
    ...(isKnown && { score }),
    output: outputOf(standing),
    output_format: "text",
    test_output_format: "text",
    test_name_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests: isKnown ? tests : tests.map(withoutScore),
    extra_data: {
      ...{ assignment, student, status, points, earned, penalty },
      waiting: {
        answers: waiting.length,
        points: rounded(sumOf(waiting.map(({ answer }) => answer.points))),
      },
      notebooks: notebooks.map(({ outline, state, points, earned, result }) => ({
        ...{ notebook: outline.notebook, state, points: rounded(points), earned: rounded(earned) },
        ...(result && { sha256: result.sha256, sandbox: result.sandbox }),
      })),
    },
  };
}

function withoutScore({ score, ...test }: GradescopeTest): GradescopeTest {
  void score;
  return test;
}

/** The sentences that belong to the whole. */
export function outputOf(standing: Standing): string {
  const { notebooks, points, earned, penalty, score, waiting, lateness, status } = standing;
  const takenOff =
    penalty === 0 ? "" : ` ${inPoints(penalty)} of the ${rounded(earned)} that were reached are taken off.`;
  const lines = [
    status === "graded"
      ? `${rounded(score)} of ${inPoints(points)}.`
      : `So far ${rounded(score)} of ${inPoints(points)}; this is not the final score.`,
  ];
  if (lateness !== undefined) lines.push(`${lateness}.${takenOff}`);
  if (waiting.length > 0) {
    const open = sumOf(waiting.map(({ answer }) => answer.points));
    lines.push(
      `${count(waiting.length, "answer")} ${waiting.length === 1 ? "waits" : "wait"} for a person, worth up to ${inPoints(open)}.`,
    );
  }
  for (const { outline, state, result } of notebooks) {
    if (state === "not handed in") lines.push(`${outline.title}: not handed in.`);
    if (state === "not graded") lines.push(`${outline.title}: not graded yet.`);
    if (state === "not gradable")
      lines.push(`${outline.title}: not gradable. ${result?.reason ?? ""}`.trim());
    for (const { text } of result?.findings ?? []) lines.push(`${outline.title}: ${text}`);
  }
  for (const { tasks } of notebooks)
    for (const { task, said } of tasks) if (said) lines.push(`${task.title}: ${wordsOf(said, task.points)}`);
  for (const { outline, comments } of notebooks)
    for (const { cell, comment } of comments)
      lines.push(`${outline.title}, cell "${cell}": ${comment ?? ""}`);
  return lines.join("\n");
}

function testsOf(standing: NotebookStanding, number: string): GradescopeTest[] {
  const { outline, state, points, tasks, answers, result } = standing;
  const tags = [outline.notebook];
  if (state !== "graded") {
    const output = { "not handed in": "It was not handed in.", "not graded": "It is not graded yet." };
    return [
      {
        ...{ name: outline.title, name_format: "text", number, max_score: rounded(points), tags },
        ...(state === "not handed in" ? { score: 0, status: "failed" } : {}),
        output:
          state === "not gradable" ? `It is not gradable. ${result?.reason ?? ""}`.trim() : output[state],
        ...{ output_format: "text", visibility: "visible" },
      },
    ];
  }
  return [
    ...tasks.flatMap((each, i) => testsOfTask(each, `${number}.${i + 1}`, tags)),
    ...answers.map((each, i) => testOfAnswer(each, standing, `${number}.${tasks.length + i + 1}`, tags)),
  ];
}

function testsOfTask({ task }: TaskStanding, number: string, tags: readonly string[]): GradescopeTest[] {
  return task.tests.map((test, i) => ({
    ...{ name: `${task.title}: ${test.name}`, name_format: "text", number: `${number}.${i + 1}` },
    ...{ score: rounded(test.score), max_score: rounded(test.points) },
    ...{ status: test.status === "passed" ? "passed" : "failed", output: outputOfTest(task, test) },
    ...{ output_format: "text", tags, visibility: "visible" },
  }));
}

function outputOfTest({ problem }: GradedTask, { status, hint, example }: GradedTest): string {
  if (status === "passed") return "";
  const lines = [problem ?? (status === "open" ? "This was not answered." : "")];
  if (example) lines.push(`${example.what}: expected ${example.expected}, got ${example.got}.`);
  lines.push(example?.hint ?? "", hint ?? "");
  return lines.filter((line) => line !== "").join("\n");
}

function testOfAnswer(
  { answer, state, score, said, isSaidOfThis }: AnswerStanding,
  { outline }: NotebookStanding,
  number: string,
  tags: readonly string[],
): GradescopeTest {
  const { cell, points } = answer;
  const lines = {
    graded: "",
    waiting: "A person grades this answer. It has no points yet.",
    "not answered": "This was not answered.",
  };
  const words = said && isSaidOfThis ? wordsOf(said, points) : "";
  return {
    ...{ name: `Answer: ${outline.questions.get(cell)?.title ?? cell}`, name_format: "text", number },
    ...(score !== undefined && { score: rounded(score) }),
    max_score: rounded(points),
    ...(score !== undefined && { status: score === points ? "passed" : "failed" }),
    output: [lines[state], words].filter((line) => line !== "").join("\n"),
    ...{ output_format: "text", tags, visibility: "visible" },
  };
}

function wordsOf(
  { score, comment }: { score: number | null; comment: string | null },
  points: number,
): string {
  const given = score === null ? "" : `A person gave ${rounded(score)} of ${inPoints(points)}.`;
  return [given, comment ?? ""].filter((part) => part !== "").join(" ");
}
