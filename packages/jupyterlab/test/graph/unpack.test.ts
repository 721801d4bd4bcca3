import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import { Unreadable } from "../../src/graph/read.js";
import { isPacked, unpack } from "../../src/graph/unpack.js";

const packed = (text: string | Buffer) =>
  ({ version: 1, gzip: gzipSync(text, { level: 1 }).toString("base64") }) as const;

describe("a packed document", () => {
  it("is told from one that is not", () => {
    assert(isPacked(packed("{}")));
    for (const other of [undefined, null, "H4sI", {}, { gzip: 5 }, []]) assert(!isPacked(other));
  });

  it("is unpacked to its text, whatever letters it has", async () => {
    const text = JSON.stringify({ name: "w⁽¹⁾ ≤ 𝛼".repeat(50_000) });
    assert.equal(await unpack(packed(text)), text);
  });

  it("is refused with words where it is broken", async () => {
    const { gzip } = packed("a long text ".repeat(1000));
    for (const broken of ["***", "bm90IGd6aXA=", "", gzip.slice(0, gzip.length / 2), `${gzip}AAAA`])
      await assert.rejects(
        unpack({ version: 1, gzip: broken }),
        (error) => error instanceof Unreadable && error.message !== "",
      );
  });

  it("is refused where it would fill the memory", async () => {
    const zeros = Buffer.alloc(210_000_000);
    await assert.rejects(unpack(packed(zeros)), /it is too large/);
  });
});
