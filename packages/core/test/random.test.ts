import assert from "node:assert/strict";
import { seededRandom } from "../src/index.js";

const draw = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
};

describe("seededRandom", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    assert.deepEqual(draw(7, 10), draw(7, 10));
    assert.notDeepEqual(draw(7, 10), draw(8, 10));
  });

  it("spreads evenly over [0, 1)", () => {
    const counts = new Array<number>(10).fill(0);
    for (const x of draw(1, 100_000)) counts[Math.floor(x * 10)]!++;
    for (const count of counts) assert.ok(Math.abs(count - 10_000) < 400, `${count} of 10,000 in a tenth`);
  });
});
