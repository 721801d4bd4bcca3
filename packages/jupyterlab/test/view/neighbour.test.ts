import assert from "node:assert/strict";

import { neighbour } from "../../src/view/neighbour.js";

/**
 * ```
 *   a   b   c
 *     d   e
 * ```
 */
const places = new Map(
  Object.entries({ a: [0, 0], b: [100, 0], c: [200, 0], d: [60, 80], e: [165, 80] }).map(([key, [x, y]]) => [
    key,
    { x: x!, y: y!, width: 40, height: 20 },
  ]),
);

describe("the neighbour in a direction", () => {
  for (const [from, direction, to] of [
    ["a", "ArrowRight", "b"],
    ["c", "ArrowLeft", "b"],
    ["b", "ArrowDown", "d"],
    ["d", "ArrowRight", "e"],
    ["e", "ArrowUp", "c"],
  ] as const) {
    it(`is ${to} from ${from} with ${direction}`, () => {
      assert.equal(neighbour(from, direction, places), to);
    });
  }

  it("is nobody at the edge", () => {
    assert.equal(neighbour("a", "ArrowUp", places), undefined);
    assert.equal(neighbour("a", "ArrowLeft", places), undefined);
  });
});
