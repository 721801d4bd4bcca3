/**
 * Who asks. Each address needs a token but those that say so, also an address that there is not. Whoever is wrong is told
 * the same, whatever is wrong, and not too often; one that works is never kept waiting by wrong ones from the same network.
 */

import type { FastifyReply, FastifyRequest } from "fastify";
import { nothingThere, Refusal } from "../refusal.js";
import type { App, Context } from "./context.js";
import type { ServiceLimits } from "./limits.js";

export type RateLimits = Pick<ServiceLimits, "requests" | "handIns" | "wrongTokens" | "window">;

const UNAUTHORIZED =
  "Send a token that works: Authorization: Bearer gr_…. If yours does not work, ask your instructor for a new one.";

export function askForToken(app: App, { tokens, metrics }: Context, limits: RateLimits): void {
  const ofWrong = app.createRateLimit({ max: limits.wrongTokens, timeWindow: limits.window });
  const ofAddress = app.createRateLimit({ max: limits.requests, timeWindow: limits.window });
  const ofOne = app.createRateLimit({
    ...{ max: limits.requests, timeWindow: limits.window },
    keyGenerator: ({ student }) => student,
  });
  app.decorateRequest("student", "");
  app.addHook("onRequest", async (request, reply) => {
    reply.header("Cache-Control", "no-store");
    if (request.routeOptions.config.isOpen) return obey(ofAddress, request);
    const student = await studentOf(request, tokens.studentOf.bind(tokens));
    if (student === undefined) {
      metrics.countWrongToken();
      await obey(ofWrong, request);
      reply.header("WWW-Authenticate", "Bearer");
      throw new Refusal(401, UNAUTHORIZED);
    }
    request.student = student;
    await obey(ofOne, request);
    // Before a body is read that nobody wants.
    if (request.is404) throw nothingThere();
  });
}

async function studentOf(
  { headers }: FastifyRequest,
  find: (token: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const [, token] = /^Bearer +(\S{1,200}) *$/i.exec(headers.authorization ?? "") ?? [];
  return token === undefined ? undefined : find(token);
}

/** A limit on the requests of one token for one purpose. */
export function limitTo(
  app: App,
  max: number,
  window: number,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const limit = app.createRateLimit({ max, timeWindow: window, keyGenerator: ({ student }) => student });
  return (request) => obey(limit, request);
}

async function obey(limit: ReturnType<App["createRateLimit"]>, request: FastifyRequest): Promise<void> {
  const found = await limit(request);
  if (!found.isAllowed && found.isExceeded)
    throw new Refusal(
      429,
      `That was too often. Try again in ${found.ttlInSeconds} seconds.`,
      found.ttlInSeconds,
    );
}
