import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Blobs } from "../../src/blobs/blobs.js";
import { FolderBlobs } from "../../src/blobs/folder.js";
import { MemoryBlobs } from "../../src/blobs/memory.js";
import { S3Blobs } from "../../src/blobs/s3/s3.js";
import { MachineError } from "../../src/errors.js";
import { S3Server } from "./s3/server.js";

const KEY = "ab".repeat(32);
const folder = mkdtempSync(join(tmpdir(), "gradus-blobs-"));
let server: S3Server;
let stores = 0;

const STORES: Readonly<Record<string, () => Blobs | Promise<Blobs>>> = {
  "in this process": () => new MemoryBlobs(),
  "in a folder": () => new FolderBlobs(join(folder, String(stores++))),
  "on S3": () => S3Blobs.open(server.store(String(stores++)), server.environment()),
};

before(async function () {
  this.timeout(20_000);
  server = await S3Server.start();
});
after(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});

for (const [name, open] of Object.entries(STORES))
  describe(`a store ${name}`, () => {
    let blobs: Blobs;
    beforeEach(async () => {
      blobs = await open();
    });
    const text = async (kind: Parameters<Blobs["get"]>[0]): Promise<string | undefined> =>
      (await blobs.get(kind, KEY))?.toString();

    it("keeps what was there first", async () => {
      assert.equal(await blobs.get("results", KEY), undefined);
      assert.equal(await blobs.put("results", KEY, Buffer.from("one")), "new");
      assert.equal(await blobs.put("results", KEY, Buffer.from("one")), "same");
      assert.equal(await blobs.put("results", KEY, Buffer.from("two")), "different");
      assert.equal(await text("results"), "one");
    });

    it("has one winner when many come at the same time", async () => {
      const all = Array.from({ length: 40 }, (_, i) => `text ${i}`);
      const outcomes = await Promise.all(all.map((each) => blobs.put("results", KEY, Buffer.from(each))));
      const winners = all.filter((_, i) => outcomes[i] === "new");
      assert.equal(winners.length, 1);
      assert.equal(await text("results"), winners[0]);
      assert.equal(outcomes.filter((each) => each === "different").length, all.length - 1);
    });

    it("keeps kinds apart", async () => {
      await blobs.put("handins", KEY, Buffer.from("a hand-in"));
      assert.equal(await text("courses"), undefined);
      assert.equal(await text("handins"), "a hand-in");
    });

    it("gives back each byte, also where there are none or many", async () => {
      for (const [i, length] of [0, 1, 3_000_000].entries()) {
        const bytes = Buffer.from(Uint8Array.from({ length }, (_, at) => at % 251));
        const key = String(i).repeat(64);
        assert.equal(await blobs.put("handins", key, bytes), "new");
        assert.ok((await blobs.get("handins", key))!.equals(bytes));
      }
    });

    it("lets go of a hand-in whose result is taken, and of a result that cannot be read", async () => {
      await blobs.put("handins", KEY, Buffer.from("a hand-in"));
      await blobs.put("results", KEY, Buffer.from("{"));
      await blobs.discard(KEY);
      assert.equal(await text("results"), undefined);
      assert.equal(await blobs.put("results", KEY, Buffer.from("{}")), "new");
      await blobs.taken(KEY);
      await blobs.taken(KEY);
      assert.equal(await text("handins"), undefined);
    });
  });

for (const name of ["in a folder", "on S3"])
  describe(`a store ${name}`, () => {
    it("takes nothing for a key that could be a path", async () => {
      const blobs = await STORES[name]!();
      for (const key of ["../../secret", "", "AB".repeat(32), `${KEY}/`])
        await assert.rejects(blobs.get("handins", key), MachineError);
    });
  });

describe("a store in a folder", () => {
  it("is for its owner alone, and leaves no parts behind", async () => {
    const blobs = new FolderBlobs(join(folder, "private"));
    await Promise.all(["one", "two", "three"].map((each) => blobs.put("handins", KEY, Buffer.from(each))));
    const paths = readdirSync(blobs.folder, { recursive: true, encoding: "utf8" });
    assert.deepEqual(paths.sort(), ["handins", "handins/ab", `handins/ab/${KEY}`]);
    for (const path of ["", ...paths]) assert.equal(statSync(join(blobs.folder, path)).mode & 0o077, 0, path);
  });

  it("says so when it is gone, which is not the same as being empty", async () => {
    const blobs = new FolderBlobs(join(folder, "gone"));
    rmSync(blobs.folder, { recursive: true });
    await assert.rejects(blobs.get("results", KEY), /The store at .* cannot be read/);
  });

  it("says so when it cannot be made", () => {
    const file = join(folder, "a file");
    writeFileSync(file, "");
    assert.throws(() => new FolderBlobs(join(file, "store")), /The store cannot be at/);
  });
});
