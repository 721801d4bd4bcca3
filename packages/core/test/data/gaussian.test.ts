import assert from "node:assert/strict";
import { gaussian } from "../../src/random/gaussian.js";
import { seededRandom } from "../../src/random/seededRandom.js";

describe("gaussian", () => {
  const random = seededRandom(1);
  const count = 100_000;
  const draws = Array.from({ length: count }, () => gaussian(random));
  const moment = (power: number) => draws.reduce((sum, z) => sum + z ** power, 0) / count;

  it("has the moments 0, 1, 0 and 3 of the normal distribution", () => {
    // Four standard errors: those of z, z², z³ and z⁴ are √1, √2, √15 and √96, over √count.
    [
      [0, 1],
      [1, 2],
      [0, 15],
      [3, 96],
    ].forEach(([expected, variance], i) => {
      const error = Math.abs(moment(i + 1) - expected!);
      assert.ok(error < 4 * Math.sqrt(variance! / count), `moment ${i + 1} is off by ${error}`);
    });
  });

  it("has 68.27 % of its numbers within one standard deviation", () => {
    const share = draws.filter((z) => Math.abs(z) < 1).length / count;
    assert.ok(Math.abs(share - 0.6827) < 4 * Math.sqrt((0.6827 * 0.3173) / count), `${share}`);
  });

  it("is finite at both ends of what a generator may give", () => {
    assert.ok(Number.isFinite(gaussian(() => 0)));
    assert.ok(Number.isFinite(gaussian(() => 1 - 2 ** -32)));
  });
});
