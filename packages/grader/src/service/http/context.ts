/** What the routes work with. */

import type { FastifyInstance, FastifyBaseLogger, RawServerDefault } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Draughtsman } from "../../report/drawing/draughtsman.js";
import type { Courses } from "../courses.js";
import type { Submissions } from "../data/submissions.js";
import type { Tokens } from "../data/tokens.js";
import type { Intake } from "../intake/intake.js";
import type { Metrics } from "./metrics.js";

export interface Context {
  readonly tokens: Tokens;
  readonly submissions: Submissions;
  readonly courses: Courses;
  readonly intake: Intake;
  readonly draughtsman: Draughtsman;
  readonly metrics: Metrics;
  /** One line, without tokens and without what students wrote. */
  readonly log: (message: string) => void;
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module "fastify" {
  interface FastifyRequest {
    /** Whose token it came with; empty on what is open to everybody. */
    student: string;
  }
  interface FastifyContextConfig {
    /** Whether it needs no token. */
    isOpen?: boolean;
  }
}
