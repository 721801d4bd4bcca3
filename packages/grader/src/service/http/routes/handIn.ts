/** POST: a hand-in. */

import type { onRequestAsyncHookHandler } from "fastify";
import { z } from "zod";
import { receiptOf } from "../../reply/result.js";
import { because, json, NOT_YOURS, PROBLEMS, submissionReceipt } from "../../reply/schemas.js";
import { noSuchAssignment, Refusal } from "../../refusal.js";
import { wordsOf } from "../../grading/line.js";
import { limitTo, type RateLimits } from "../auth.js";
import type { App, Context } from "../context.js";
import { wrongType } from "../errors.js";
import { Slots, type SlotLimits } from "../slots.js";

export const TYPES = ["application/x-ipynb+json", "application/json", "application/octet-stream"];

const query = z.object({
  file: z
    .string("Say what the file is called: ?file=3-4.ipynb")
    .regex(/^[^/\\\p{Cc}\p{Cs}]{1,200}$/u, "The file must have a name such as 3-4.ipynb, without a folder.")
    .describe("What you call the file. Which notebook it is follows from its cells."),
});

export function handInRoute(app: App, context: Context, limits: RateLimits & SlotLimits): void {
  const { intake, courses, metrics, log } = context;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(TYPES, { parseAs: "buffer" }, (_, body, done) => {
    done(null, body);
  });
  app.route({
    method: "POST",
    url: "/v1/assignments/:assignment/submissions",
    // All before anything of it is read.
    onRequest: [
      refuseEarly(context),
      limitTo(app, limits.handIns, limits.window),
      oneSlot(new Slots(limits)),
    ],
    schema: {
      operationId: "handIn",
      summary: "Hand in a notebook. The last one counts.",
      description: "To send the same bytes again changes nothing, and gives the same receipt.",
      params: z.object({ assignment: z.string() }),
      querystring: query,
      response: {
        200: json("It was there before.", submissionReceipt),
        201: json("It was taken.", submissionReceipt),
        400: because("The file has no name, or one that it cannot have."),
        ...PROBLEMS,
        404: NOT_YOURS,
        409: because("It cannot take its place here. The instructor must look at it."),
        413: because("It is too large."),
        415: because("It has another type, or is packed."),
        422: because("Nobody could grade it. It was not taken."),
      },
    },
    handler: async ({ student, params, query: { file }, body }, reply) => {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const { submission, isNew } = await intake.take({
        ...{ student, assignment: params.assignment, file, bytes },
      });
      metrics.count(isNew ? "taken" : "repeated");
      log(`${isNew ? "taken" : "repeated"} ${wordsOf(submission)}`);
      const assignment = courses.get(submission.assignment)?.assignment;
      return reply.code(isNew ? 201 : 200).send(receiptOf(submission, assignment));
    },
    onError: (request, _, error) => {
      const status = error instanceof Refusal ? error.status : undefined;
      metrics.count(status === undefined || status === 503 ? "failed" : "refused");
      const { assignment } = request.params;
      const name = courses.get(assignment) ? assignment : "?";
      log(`refused ${request.student} ${name}: ${status ?? (error as { code?: string }).code ?? error.name}`);
      return Promise.resolve();
    },
  });
}

const refuseEarly =
  ({ courses }: Context): onRequestAsyncHookHandler =>
  ({ params, headers }) => {
    if (!courses.get((params as { assignment: string }).assignment))
      return Promise.reject(noSuchAssignment());
    // The receipt is about the bytes that came.
    if ((headers["content-encoding"] ?? "identity") !== "identity") return Promise.reject(wrongType());
    return Promise.resolve();
  };

const oneSlot =
  (slots: Slots): onRequestAsyncHookHandler =>
  async ({ student }, { raw }) => {
    const isGone = new Promise<void>((resolve) => raw.once("close", resolve));
    const giveBack = await slots.take(student);
    void isGone.then(giveBack);
  };
