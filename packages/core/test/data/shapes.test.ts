/** The data sets: shape, balance, noise, and the same samples for the same seed. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { circles } from "../../src/data/circles.js";
import { moons } from "../../src/data/moons.js";
import type { Sample } from "../../src/data/sample.js";
import { spirals } from "../../src/data/spirals.js";
import { xor } from "../../src/data/xor.js";
import { InvalidOptionError } from "../../src/errors.js";
import { assertClose } from "../assert.js";

const sets = { circles, moons, spirals };

/** The points of one class. */
function points(samples: readonly Sample[], label: number): [number, number][] {
  return samples.filter(({ y }) => y[0] === label).map(({ x }) => [x[0]!, x[1]!]);
}

describe("xor", () => {
  it("is the four points 00, 01, 10, 11", () => {
    assert.deepEqual(
      xor().map(({ x, y }) => [...x, ...y]),
      [
        [0, 0, 0],
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 0],
      ],
    );
  });
});

describe("circles", () => {
  it("has class 0 on radius 1 and class 1 on the radius `factor`", () => {
    for (const [label, radius] of [
      [0, 1],
      [1, 0.3],
    ] as const)
      for (const [x1, x2] of points(circles(100, { factor: 0.3 }), label)) {
        assertClose(Math.hypot(x1, x2), radius);
      }
  });

  it("spaces the points of a circle evenly, and none stands on another", () => {
    const angles = points(circles(16), 0)
      .map(([x1, x2]) => (Math.atan2(x2, x1) + 2 * Math.PI + 1e-9) % (2 * Math.PI))
      .sort((a, b) => a - b);
    angles.forEach((angle, i) => assertClose(angle, (i * Math.PI) / 4, 1e-8));
  });

  it("has the factor 0.8 if not told otherwise", () => {
    for (const [x1, x2] of points(circles(10), 1)) assertClose(Math.hypot(x1, x2), 0.8);
  });
});

describe("moons", () => {
  it("has class 0 on the upper half circle around (0, 0) and class 1 on the lower one around (1, ½)", () => {
    const samples = moons(101);
    for (const [x1, x2] of points(samples, 0)) {
      assertClose(Math.hypot(x1, x2), 1);
      assert.ok(x2 >= 0);
    }
    for (const [x1, x2] of points(samples, 1)) {
      assertClose(Math.hypot(x1 - 1, x2 - 0.5), 1);
      assert.ok(x2 <= 0.5);
    }
  });

  it("reaches from end to end of the half circles", () => {
    const ends = (label: number) => {
      const x1 = points(moons(20), label).map(([first]) => first);
      return [Math.min(...x1), Math.max(...x1)];
    };
    assert.deepEqual(ends(0), [-1, 1]);
    assert.deepEqual(ends(1), [0, 2]);
  });
});

describe("spirals", () => {
  it("goes out to radius 5 in 1¾ turns, the distance growing as the angle does", () => {
    const steps = points(spirals(100), 0).sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
    steps.forEach(([x1, x2], i) => {
      const way = (i + 1) / 50;
      assertClose(x1, 5 * way * Math.sin(3.5 * Math.PI * way));
      assertClose(x2, 5 * way * Math.cos(3.5 * Math.PI * way));
    });
    assertClose(Math.hypot(...steps.at(-1)!), 5);
  });

  it("turns class 0 by π for class 1, so that no point is in both", () => {
    const byRadius = (label: number) =>
      points(spirals(60), label).sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
    const ones = byRadius(1);
    byRadius(0).forEach(([x1, x2], i) => {
      assertClose(ones[i]![0], -x1);
      assertClose(ones[i]![1], -x2);
    });
  });
});

for (const [name, make] of Object.entries(sets)) {
  describe(`${name}: what all data sets promise`, () => {
    it("has as many samples as asked for, of two numbers each, half of them in each class", () => {
      fc.assert(
        fc.property(fc.integer({ min: 2, max: 80 }), fc.integer(), (count, seed) => {
          const samples = make(count, { noise: 0.1, seed });
          assert.equal(samples.length, count);
          assert.equal(points(samples, 0).length, Math.floor(count / 2));
          assert.equal(points(samples, 1).length, Math.ceil(count / 2));
          for (const { x, y } of samples) {
            assert.equal(x.length, 2);
            assert.ok(x.every(Number.isFinite));
            assert.equal(y.length, 1);
          }
        }),
      );
    });

    it("gives the same samples for the same seed, and others for another", () => {
      assert.deepEqual(make(40, { noise: 0.2, seed: 5 }), make(40, { noise: 0.2, seed: 5 }));
      assert.notDeepEqual(make(40, { noise: 0.2, seed: 5 }), make(40, { noise: 0.2, seed: 6 }));
    });

    it("mixes the classes, so that the first half of the samples has both", () => {
      const ones = points(make(200, { seed: 1 }).slice(0, 100), 1).length;
      assert.ok(ones > 30 && ones < 70, `${ones} of 100`);
    });

    it("moves each coordinate by normal noise of the given standard deviation", () => {
      const count = 4000;
      const [clean, noisy] = [0, 0.3].map((noise) => make(count, { noise, seed: 2 }));
      const moves = clean!.flatMap(({ x }, i) => x.map((value, k) => noisy![i]!.x[k]! - value));
      const mean = moves.reduce((a, b) => a + b) / moves.length;
      const variance = moves.reduce((sum, move) => sum + move ** 2, 0) / moves.length;
      assert.ok(Math.abs(mean) < (4 * 0.3) / Math.sqrt(moves.length), `mean ${mean}`);
      assert.ok(Math.abs(variance / 0.09 - 1) < 4 * Math.sqrt(2 / moves.length), `variance ${variance}`);
    });

    it("says which option does not fit, and what would", () => {
      for (const [option, call] of [
        ["count", () => make(0)],
        ["count", () => make(1)],
        ["count", () => make(10.5)],
        ["count", () => make(NaN)],
        ["noise", () => make(10, { noise: -0.1 })],
        ["noise", () => make(10, { noise: Infinity })],
        ["seed", () => make(10, { seed: 0.5 })],
      ] as const)
        assert.throws(call, (error) => {
          assert.ok(error instanceof InvalidOptionError);
          assert.equal(error.where, name);
          assert.equal(error.option, option);
          assert.match(error.message, /such as/);
          return true;
        });
    });
  });
}

it("circles does not take a factor at which the inner circle is not inside", () => {
  for (const factor of [-0.1, 1, 2, NaN])
    assert.throws(() => circles(10, { factor }), { name: "InvalidOptionError", option: "factor" });
});
