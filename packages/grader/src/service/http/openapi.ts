/** The description of the service, made from the same schemas that check what comes and goes. */

import swagger from "@fastify/swagger";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { App } from "./context.js";
import { TYPES } from "./routes/handIn.js";

/** To be called before the routes. */
export async function describeRoutes(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Gradus: submission service",
        description:
          "Takes hand-ins, and gives receipts, status and feedback. Errors say in one sentence what to do.",
        version: "1",
      },
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", description: "From your instructor: gr_…" },
        },
      },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withFile(jsonSchemaTransformObject(document)),
  });
  app.get("/openapi.json", { config: { isOpen: true }, schema: { hide: true } }, () => app.swagger());
}

/** What is handed in is no JSON of ours, but a file: kept byte for byte. */
function withFile<Document extends { paths?: object }>(document: Document): Document {
  const paths = document.paths as Record<string, { post?: { requestBody?: object } }>;
  const handIn = paths["/v1/assignments/{assignment}/submissions"]!.post!;
  handIn.requestBody = {
    description: "The bytes of the notebook.",
    required: true,
    content: Object.fromEntries(
      TYPES.map((type) => [type, { schema: { type: "string", format: "binary" } }]),
    ),
  };
  return document;
}
