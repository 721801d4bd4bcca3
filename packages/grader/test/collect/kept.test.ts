/** Nothing that was handed in is lost, whatever lies beside it, and whoever ends the program. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { collect, type CollectReport } from "../../src/collect/collect.js";
import { NOTEBOOK, OTHER, renameInZip, Scratch } from "./scratch.js";

const FILE = `${NOTEBOOK}.ipynb`;
const handIn = (remark: string, notebook?: string): string => Scratch.handIn(remark, notebook);

describe("collecting loses nothing", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
  });
  afterEach(() => {
    scratch.remove();
  });
  const take = (from: string, options = {}): Promise<CollectReport> =>
    collect(scratch.assignment(), from, options);

  it("of two students who have handed in the same", async () => {
    const { problems } = await take(
      scratch.download({ [`ada/${FILE}`]: handIn("a"), [`bea/${FILE}`]: handIn("a") }),
    );
    assert.deepEqual(problems, []);
    assert.equal(scratch.read(`ada/${FILE}`), scratch.read(`bea/${FILE}`));
  });

  it("of two versions in one hand-in: the one with the notebook's own name is taken, and it is told", async () => {
    const folder = "Ada_7_assignsubmission_file_";
    const zip = await scratch.zip({
      [`${folder}/${NOTEBOOK}-Copy1.ipynb`]: handIn("copy"),
      [`${folder}/${FILE}`]: handIn("own"),
      [`${folder}/${NOTEBOOK} (1).ipynb`]: handIn("again"),
    });
    const { problems } = await take(zip);
    assert.equal(problems.length, 1);
    assert.match(problems[0]!.why, /It is 3-4-computational-graphs, too, and .* was taken/);
    assert.equal(scratch.read(`Ada_7/${FILE}`), handIn("own"));
  });

  it("of an archive that has one name twice", async () => {
    const zip = await scratch.zip({ [`ada/${FILE}`]: handIn("one"), [`adx/${FILE}`]: handIn("two") });
    renameInZip(zip, "adx/", "ada/");
    const { problems, collected } = await take(zip);
    assert.deepEqual([problems.length, collected.length], [1, 2]);
  });

  it("of what is none of the notebooks, even where two have one name", async () => {
    await take(scratch.download({ "ada/x/holiday.ipynb": "{}", "ada/y/holiday.ipynb": "[]" }));
    const texts = scratch.submitted().map((path) => scratch.read(path));
    assert.deepEqual(new Set(texts), new Set(["{}", "[]"]));
  });

  it("beside a name that is no text, or a folder that is a link", async () => {
    const folder = scratch.download({ [`ada/${FILE}`]: handIn("a") });
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/b`), Buffer.from([0xff])]));
    symlinkSync("/etc", join(folder, "linked"));
    const { problems } = await take(folder);
    assert.deepEqual(
      problems.map(({ why }) => why),
      ["Its name is no text (UTF-8). Rename it.", "It is a link."],
    );
    assert.deepEqual(scratch.students(), ["ada"]);
  });

  it("beside a student's archive that unpacks to far too much", async () => {
    const zeros = Buffer.alloc(19_000_000);
    const names = Array.from({ length: 8 }, (_, i) => [`${i}.ipynb`, zeros] as const);
    const bomb = readFileSync(await scratch.zip(Object.fromEntries(names)));
    const { problems } = await take(
      await scratch.zip({ "mallory_1_2_all.zip": bomb, [`zoe_3_4_${FILE}`]: handIn("z") }),
    );
    assert.ok(
      problems.some(({ file, why }) => file === "mallory_1_2_all.zip" && why.includes("far too many bytes")),
    );
    assert.equal(scratch.read(`zoe_3/${FILE}`), handIn("z"));
  }).timeout(30_000);

  it("beside an archive with more files than a course has", async () => {
    const many = readFileSync(await scratch.zip({ [FILE]: handIn("m") }));
    // The record at the end says how many there are, twice.
    for (const at of [14, 12]) many.writeUInt16LE(50_001, many.length - at);
    const { problems } = await take(
      await scratch.zip({ "mallory_1_2_all.zip": many, [`zoe_3_4_${FILE}`]: handIn("z") }),
    );
    assert.deepEqual(problems, [{ file: "mallory_1_2_all.zip", why: "It has more than 50000 files." }]);
    assert.deepEqual(scratch.students(), ["zoe_3"]);
  });

  it("by taking what was collected for a new hand-in", async () => {
    const folder = scratch.download({ [`ada/${FILE}`]: handIn("a") });
    await take(folder);
    const own = join(scratch.folder, "exercise-3");
    for (const from of [own, join(own, "submitted"), join(own, "submitted/ada"), scratch.folder])
      await assert.rejects(take(from), /where hand-ins are collected to/);
  });

  it("when a killed program has written the file and not its receipt", async () => {
    await take(scratch.download({ [`ada/${FILE}`]: handIn("first") }), { received: new Date("2026-11-01") });
    writeFileSync(join(scratch.folder, "exercise-3/submitted/ada", FILE), handIn("second"));
    const { collected } = await take(scratch.download({ [`ada/${FILE}`]: handIn("second") }));
    assert.equal(collected[0]!.outcome, "newer");
    const sha256 = createHash("sha256").update(handIn("second")).digest("hex");
    assert.equal(scratch.receipt("ada").files[0]!.sha256, sha256);
  });

  it("when a file of ours was taken away", async () => {
    const folder = scratch.download({ [`ada/${FILE}`]: handIn("a") });
    await take(folder);
    writeFileSync(join(scratch.folder, "exercise-3/submitted/ada", FILE), "");
    await take(folder);
    assert.equal(scratch.read(`ada/${FILE}`), handIn("a"));
  });

  it("when it is killed in the middle, again and again", async () => {
    const texts = new Set<string>();
    const files: Record<string, string> = {};
    for (let i = 0; i < 150; i++)
      for (const notebook of [NOTEBOOK, OTHER]) {
        const text = handIn(`of ${i}`, notebook);
        texts.add(text);
        files[`student-${i}/${notebook}.ipynb`] = text;
      }
    const folder = scratch.download(files);
    const submitted = join(scratch.folder, "exercise-3/submitted");
    const main = join(import.meta.dirname, "../../src/cli/main.ts");
    const args = ["--import", "tsx", main, "collect", join(scratch.folder, "exercise-3"), folder];
    const start = () => spawn(process.execPath, args, { stdio: "ignore" });
    const isWorking = (): boolean =>
      existsSync(submitted) && readdirSync(submitted).some((name) => name.startsWith(".collect-"));

    let interrupted = 0;
    for (const pause of [0, 50, 150, 400, 800]) {
      const child = start();
      const ended = once(child, "exit");
      for (const known = existsSync(submitted) ? readdirSync(submitted).length : 0; child.exitCode === null;)
        if (isWorking() && readdirSync(submitted).length >= known) break;
        else await sleep(5);
      await sleep(pause);
      child.kill("SIGKILL");
      await ended;
      if (isWorking()) interrupted++;
      for (const path of scratch.submitted().filter((each) => !each.startsWith(".")))
        if (path.endsWith(".ipynb")) assert.ok(texts.has(scratch.read(path)), path);
        else if (path.endsWith("receipt.json")) scratch.receipt(path.split("/")[0]!);
    }
    assert.ok(interrupted > 1);
    const [code] = (await once(start(), "exit")) as [number];
    assert.equal(code, 0);
    const left = scratch.submitted().filter((path) => path.endsWith(".ipynb"));
    assert.deepEqual([left.length, isWorking()], [300, false]);
    assert.deepEqual(new Set(left.map((path) => scratch.read(path))), texts);
  }).timeout(120_000);
});
