/** Files beside the notebook, and a compiler that dies. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CheckerGone } from "../../src/check/checker.js";
import { startSession, type Session } from "./session.js";

describe("files beside the notebook", function () {
  this.timeout(20_000);

  let session: Session;
  beforeEach(async () => {
    session = await startSession();
  });
  afterEach(() => session.close());

  it("are what they have become", async () => {
    session.write("helper.ts", "export const answer = 41;\n");
    session.write("data.json", '{"size": 3}');
    assert.deepEqual(await session.cell('import { answer } from "./helper"; const n: number = answer'), []);
    assert.deepEqual(await session.cell('import data from "./data.json"; const m: number = data.size'), []);
    session.write("helper.ts", "export const answer = 'forty-one';\n");
    const [problem] = await session.cell('import { answer } from "./helper.js"; const n: number = answer');
    assert.match(problem!.message, /'string' is not assignable to type 'number'/);
  });

  it("are found when they are made after a cell has missed them", async () => {
    const source = 'import { late } from "./late"; const n: number = late';
    assert.deepEqual(
      (await session.cell(source)).map(({ code }) => code),
      [2307],
    );
    session.write("late.ts", "export const late = 1");
    assert.deepEqual(await session.cell(source), []);
  });

  it("are told apart from the cell in problems", async () => {
    session.write("helper.ts", "export const fine = 1;\nexport const wrong: number = 'text';\n");
    const [problem, ...others] = await session.cell('import { fine } from "./helper"');
    assert.deepEqual(others, []);
    assert.equal(problem!.code, 2322);
    assert.deepEqual(problem!.file, { path: join(session.folder, "helper.ts"), line: 2, column: 14 });
    assert.deepEqual(await session.cell("fine + 1"), []);
  });
});

describe("a compiler that dies", function () {
  this.timeout(20_000);

  it("leaves no question without an answer", async () => {
    const session = await startSession();
    const { checker } = session;
    await session.cell("const a = 1");
    const waiting = [checker.problems("a", []), checker.complete("a", 1, []), checker.explain("a", 1, [])];
    process.kill(checker.pid!, "SIGKILL");
    for (const answer of await Promise.allSettled(waiting))
      assert.ok(answer.status === "fulfilled" || answer.reason instanceof CheckerGone);
    await assert.rejects(checker.check(2, "const b = 1", ["b"], []), CheckerGone);
    await assert.rejects(checker.canReplace("a", 1, 1), CheckerGone);
    await assert.rejects(checker.signature("a(", 2, []), CheckerGone);
    checker.forget([1]);
    await session.close();
    const left = readdirSync(tmpdir()).filter((name) => name.startsWith(`gradus-types-${process.pid}-`));
    assert.deepEqual(left, []);
  });

  it("before it has begun is no other", async () => {
    const session = await startSession();
    const { checker } = session;
    process.kill(checker.pid!, "SIGKILL");
    await assert.rejects(checker.problems("1", []), CheckerGone);
    await session.close();
  });
});
