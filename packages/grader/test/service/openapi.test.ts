/** The description of the service says what it does: each address, each answer, who may ask. */

import assert from "node:assert/strict";
import { Harness } from "./harness.js";

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: object };
  readonly parameters?: readonly { readonly name: string; readonly required: boolean }[];
  readonly responses: Readonly<Record<string, Response>>;
}
interface Response {
  readonly description: string;
  readonly content: Readonly<
    Record<string, { readonly schema: { readonly $ref?: string; readonly type?: string } }>
  >;
}
interface Description {
  readonly openapi: string;
  readonly security: readonly object[];
  readonly components: { readonly schemas: Readonly<Record<string, { additionalProperties?: boolean }>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

describe("the description of the service", () => {
  const harness = new Harness();
  let description: Description;
  let operations: [string, Operation][];
  before(async () => {
    await harness.start();
    description = (await harness.ask<Description>("/openapi.json")).body;
    operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method} ${path}`,
        operation,
      ]),
    );
  });
  after(() => harness.end());

  it("names each address that there is", () => {
    assert.equal(description.openapi, "3.1.0");
    assert.deepEqual(operations.map(([name]) => name).sort(), [
      "get /healthz",
      "get /metrics",
      "get /v1/assignments",
      "get /v1/submissions",
      "get /v1/submissions/{id}",
      "get /v1/submissions/{id}/feedback",
      "post /v1/assignments/{assignment}/submissions",
    ]);
    assert.equal(new Set(operations.map(([, { operationId }]) => operationId)).size, operations.length);
  });

  it("says that each but two needs a token, and what comes without one", () => {
    assert.deepEqual(description.security, [{ token: [] }]);
    const open = operations.filter(([, { security }]) => security?.length === 0);
    assert.deepEqual(open.map(([name]) => name).sort(), ["get /healthz", "get /metrics"]);
    for (const [name, { responses, security }] of operations)
      assert.equal("401" in responses, security === undefined, name);
  });

  it("has words and a schema for each answer", () => {
    for (const [name, { summary, responses }] of operations) {
      assert.match(summary, /\.$/, name);
      for (const [status, { description: words, content }] of Object.entries(responses)) {
        assert.match(words, /^[A-Z].*\.$/, `${name} ${status}`);
        for (const { schema } of Object.values(content))
          assert.ok(schema.$ref !== undefined || schema.type === "string", `${name} ${status}`);
        if (Number(status) >= 400)
          assert.equal(content["application/json"]!.schema.$ref, "#/components/schemas/Problem", name);
      }
    }
  });

  it("has each schema that it refers to, and lets nothing else through", () => {
    const refs = new Set(JSON.stringify(description).match(/#\/components\/schemas\/\w+/g));
    assert.ok(refs.size >= 5);
    for (const ref of refs)
      assert.equal(description.components.schemas[ref.split("/").at(-1)!]?.additionalProperties, false, ref);
  });

  it("says how a notebook is handed in", () => {
    const [, handIn] = operations.find(([name]) => name.startsWith("post"))!;
    assert.deepEqual(Object.keys(handIn.requestBody!.content), [
      "application/x-ipynb+json",
      "application/json",
      "application/octet-stream",
    ]);
    assert.deepEqual(handIn.parameters!.map(({ name, required }) => [name, required]).sort(), [
      ["assignment", true],
      ["file", true],
    ]);
  });
});
