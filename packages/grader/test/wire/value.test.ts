/** Values on their way between two processes. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Value } from "@gradus/tasks";
import { decode, encode, WireError } from "../../src/wire/value.js";

const leaf = fc.oneof(
  fc.constantFrom<Value>(undefined, null, true, false, NaN, Infinity, -Infinity, -0, "", "__proto__"),
  fc.double(),
  fc.string(),
  fc.nat().map((ref) => ({ ref })),
);
const { value: values } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("$", "of", "__proto__", "toJSON")), tie("value"), {
      maxKeys: 4,
    }),
  ),
}));

const nested = (depth: number): Value => (depth === 0 ? 1 : [nested(depth - 1)]);

describe("a value on the wire", () => {
  it("arrives as it was sent, through JSON", () => {
    fc.assert(
      fc.property(values, (value) => {
        // A field `ref` with a number is what a reference is made of.
        const arrived = decode(JSON.parse(JSON.stringify(encode(value))));
        assert.deepEqual(plain(arrived), plain(value));
      }),
      { numRuns: 500 },
    );
  });

  it("that is nothing we send is refused", () => {
    for (const strange of [
      {},
      { $: "eval" },
      { ref: "1" },
      { ref: 1.5 },
      { of: [] },
      { of: null },
      { ref: 1, of: {} },
    ])
      assert.throws(() => decode(strange), WireError, JSON.stringify(strange));
  });

  it("that is nested without an end is refused", () => {
    assert.throws(() => encode(nested(100)), WireError);
    assert.throws(() => decode(JSON.parse("[".repeat(100) + "]".repeat(100))), WireError);
  });

  it("cannot reach the prototype of what reads it", () => {
    const arrived = decode(JSON.parse('{"of":{"__proto__":{"of":{"isAdmin":true}}}}')) as object;
    assert.equal((arrived as { isAdmin?: boolean }).isAdmin, undefined);
    assert.deepEqual(Object.keys(arrived), ["__proto__"]);
  });
});

/** Without prototypes, of which the two sides need not have the same. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([key, each]) => [key, plain(each)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
