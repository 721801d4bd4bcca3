/** GET: what became of one's own hand-ins. */

import { z } from "zod";
import { feedbackData, feedbackHtml } from "../../reply/feedback.js";
import { receiptOf, standingOfSubmission } from "../../reply/result.js";
import {
  because,
  json,
  notebookFeedback,
  NOT_YOURS,
  PROBLEMS,
  submissionList,
  submissionReceipt,
} from "../../reply/schemas.js";
import type { Assignment } from "../../../model/assignment.js";
import type { Submission } from "../../data/schema.js";
import { noSuchSubmission, Refusal } from "../../refusal.js";
import { formWanted } from "../accept.js";
import type { App, Context } from "../context.js";

const WHY_NOT: Readonly<Partial<Record<Submission["status"], string>>> = {
  replaced: "A later hand-in took its place before it was graded. Ask for the feedback on that one.",
  "not graded": "It is not graded yet, since the machine that grades has a problem. Ask again later.",
};

const params = z.object({ id: z.string() });

export function submissionRoutes(app: App, { submissions, courses, draughtsman }: Context): void {
  /** @throws Refusal */
  async function own(
    id: string,
    student: string,
  ): Promise<{ submission: Submission; assignment: Assignment }> {
    const submission = await submissions.find(id, student);
    const course = submission && courses.get(submission.assignment);
    if (!submission || !course) throw noSuchSubmission();
    return { submission, assignment: course.assignment };
  }

  app.get(
    "/v1/submissions",
    {
      schema: {
        operationId: "listSubmissions",
        summary: "Your hand-ins, the newest first.",
        response: { 200: json("The last 200.", submissionList), ...PROBLEMS },
      },
    },
    async ({ student }) => {
      const theirs = await submissions.ofStudent(student, courses.names);
      return { submissions: theirs.map((each) => receiptOf(each, courses.get(each.assignment)?.assignment)) };
    },
  );

  app.get(
    "/v1/submissions/:id",
    {
      schema: {
        operationId: "getSubmission",
        summary: "The receipt of a hand-in of yours, and how far it is.",
        params,
        response: { 200: json("The receipt.", submissionReceipt), ...PROBLEMS, 404: NOT_YOURS },
      },
    },
    async ({ student, params: { id } }) => {
      const { submission, assignment } = await own(id, student);
      return receiptOf(submission, assignment);
    },
  );

  app.get(
    "/v1/submissions/:id/feedback",
    {
      schema: {
        operationId: "getFeedback",
        summary: "What grading has found, as data or as a page.",
        description: "By the Accept header: application/json, or text/html.",
        params,
        response: {
          200: {
            description: "The feedback.",
            content: {
              "application/json": { schema: notebookFeedback },
              "text/html": { schema: z.string() },
            },
          },
          ...PROBLEMS,
          404: NOT_YOURS,
          406: because("It is there in other forms only."),
          409: because("There is none yet."),
        },
      },
    },
    async ({ student, params: { id }, headers }, reply) => {
      const { submission, assignment } = await own(id, student);
      const form = formWanted(headers.accept);
      if (form === undefined) throw new Refusal(406, "Ask for application/json or text/html.");
      const standing = standingOfSubmission(submission, assignment);
      if (!standing)
        throw new Refusal(409, WHY_NOT[submission.status] ?? "It is not graded yet. Ask again in a moment.");
      reply.header("Vary", "Accept");
      if (form === "json") return reply.type("application/json; charset=utf-8").send(feedbackData(standing));
      const page = await feedbackHtml(assignment, student, standing, draughtsman);
      return reply.type("text/html; charset=utf-8").send(page);
    },
  );
}
