/** When a hand-in came is what the collecting side knows, and nobody is taken for late on a guess. */

import assert from "node:assert/strict";
import { renameSync, statSync, utimesSync } from "node:fs";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { collect, type CollectReport } from "../../src/collect/collect.js";
import { NOTEBOOK, OTHER, Scratch } from "./scratch.js";

const FILE = `${NOTEBOOK}.ipynb`;
const handIn = (remark: string, notebook?: string): string => Scratch.handIn(remark, notebook);
const at = (time: string): { received: Date } => ({ received: new Date(time) });
const seconds = (time: string | number): number => Math.floor(new Date(time).getTime() / 1000);
const LATE = { due: "2026-11-01T12:00:00Z", late: { percentPerDay: 10 } };

describe("when a hand-in came", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
  });
  afterEach(() => {
    scratch.remove();
  });
  const take = (from: string, settings?: object, options = {}): Promise<CollectReport> =>
    collect(scratch.assignment(settings), from, options);

  it("is not the time that its author has set", async () => {
    const folder = scratch.download({ [`ada/${FILE}`]: handIn("a") });
    utimesSync(join(folder, "ada", FILE), new Date("2020-01-01"), new Date("2020-01-01"));
    await take(folder);
    assert.equal(
      seconds(scratch.receipt("ada").receivedAt),
      seconds(statSync(join(folder, "ada", FILE)).ctimeMs),
    );
  });

  it("is when the folder was moved to the exchange, not when it was prepared", async () => {
    const inbox = scratch.download({ [`mine/${FILE}`]: handIn("a") });
    await sleep(1100);
    const moved = join(inbox, "ada+exercise-3+2020-01-01 00:00:00.1 UTC+Zm9v");
    renameSync(join(inbox, "mine"), moved);
    assert.ok(seconds(statSync(moved).ctimeMs) > seconds(statSync(join(moved, FILE)).ctimeMs));
    await take(inbox);
    assert.equal(seconds(scratch.receipt("ada").receivedAt), seconds(statSync(moved).ctimeMs));
  });

  it("is when the outer folder was moved there, whatever lies in it", async () => {
    const inbox = scratch.download({
      [`mine/ada+exercise-3+2020-01-01 00:00:00.1 UTC/${FILE}`]: handIn("a"),
    });
    await sleep(1100);
    const moved = join(inbox, "ada+exercise-3+2020-01-01 00:00:00.1 UTC+Zm9v");
    renameSync(join(inbox, "mine"), moved);
    await take(inbox);
    assert.equal(seconds(scratch.receipt("ada").receivedAt), seconds(statSync(moved).ctimeMs));
  });

  it("is not unknown in an inbox because a name there looks like a learning platform's", async () => {
    await take(
      scratch.download({
        [`ada+exercise-3+20261120T100000Z+1/${FILE}`]: handIn("a"),
        [`mallory_1_2_${FILE}`]: handIn("m"),
        [`Mallory_7_assignsubmission_file_/${FILE}`]: handIn("m"),
      }),
      LATE,
    );
    const penalties = scratch.students().map((student) => scratch.receipt(student).penalty);
    assert.deepEqual([penalties.length, penalties.every((each) => each > 0)], [3, true]);
  });

  it("is the outer archive's word, not that of the archive that the student has made", async () => {
    const inner = await scratch.zip({ [FILE]: handIn("a") }, { mtime: new Date("1999-01-01T00:00:00Z") });
    const mtime = new Date("2026-11-20T10:00:00Z");
    await take(await scratch.zip({ "Ada_7_assignsubmission_file_/all.zip": readFileSync(inner) }, { mtime }));
    assert.equal(scratch.receipt("Ada_7").receivedAt, "2026-11-20T10:00:00.000Z");
  });

  it("is when this machine got it, for the archive of a student in a folder", async () => {
    const inner = await scratch.zip({ [FILE]: handIn("a") }, { mtime: new Date("1999-01-01T00:00:00Z") });
    const folder = dirname(inner);
    await take(folder);
    assert.equal(seconds(scratch.receipt("download").receivedAt), seconds(statSync(inner).ctimeMs));
  });

  it("is when this machine got the archive, where no learning platform has packed it", async () => {
    const zip = await scratch.zip(
      { [`ada/${FILE}`]: handIn("a") },
      { mtime: new Date("2020-01-01T00:00:00Z") },
    );
    const { problems } = await take(zip, LATE);
    const { receivedAt, penalty } = scratch.receipt("ada");
    assert.deepEqual([seconds(receivedAt), penalty], [seconds(statSync(zip).ctimeMs), 0]);
    assert.match(problems[0]!.why, /does not say when/);
  });

  describe("in a download of Moodle, which has the time of the download", () => {
    const PATH = `Ada_7_assignsubmission_file_/${FILE}`;
    const download = (time: string): Promise<string> =>
      scratch.zip({ [PATH]: handIn("a") }, { mtime: new Date(time) });

    it("is on time when that was before the end", async () => {
      const { problems } = await take(await download("2026-11-01T11:00:00Z"), LATE);
      assert.deepEqual([problems, scratch.receipt("Ada_7").penalty], [[], 0]);
    });

    it("costs nothing when that was after it: this is told, and settled by --received", async () => {
      const zip = await download("2026-11-20T11:00:00Z");
      const { problems } = await take(zip, LATE);
      assert.match(problems[0]!.why, /1 files? .* on time.*--received/);
      assert.equal(scratch.receipt("Ada_7").penalty, 0);
      const settled = await take(zip, LATE, at("2026-11-02T13:00:00Z"));
      assert.deepEqual([settled.problems, scratch.receipt("Ada_7").penalty], [[], 0.2]);
    });

    it("stays what the first download has shown", async () => {
      await take(await download("2026-11-01T11:00:00Z"), LATE);
      await take(await download("2026-11-20T11:00:00Z"), LATE);
      assert.equal(scratch.receipt("Ada_7").receivedAt, "2026-11-01T11:00:00.000Z");
    });
  });

  it("is on time in a download of Canvas where Canvas does not mark it, whenever that was made", async () => {
    const { problems } = await take(await scratch.zip({ [`ada_1_2_${FILE}`]: handIn("a") }), LATE);
    assert.deepEqual([problems, scratch.receipt("ada_1").penalty], [[], 0]);
  });

  it("is late as a whole when one of its notebooks is", async () => {
    await take(scratch.download({ [`ada/${FILE}`]: handIn("a") }), LATE, at("2026-11-01T10:00:00Z"));
    await take(
      scratch.download({ [`ada/${OTHER}.ipynb`]: handIn("b", OTHER) }),
      LATE,
      at("2026-11-02T10:00:00Z"),
    );
    const { penalty, receivedAt, files } = scratch.receipt("ada");
    assert.deepEqual([penalty, receivedAt, files.length], [0.1, "2026-11-02T10:00:00.000Z", 2]);
  });

  it("costs what the course says now, when it is collected again", async () => {
    const folder = scratch.download({ [`ada/${FILE}`]: handIn("a") });
    await take(folder, LATE, at("2026-11-02T10:00:00Z"));
    assert.equal(scratch.receipt("ada").penalty, 0.1);
    await take(folder, { ...LATE, due: "2026-11-03T12:00:00Z" });
    const { penalty, lateness, receivedAt } = scratch.receipt("ada");
    assert.deepEqual([penalty, lateness, receivedAt], [0, undefined, "2026-11-02T10:00:00.000Z"]);
  });
});
