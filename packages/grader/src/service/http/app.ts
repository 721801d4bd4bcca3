/** The service as an application of Fastify: guards first, then the routes. */

import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import type { Server } from "node:http";
import fastify from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { askForToken } from "./auth.js";
import type { App, Context } from "./context.js";
import { isClosing, sendError } from "./errors.js";
import { SERVICE_LIMITS, type ServiceLimits } from "./limits.js";
import { describeRoutes } from "./openapi.js";
import { courseRoutes } from "./routes/course.js";
import { handInRoute } from "./routes/handIn.js";
import { submissionRoutes } from "./routes/submissions.js";
import { answerBrokenRequest, makeServer, type Tls } from "./server.js";

export interface AppOptions {
  readonly tls?: Tls | undefined;
  /** Whether a proxy in front of it says who the client is. */
  readonly isProxyTrusted: boolean;
  readonly limits?: Partial<ServiceLimits>;
}

export async function makeApp(context: Context, options: AppOptions): Promise<App> {
  const limits: ServiceLimits = { ...SERVICE_LIMITS, ...options.limits };
  const app: App = fastify<Server>({
    logger: false,
    bodyLimit: limits.body,
    // The last proxy alone: whoever is before it can write what they like.
    trustProxy: options.isProxyTrusted ? (_, hop) => hop < 1 : false,
    routerOptions: { maxParamLength: limits.fileName },
    return503OnClosing: false,
    serverFactory: (handler) => makeServer(handler, options.tls, limits),
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => {
      sendError(error, request, reply, context.log);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, request, reply) => {
    sendError(error, request, reply, context.log);
  });
  refuseWhileClosing(app);
  await app.register(helmet, {
    // The page of feedback has a policy of its own, too; this one keeps everything else from being a page.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        ...{ defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], imgSrc: ["data:"] },
        ...{ baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"], sandbox: [] },
      },
    },
  });
  await app.register(rateLimit, { global: false });
  askForToken(app, context, limits);
  await describeRoutes(app);
  handInRoute(app, context, limits);
  submissionRoutes(app, context);
  courseRoutes(app, context);
  return app;
}

/** In our own words, so that a notebook can show them. */
function refuseWhileClosing(app: App): void {
  let closes = false;
  app.addHook("preClose", (done) => {
    closes = true;
    done();
  });
  app.addHook("onRequest", (_request, _reply, done) => {
    done(closes ? isClosing() : undefined);
  });
}
