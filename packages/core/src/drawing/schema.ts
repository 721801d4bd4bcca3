/** The JSON Schema of `application/vnd.gradus.graph.v1+json`, for whoever writes or reads such documents. */

const id = { type: "string", pattern: "^[a-z][0-9]{1,9}$" } as const;
const name = { type: "string", maxLength: 1000 } as const;
const number = { $ref: "#/$defs/number" } as const;

function object<P extends object>(required: readonly (keyof P & string)[], properties: P) {
  return { type: "object", required, properties } as const;
}

const picture = {
  pass: { enum: ["none", "forward", "backward", "step", "gradients"] },
  targets: {
    description: "The ids of the gates with respect to whose sum gradients are taken.",
    type: "array",
    items: id,
    minItems: 1,
  },
  nodes: {
    description: "The gates, each behind its inputs.",
    type: "array",
    items: { $ref: "#/$defs/node" },
    minItems: 1,
  },
  edges: { type: "array", items: { $ref: "#/$defs/edge" } },
  groups: { type: "array", items: { $ref: "#/$defs/group" } },
} as const;
const pictureParts = ["pass", "targets", "nodes", "edges", "groups"] as const;

/** Version 1. A reader takes what it does not know for absent, so that fields can be added without a new version. */
export const graphSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "A pass over a computational graph",
  ...object(["version", ...pictureParts], {
    version: { const: 1 },
    ...picture,
    notes: {
      description: "By the id of the gate: formulas with numbers, for reading.",
      type: "object",
      additionalProperties: object([], {
        value: { type: "string", maxLength: 100_000 },
        gradient: { type: "string", maxLength: 100_000 },
      }),
    },
    earlier: {
      description: "Passes over the same graph that came before, the oldest first.",
      type: "array",
      items: { $ref: "#/$defs/picture" },
    },
    beside: { description: "A graph of gradients.", $ref: "#/$defs/picture" },
  }),
  $defs: {
    number: {
      description: "Absent where nothing is computed. JSON has no infinity, so it is written as a text.",
      anyOf: [{ type: "number" }, { enum: ["Infinity", "-Infinity"] }],
    },
    picture: object(pictureParts, picture),
    node: object(["id", "name", "operation", "role"], {
      id,
      name,
      operation: { ...name, description: "What the gate computes, in a sign or two." },
      role: { enum: ["input", "weight", "operation", "target"] },
      value: number,
      gradient: { ...number, description: "The derivative of the target with respect to the value." },
      next: { ...number, description: "The value of a weight after its step." },
      mark: { type: "string", maxLength: 10_000, description: "What is wrong with the gate." },
      partner: { ...id, description: "In a graph of gradients: the gate that this one belongs to." },
    }),
    edge: object(["from", "to", "position"], {
      from: id,
      to: id,
      position: { type: "integer", minimum: 0, description: "Which input of `to` this edge is." },
      local: { ...number, description: "The local derivative of `to` with respect to `from`." },
      upstream: { ...number, description: "The gradient at `to`." },
    }),
    group: object(["id", "name", "nodes"], {
      id,
      name,
      nodes: { type: "array", items: id },
      parent: { ...id, description: "The group that this one is a part of." },
    }),
  },
} as const;
