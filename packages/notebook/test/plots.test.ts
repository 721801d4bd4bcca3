/** What plots show: as Vega-Lite for JupyterLab, as a picture, and in words. */

import assert from "node:assert/strict";
import { xor, type Sample } from "@gradus/core";
import { decisionMap, histograms, linePlot, lossPlot } from "../dist/index.js";
import { inCell, type Sent } from "./fakeTslab.js";

const VEGA_LITE = "application/vnd.vegalite.v5+json";

async function shown(run: () => unknown): Promise<Sent> {
  const [sent, ...others] = await inCell(run);
  assert.equal(others.length, 0);
  return sent!;
}

const words = ({ data }: Sent): string => data["text/plain"] as string;
const picture = ({ data }: Sent): string => data["image/svg+xml"] as string;
const textsOf = (sent: Sent): string[] =>
  [...picture(sent).matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text!);

describe("every plot", () => {
  it("is sent as Vega-Lite, as a picture and as words, which are its alternative text", async () => {
    const { data, metadata } = await shown(() => {
      lossPlot([1, 0.5, 0.25]);
    });
    assert.deepEqual(Object.keys(data), [VEGA_LITE, "image/svg+xml", "text/plain"]);
    assert.deepEqual(metadata[VEGA_LITE], { alt: data["text/plain"] });
    assert.equal((data[VEGA_LITE] as { description: string }).description, data["text/plain"]);
  });

  it("has dark letters on white paper, whatever the theme is", async () => {
    const sent = await shown(() => {
      lossPlot([1, 0.5]);
    });
    const { config } = sent.data[VEGA_LITE] as { config: { background: string; axis: object } };
    assert.equal(config.background, "white");
    assert.match(picture(sent), /fill="white"/);
    assert.match(picture(sent), /fill="#1f2937"[^>]*>mean loss</);
  });
});

describe("a loss plot", () => {
  it("says in words what the curve does", async () => {
    const sent = await shown(() => {
      lossPlot([1, 0.5, 0.25]);
    });
    assert.equal(words(sent), "Loss curve over 3 epochs: from 1 to 0.25, lowest 0.25.");
    assert(textsOf(sent).includes("epoch"));
  });

  it("thins a long history, keeps its ends, and does not grow with it", async () => {
    const sent = await shown(() => {
      lossPlot(Array.from({ length: 200_000 }, (_, i) => 1 / (i + 1)));
    });
    const { values } = (sent.data[VEGA_LITE] as { data: { values: { x: number }[] } }).data;
    assert.equal(values.length, 400);
    assert.deepEqual([values[0]!.x, values.at(-1)!.x], [1, 200_000]);
  });

  it("says so when the training diverged", async () => {
    const sent = await shown(() => {
      lossPlot([1, 1e300, Infinity, NaN]);
    });
    assert.equal(
      words(sent),
      "Loss curve over 4 epochs: from 1 to NaN, lowest 1. It is not finite from epoch 3 on: the training diverged.",
    );
    assert.doesNotMatch(JSON.stringify(sent.data[VEGA_LITE]), /null/);
  });

  it("compares several trainings, by dashes as well as by colours", async () => {
    const sent = await shown(() => {
      lossPlot({ slow: [1, 0.9], fast: [1, 0.1] });
    });
    assert(["slow", "fast"].every((name) => textsOf(sent).includes(name)));
    assert.match(picture(sent), /stroke-dasharray="[^"]+"/);
    assert.match(words(sent), /^slow: Loss curve .* fast: Loss curve/);
  });

  for (const [what, wrong] of [
    ["an empty list", []],
    ["undefined", undefined],
    ["null", null],
    ["Array", ["1"]],
    ["Object", {}],
  ] as const) {
    it(`says what it takes when it gets ${what}`, () => {
      assert.throws(
        () => {
          lossPlot(wrong as never);
        },
        new RegExp(`NotAHistoryError: lossPlot\\(\\) takes the list of losses.*got ${what}`),
      );
    });
  }
});

describe("a line plot", () => {
  const square = [-1, 0, 2].map((x) => [x, x * x] as const);

  it("has its titles, and tells the lines' ends and extremes", async () => {
    const sent = await shown(() => {
      linePlot({ "x²": square, x: [[-1, -1]] }, { title: "Powers", x: "x", y: "value" });
    });
    assert.equal(
      words(sent),
      "Powers. x²: from 1 at −1 to 4 at 2, smallest 0 at 0, largest 4 at 2. x: from −1 at −1 to −1 at −1, smallest −1 at −1, largest −1 at −1.",
    );
    for (const text of ["Powers", "value", "x²"]) assert(textsOf(sent).includes(text), text);
  });

  it("leaves out what has no place on a logarithmic axis", async () => {
    const sent = await shown(() => {
      linePlot(
        {
          y: [
            [1, 1e-30],
            [2, 0],
            [3, -1],
            [4, 1],
          ],
        },
        { x: "x", y: "y", logY: true },
      );
    });
    const { values } = (sent.data[VEGA_LITE] as { data: { values: { x: number }[] } }).data;
    assert.deepEqual(
      values.map(({ x }) => x),
      [1, 4],
    );
  });

  for (const wrong of [undefined, {}, { y: [1, 2] }, { y: [[1, "2"]] }, { y: "x" }])
    it(`says what it takes when it gets ${JSON.stringify(wrong)}`, () => {
      assert.throws(() => {
        linePlot(wrong as never, { x: "x", y: "y" });
      }, /NotLinesError: linePlot\(\) takes lines by name, each a list of points \[x, y\]/);
    });
});

describe("a decision map", () => {
  it("tells the classes by shapes, and how many samples are on the right side", async () => {
    const sent = await shown(() => {
      decisionMap((x1, x2) => (x1 + x2 > 0.5 ? 0.9 : 0.1), xor());
    });
    assert.match(words(sent), /: 3 of 4 samples are on the right side\.$/);
    const shapes = [
      ...picture(sent).matchAll(/aria-label="x₁: ([\d.]+); x₂: ([\d.]+); true class: (\d)"[^>]*d="([^"]+)"/g),
    ];
    assert.equal(shapes.length, 4);
    const shapeOf = new Map(shapes.map(([, , , y, d]) => [y, d!.replaceAll(/[\d.,\s-]+/g, "")]));
    assert.notEqual(shapeOf.get("0"), shapeOf.get("1"));
  });

  it("survives answers that are no numbers", async () => {
    const sent = await shown(() => {
      decisionMap((x1) => x1 / 0 - Infinity, xor());
    });
    assert.doesNotMatch(JSON.stringify(sent.data[VEGA_LITE]), /null/);
  });

  for (const wrong of [undefined, [], [{ x: [1], y: [1] }], [null]])
    it(`says what it takes when it gets ${JSON.stringify(wrong)}`, () => {
      assert.throws(() => {
        decisionMap(() => 0, wrong as unknown as Sample[]);
      }, /NotSamplesError: decisionMap\(\) takes samples with two inputs and one output/);
    });
});

describe("histograms", () => {
  it("share one range, and tell mean and spread of each layer", async () => {
    const sent = await shown(() => {
      histograms({ "layer 1": [-1, 1, -1, 1], "layer 2": [0, 0, 0, NaN] }, { title: "Activations", x: "a" });
    });
    assert.equal(
      words(sent),
      "Activations. layer 1: mean 0, standard deviation 1; layer 2: mean 0, standard deviation 0.",
    );
    for (const text of ["Activations", "layer 1", "layer 2", "a"]) assert(textsOf(sent).includes(text), text);
  });

  it("of equal numbers have one bar", async () => {
    const sent = await shown(() => {
      histograms({ all: [3, 3, 3] }, { title: "t", x: "x" });
    });
    const { values } = (sent.data[VEGA_LITE] as { data: { values: { share: number }[] } }).data;
    assert.deepEqual(
      values.filter(({ share }) => share > 0).map(({ share }) => share),
      [1],
    );
  });

  for (const wrong of [{}, { a: [] }, { a: ["1"] }, { a: 1 }])
    it(`say what they take when they get ${JSON.stringify(wrong)}`, () => {
      assert.throws(() => {
        histograms(wrong as never, { title: "t", x: "x" });
      }, /NotNumbersError: histograms\(\) takes a list of numbers for each layer/);
    });
});

describe("a live plot", () => {
  it("is one output, shows at most ten changes a second, and ends with the last, picture and all", async () => {
    const sent = await inCell(() => {
      const show = lossPlot.live();
      const losses: number[] = [];
      const end = performance.now() + 500;
      while (performance.now() < end) {
        losses.push(1 / (losses.length + 1));
        show(losses);
      }
    });
    assert(sent.length >= 5 && sent.length <= 8, `${sent.length} messages`);
    assert.equal(new Set(sent.map(({ transient }) => transient.display_id)).size, 1);
    assert.deepEqual(
      sent.map(({ isUpdate }) => isUpdate),
      sent.map((_, i) => i > 0),
    );
    assert(sent.slice(0, -1).every(({ data }) => data["image/svg+xml"] === undefined));
    assert.match(picture(sent.at(-1)!), /^<svg/);
  });

  it("has its last state when its cell ends, where the kernel says so", async () => {
    const sent = await inCell(() => {
      const show = lossPlot.live();
      show([1]);
      show([1, 0.5]);
      process.emit("gradus:cell-end" as never);
      show([1, 0.5, 0.25]);
      process.emit("gradus:cell-end" as never);
    });
    const counts = sent.map((each) => /over (\d)/.exec(words(each))![1]);
    assert.deepEqual(counts, ["1", "2", "3"]);
  });

  it("does not slow down its loop", () => {
    // Outside a notebook, so that the time is that of the plot itself.
    const show = lossPlot.live();
    const losses = Array.from({ length: 1000 }, () => 1);
    const log = console.log;
    console.log = () => undefined;
    try {
      show(losses);
      const start = performance.now();
      for (let i = 0; i < 1000; i++) show(losses);
      assert(performance.now() - start < 2000, "2 ms each at most, on any machine");
    } finally {
      console.log = log;
    }
  });
});
