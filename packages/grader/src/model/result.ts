/** What grading one notebook of one student has found: plain data, kept as a file, the source of all reports. */

import { z } from "zod";

const testResult = z.strictObject({
  name: z.string(),
  points: z.number(),
  score: z.number(),
  status: z.enum(["passed", "failed", "open"]),
  /** What has most likely led to the failure, in the instructor's words: without hidden numbers. */
  hint: z.string().optional(),
  /** The same test with the numbers that the check in the notebook shows, where it fails with them, too. */
  example: z
    .strictObject({ what: z.string(), expected: z.string(), got: z.string(), hint: z.string().optional() })
    .optional(),
});

const taskResult = z.strictObject({
  /** The `grade_id` of the test cell. */
  cell: z.string(),
  task: z.string(),
  title: z.string(),
  points: z.number(),
  score: z.number(),
  tests: z.array(testResult),
  /** Why no test could be run: a syntax error in the cell, a name that is missing, … */
  problem: z.string().optional(),
  /** A `GraphDocument` of core with the wrong gate marked. It comes from the student's process: data, checked by its schema. */
  drawing: z.unknown().optional(),
});

const answer = z.strictObject({
  /** The `grade_id` of the answer's cell. */
  cell: z.string(),
  points: z.number(),
  /** What the student wrote, as Markdown or code. */
  text: z.string(),
  /** Whether it is still what the student version says. */
  isUnchanged: z.boolean(),
});

const finding = z.strictObject({
  kind: z.enum([
    "missing cell",
    "duplicate cell",
    "edited cell",
    "moved cell",
    "found without id",
    "extra cell",
    "other kernel",
    "other format",
    "cell failed",
  ]),
  cell: z.string().optional(),
  /** A sentence for the student and the instructor. */
  text: z.string(),
});

export const notebookResult = z.strictObject({
  /** The name of the instructor's source, without `.ipynb`. */
  notebook: z.string(),
  /** Of the file that was handed in. */
  sha256: z.string(),
  status: z.enum(["graded", "not gradable"]),
  /** Why it is not gradable, and what to do. */
  reason: z.string().optional(),
  sandbox: z.enum(["bubblewrap", "none"]),
  findings: z.array(finding),
  tasks: z.array(taskResult),
  answers: z.array(answer),
});

export type NotebookResult = z.infer<typeof notebookResult>;
export type GradedTask = z.infer<typeof taskResult>;
export type GradedTest = z.infer<typeof testResult>;
export type Answer = z.infer<typeof answer>;
export type Finding = z.infer<typeof finding>;
