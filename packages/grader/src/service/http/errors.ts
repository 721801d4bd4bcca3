/** From errors to answers: what the student can do something about in words, all else without anything of this machine. */

import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { LIMITS } from "../../handIn/limits.js";
import { nothingThere, Refusal } from "../refusal.js";

const TOO_LARGE =
  `It has more than ${LIMITS.file / 1e6} MB. ` +
  "Clear the outputs (Edit → Clear Outputs of All Cells), save, and hand it in again.";

const TYPES =
  "Send the notebook as it is, with Content-Type: application/x-ipynb+json, and without Content-Encoding.";

export const wrongType = (): Refusal => new Refusal(415, TYPES);

export const isClosing = (): Refusal =>
  new Refusal(503, "The service is being started anew. Try again in a few seconds.", 5);

export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: (message: string) => void,
): void {
  const refusal = refusalOf(error);
  if (refusal.status === 503 && !(error instanceof Refusal))
    log(`failed ${request.method} ${request.routeOptions.url ?? "?"}: ${(error as Error).message}`);
  if (refusal.retryAfter !== undefined) reply.header("Retry-After", refusal.retryAfter);
  void reply.code(refusal.status).type("application/json; charset=utf-8");
  // Past the schemas of the route: an answer must not fail because of how it is described.
  void reply.serializer(JSON.stringify).send({ error: refusal.message });
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (hasZodFastifySchemaValidationErrors(error))
    return new Refusal(400, error.validation.map(({ message }) => message ?? "").join(" "));
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Refusal(413, TOO_LARGE);
  if (statusCode === 415) return wrongType();
  if (code === "FST_ERR_BAD_URL" || code === "FST_ERR_MAX_PARAM_LENGTH") return nothingThere();
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Refusal(400, "The request is broken. Send it again.");
  return new Refusal(503, "The service has a problem of its own. Try again in a minute.", 60);
}
