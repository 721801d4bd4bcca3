/** The initialisers against the variances of their papers. */

import assert from "node:assert/strict";
import {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  uniform,
  type Initialiser,
} from "../../src/network/initialisers.js";
import { seededRandom } from "../../src/random/seededRandom.js";

const [fanIn, fanOut] = [30, 20];
const count = 50_000;

function draw(initialise: Initialiser): number[] {
  const random = seededRandom(4);
  return Array.from({ length: count }, () => initialise(fanIn, fanOut, random));
}

/** The kurtosis, E[w⁴] / E[w²]², says how much the variance of a sample varies. */
const shapes = { normal: 3, uniform: 9 / 5 };

for (const [name, initialise, variance, shape] of [
  ["uniform(2)", uniform(2), 4 / 3, "uniform"],
  ["glorotUniform", glorotUniform(), 2 / (fanIn + fanOut), "uniform"],
  ["glorotNormal", glorotNormal(), 2 / (fanIn + fanOut), "normal"],
  ["heUniform", heUniform(), 2 / fanIn, "uniform"],
  ["heNormal", heNormal(), 2 / fanIn, "normal"],
] as const) {
  describe(name, () => {
    const draws = draw(initialise);

    it("has mean 0", () => {
      const mean = draws.reduce((a, b) => a + b) / count;
      assert.ok(Math.abs(mean) < 4 * Math.sqrt(variance / count), `mean ${mean}`);
    });

    it(`has the variance ${variance.toPrecision(3)} for ${fanIn} inputs and ${fanOut} neurons`, () => {
      const measured = draws.reduce((sum, w) => sum + w ** 2, 0) / count;
      const error = Math.abs(measured / variance - 1);
      assert.ok(error < 4 * Math.sqrt((shapes[shape] - 1) / count), `variance ${measured}`);
    });

    if (shape === "uniform") {
      it("stays within √3 standard deviations, and reaches that far", () => {
        const limit = Math.sqrt(3 * variance);
        const largest = draws.reduce((a, w) => Math.max(a, Math.abs(w)), 0);
        assert.ok(largest <= limit && largest > 0.999 * limit, `largest ${largest}, limit ${limit}`);
      });
    }
  });
}

describe("constant", () => {
  it("gives the same value to all weights and draws no random number", () => {
    const random = () => assert.fail("drew a number");
    assert.equal(constant(0.7)(2, 3, random), 0.7);
  });
});

it("constant and uniform say which value does not fit", () => {
  assert.throws(() => constant(NaN), { name: "InvalidOptionError", where: "constant", option: "value" });
  assert.throws(() => uniform(-1), { name: "InvalidOptionError", where: "uniform", option: "limit" });
});
