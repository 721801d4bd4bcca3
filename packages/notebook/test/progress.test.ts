/** A bar for a long loop. */

import assert from "node:assert/strict";
import { progress } from "../dist/index.js";
import { inCell, type Sent } from "./fakeTslab.js";

const last = (sent: readonly Sent[]): string => sent.at(-1)!.data["text/plain"] as string;
const html = (sent: readonly Sent[]): string => sent.at(-1)!.data["text/html"] as string;

describe("progress", () => {
  it("counts from 0 on, or walks through a list", async () => {
    const seen: unknown[] = [];
    await inCell(async () => {
      for (const i of progress(3)) seen.push(i);
      for await (const word of progress(["a", "b"])) seen.push(word);
    });
    assert.deepEqual(seen, [0, 1, 2, "a", "b"]);
  });

  it("is one output, updated at most ten times a second, and says how fast and how long", async () => {
    let seconds = 0;
    const sent = await inCell(() => {
      const start = performance.now();
      for (const round of progress(100, "epochs")) {
        const end = performance.now() + 4 + round * 0;
        while (performance.now() < end);
      }
      seconds = (performance.now() - start) / 1000;
    });
    // The first and the last, and ten a second between them.
    assert(sent.length >= 3 && sent.length <= 2 + 10 * seconds, `${sent.length} messages in ${seconds} s`);
    assert.equal(new Set(sent.map(({ transient }) => transient.display_id)).size, 1);
    const middle = sent[2]!.data["text/plain"] as string;
    assert.match(middle, /^\d+ of 100 epochs, [\d.]+ epochs per second, less than 1 s left$/);
    assert.match(last(sent), /^100 epochs in [\d.]+ s, [\d.]+ epochs per second$/);
    assert.match(html(sent), /role="progressbar"[^>]*aria-valuenow="100"/);
  });

  it("ends cleanly when the loop is left", async () => {
    const broken = await inCell(() => {
      for (const i of progress(1000, "epochs")) if (i === 412) break;
    });
    assert.match(last(broken), /^Stopped after 412 of 1000 epochs/);
    assert.match(html(broken), /aria-valuenow="41"/);
    const thrown = await inCell(() => {
      assert.throws(() => {
        for (const i of progress(10)) if (i === 3) throw new Error("no");
      }, /no/);
    });
    assert.match(last(thrown), /^Stopped after 3 of 10 rounds/);
    const waiting = await inCell(async () => {
      for await (const i of progress(10)) if (i === 3) break;
    });
    assert.match(last(waiting), /^Stopped after 3 of 10 rounds/);
  });

  it("of nothing is finished at once", async () => {
    const sent = await inCell(() => {
      for (const i of progress(0)) assert.fail(String(i));
    });
    assert.match(last(sent), /^0 rounds in 0 s$|^0 rounds in [\d.e−]+ s$/);
  });

  it("takes less than a microsecond a round", async () => {
    await inCell(() => {
      const start = performance.now();
      let sum = 0;
      for (const i of progress(2_000_000)) sum += i;
      const each = (performance.now() - start) / 2_000_000;
      assert.equal(sum, 1999999 * 1e6);
      assert(each < 0.001 * 3, `${each * 1000} µs; three times as much is allowed where the machine is busy`);
    });
  });

  it("lets others work in a loop that waits", async () => {
    let others = 0;
    await inCell(async () => {
      const timer = setInterval(() => (others += 1), 5);
      for await (const i of progress(40)) {
        const end = performance.now() + 10 + i * 0;
        while (performance.now() < end);
      }
      clearInterval(timer);
    });
    assert(others >= 3);
  });

  for (const wrong of [-1, 1.5, NaN, undefined, "ten"])
    it(`says what it takes when it gets ${String(wrong)}`, () => {
      assert.throws(
        () => progress(wrong as number),
        /NotCountableError: progress\(\) takes a number of rounds or a list/,
      );
    });
});
