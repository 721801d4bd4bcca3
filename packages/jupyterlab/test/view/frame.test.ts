import assert from "node:assert/strict";

import * as fc from "fast-check";

import {
  fitted,
  framed,
  LEGIBLE,
  moved,
  revealing,
  scaleOf,
  settled,
  zoomed,
  type Frame,
} from "../../src/view/frame.js";

const window = { width: 800, height: 400 };
const wide: Frame = { x: 0, y: 0, width: 1600, height: 200 };
const small: Frame = { x: 0, y: 0, width: 100, height: 50 };
const natural = 4 / 3;
const middle = { x: 0.5, y: 0.5 };

describe("fitting a drawing into its place", () => {
  it("shows all of a large drawing", () => {
    assert.deepEqual(fitted(wide, window, natural), { x: 0, y: -300, width: 1600, height: 800 });
  });

  it("shows the upper part of a tall one that could not be read otherwise, and all of its width", () => {
    const tall: Frame = { x: 0, y: 0, width: 1024, height: 10_000 };
    assert.deepEqual(fitted(tall, window, natural), { x: 0, y: 0, width: 1024, height: 512 });
  });

  it("does not enlarge a tall and narrow one beyond what can be read", () => {
    const narrow: Frame = { x: 0, y: 0, width: 100, height: 10_000 };
    assert.equal(scaleOf(fitted(narrow, window, natural), window), natural * LEGIBLE);
  });

  it("shows a small drawing as large as it is, and no larger", () => {
    assert.equal(scaleOf(fitted(small, window, natural), window), natural);
  });

  it("puts a small drawing at the start or in the middle", () => {
    assert.equal(fitted(small, window, natural, 0).x, 0);
    assert.equal(fitted(small, window, natural, 0.5).x, -250);
  });
});

describe("zooming", () => {
  const place = { drawing: wide, window: { width: 800, height: 100 }, natural };
  const start = fitted(wide, place.window, natural);

  it("leaves the point under the pointer where it is", () => {
    const at = { x: 0.25, y: 0.5 };
    const nearer = zoomed(start, 2, at, place);
    assert.equal(nearer.x + nearer.width * at.x, start.x + start.width * at.x);
    assert.equal(nearer.y + nearer.height * at.y, start.y + start.height * at.y);
    assert.equal(nearer.width, start.width / 2);
  });

  it("ends where eight points become one unit, and where the drawing is half as large as its place", () => {
    const scale = (factor: number): number => scaleOf(zoomed(start, factor, middle, place), place.window);
    assert.equal(scale(1e9), natural * 8);
    assert.equal(scale(1e-9), 0.25);
  });

  it("keeps all of a drawing in sight as long as it fits", () => {
    const fit = fitted(small, window, natural, 0);
    const { x, width } = zoomed(fit, 2, middle, { drawing: small, window, natural });
    assert(x <= small.x && x + width >= small.x + small.width);
  });
});

describe("moving", () => {
  it("never loses the drawing", () => {
    const distance = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(distance, distance, (dx, dy) => {
        const { x, y, width, height } = moved(fitted(wide, window, natural), dx, dy, wide);
        assert(x < wide.x + wide.width && x + width > wide.x);
        assert(y < wide.y + wide.height && y + height > wide.y);
      }),
    );
  });

  it("goes no further than it takes to see a node", () => {
    const frame = framed({ x: 400, y: 100 }, 1, window);
    assert.deepEqual(revealing(frame, { x: 380, y: 90, width: 40, height: 20 }), frame);
    const right = revealing(frame, { x: 1000, y: 90, width: 40, height: 20 });
    assert.equal(right.x + right.width, 1040 + 80, "a tenth of the place is left beside it");
    assert.equal(right.y, frame.y);
  });

  it("wastes no room once it has settled", () => {
    assert.deepEqual(settled({ x: -50, y: 300, width: 800, height: 400 }, wide), {
      x: 0,
      y: 0,
      width: 800,
      height: 400,
    });
  });
});
