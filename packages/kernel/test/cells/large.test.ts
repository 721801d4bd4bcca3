/** Cells that a program has written: long sums, deep brackets. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { Worker } from "node:worker_threads";

const START = `
  import("tsx/esm/api").then(({ register }) => {
    register();
    return import(${JSON.stringify(new URL("large.worker.ts", import.meta.url).href)});
  });
`;

describe("a large cell", function () {
  this.timeout(10_000);

  let worker: Worker;
  before(() => {
    // As the kernel starts its second thread.
    const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 };
    worker = new Worker(START, { eval: true, resourceLimits });
  });
  after(() => worker.terminate());

  const cells: Record<string, string> = {
    "is a sum of 10,000 terms": Array(10_000).fill("a").join(" + "),
    "is a chain of 1,000 calls": `a${".at(0)".repeat(1000)}`,
    "has 500 brackets in each other": `${"[".repeat(500)}a${"]".repeat(500)}`,
    "has 500 branches": `${"if (a) {} else ".repeat(500)}{}`,
    "has 10,000 lines": "a;\n".repeat(10_000),
  };
  for (const [sentence, source] of Object.entries(cells))
    it(sentence, async () => {
      worker.postMessage(source);
      assert.deepEqual(await once(worker, "message"), [["a"]]);
    });
});
