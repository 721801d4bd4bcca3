/** What the service answers. The checks, the OpenAPI description and the types all follow from these. */

import { z } from "zod";
import { STATUSES } from "../data/schema.js";

const problem = z.strictObject({ error: z.string().describe("One sentence that says what to do.") });

export const submissionReceipt = z.strictObject({
  id: z.string(),
  student: z.string(),
  assignment: z.string(),
  notebook: z.string().describe("Which one it is, by its cells."),
  file: z.string().describe("What you called it."),
  sha256: z.string().describe("Of the bytes that came, in hexadecimal digits."),
  receivedAt: z.iso.datetime().describe("By the clock of the service."),
  lateness: z.string().optional().describe("For example: 2 days late: −20 %"),
  warnings: z.array(z.string()).describe("What may be a mistake. It was taken all the same."),
  status: z
    .enum(STATUSES)
    .describe(
      "replaced: a later hand-in took its place before it was graded. not graded: the machine failed, and tries again.",
    ),
  reason: z.string().optional().describe("Why it is not gradable, or not graded."),
  points: z
    .strictObject({
      score: z.number(),
      of: z.number(),
      isFinal: z.boolean().describe("Whether no answer waits for a person."),
    })
    .optional()
    .describe("Of this notebook, before anything is taken off for lateness."),
});

export const submissionList = z.strictObject({ submissions: z.array(submissionReceipt) });

export const assignmentList = z.strictObject({
  assignments: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string().optional(),
      due: z.iso.datetime({ offset: true }).optional(),
      notebooks: z.array(z.string()),
    }),
  ),
});

export const health = z.strictObject({ status: z.literal("ok") });

const test = z.strictObject({
  name: z.string(),
  points: z.number(),
  score: z.number(),
  status: z.enum(["passed", "failed", "open"]),
  hint: z.string().optional(),
  example: z
    .strictObject({ what: z.string(), expected: z.string(), got: z.string(), hint: z.string().optional() })
    .optional()
    .describe("With numbers that the check in the notebook shows, too."),
});

export const notebookFeedback = z.strictObject({
  notebook: z.string(),
  tasks: z.array(
    z.strictObject({
      title: z.string(),
      points: z.number(),
      score: z.number(),
      problem: z.string().optional().describe("Why no test could be run."),
      tests: z.array(test),
    }),
  ),
  answers: z.array(
    z.strictObject({
      title: z.string(),
      points: z.number(),
      score: z.number().nullable().describe("null while it waits for a person."),
      comment: z.string().optional(),
    }),
  ),
  findings: z.array(z.string()).describe("What was noticed while reading the notebook."),
});

/** With a name of their own in the OpenAPI description. */
for (const [id, schema] of Object.entries({
  ...{ Problem: problem, Receipt: submissionReceipt, ReceiptList: submissionList },
  ...{ AssignmentList: assignmentList, Feedback: notebookFeedback, Health: health },
}))
  z.globalRegistry.add(schema, { id });

/** An answer as JSON, described. */
export const json = <Schema extends z.ZodType>(
  description: string,
  schema: Schema,
): { description: string; content: { "application/json": { schema: Schema } } } => ({
  description,
  content: { "application/json": { schema } },
});

/** What any question can come to. */
export const PROBLEMS = {
  401: json("There is no token with it that works.", problem),
  429: json("It was asked too often. Retry-After says when to ask again.", problem),
  503: json("The service has a problem of its own. Retry-After says when to ask again.", problem),
};

export const NOT_YOURS = json("There is no such thing, or it is not yours.", problem);

export const because = (description: string): ReturnType<typeof json<typeof problem>> =>
  json(description, problem);

export type SubmissionReceipt = z.infer<typeof submissionReceipt>;
export type NotebookFeedback = z.infer<typeof notebookFeedback>;
