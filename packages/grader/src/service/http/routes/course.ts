/** GET: what can be handed in, and how the service is. */

import { z } from "zod";
import { assignmentList, health, json, PROBLEMS } from "../../reply/schemas.js";
import type { App, Context } from "../context.js";

export function courseRoutes(app: App, { submissions, courses, metrics }: Context): void {
  app.get(
    "/v1/assignments",
    {
      schema: {
        operationId: "listAssignments",
        summary: "The assignments that are taken here.",
        response: { 200: json("All of them.", assignmentList), ...PROBLEMS },
      },
    },
    () => ({
      assignments: courses.all().map(({ assignment: { name, settings, notebooks } }) => ({
        name,
        ...(settings.title !== undefined && { title: settings.title }),
        ...(settings.due !== undefined && { due: settings.due }),
        notebooks: [...notebooks],
      })),
    }),
  );

  app.get(
    "/healthz",
    {
      config: { isOpen: true },
      schema: {
        operationId: "health",
        summary: "Whether the service works, its database included.",
        security: [],
        response: { 200: json("It works.", health), 429: PROBLEMS[429], 503: PROBLEMS[503] },
      },
    },
    async () => {
      await submissions.countOpen(courses.names);
      return { status: "ok" as const };
    },
  );

  app.get(
    "/metrics",
    {
      config: { isOpen: true },
      schema: {
        operationId: "metrics",
        summary: "Numbers for Prometheus. None is about one student.",
        security: [],
        response: {
          200: { description: "Text.", content: { "text/plain": { schema: z.string() } } },
          429: PROBLEMS[429],
          503: PROBLEMS[503],
        },
      },
    },
    async (_, reply) => {
      const waiting = await submissions.countOpen(courses.names);
      return reply.type("text/plain; version=0.0.4; charset=utf-8").send(await metrics.print(waiting));
    },
  );
}
