import assert from "node:assert/strict";
import { mock } from "node:test";
import { Checks, isTypeScript, type CheckedCell } from "../../src/editor/checks.js";
import type { Problem } from "../../src/editor/protocol.js";

const wrong: Problem = { start: 0, end: 1, severity: "error", code: 2304, message: "Cannot find name." };

class Cell implements CheckedCell {
  text: string | undefined;
  readonly id: string;
  readonly shown: (readonly Problem[])[] = [];

  constructor(id: string, text: string) {
    this.id = id;
    this.text = text;
  }

  read(): string | undefined {
    return this.text;
  }

  show(problems: readonly Problem[]): void {
    this.shown.push(problems);
  }
}

/** Lets everything happen that waits for nothing but its turn. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the checks of a notebook's cells", () => {
  let asked: { code: string; answer: (problems?: readonly Problem[]) => Promise<void> }[];
  let checks: Checks<Cell>;
  let cell: Cell;
  let other: Cell;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    asked = [];
    checks = new Checks<Cell>(
      (code) =>
        new Promise((resolve) => {
          asked.push({
            code,
            answer: (problems) => {
              resolve(problems);
              return settle();
            },
          });
        }),
    );
    cell = new Cell("one", "a");
    other = new Cell("two", "b");
  });
  afterEach(() => {
    mock.timers.reset();
  });

  const codes = (): string[] => asked.map(({ code }) => code);

  it("wait until the writer pauses, and ask once", () => {
    for (const text of ["a", "ab", "abc"]) {
      cell.text = text;
      checks.changed(cell);
      mock.timers.tick(200);
    }
    assert.deepEqual(codes(), []);
    mock.timers.tick(100);
    assert.deepEqual(codes(), ["abc"]);
  });

  it("throw an answer to an older text away", async () => {
    checks.visited(cell);
    cell.text = "ab";
    checks.changed(cell);
    await asked[0]!.answer([wrong]);
    assert.deepEqual(cell.shown, []);
    mock.timers.tick(300);
    await asked[1]!.answer([]);
    assert.deepEqual(codes(), ["a", "ab"]);
    assert.deepEqual(cell.shown, [[]]);
  });

  it("ask one question at a time, and each cell's latest text", async () => {
    checks.visited(cell);
    checks.visited(other);
    checks.visited(other);
    other.text = "later";
    assert.deepEqual(codes(), ["a"]);
    await asked[0]!.answer([]);
    assert.deepEqual(codes(), ["a", "later"]);
    await asked[1]!.answer([]);
    assert.deepEqual(codes(), ["a", "later"]);
  });

  it("do not ask again for a text that was answered, unless it was changed in between", async () => {
    checks.visited(cell);
    await asked[0]!.answer([wrong]);
    checks.visited(cell);
    assert.equal(asked.length, 1);
    checks.changed(cell);
    mock.timers.tick(300);
    assert.equal(asked.length, 2, "marks that were deleted do not come back by themselves");
  });

  it("ask again after a run, also when the answer to the question before is still on its way", async () => {
    checks.visited(cell);
    checks.visited(other);
    checks.outdate([cell]);
    await asked[0]!.answer([wrong]);
    assert.deepEqual(cell.shown, [], "it was judged without the names of the run");
    await asked[1]!.answer([]);
    await asked[2]!.answer([]);
    assert.deepEqual(codes(), ["a", "b", "a"]);
    assert.deepEqual(cell.shown, [[]]);
  });

  it("go on when an answer never came, and ask for that cell when it is visited", async () => {
    checks.visited(cell);
    checks.visited(other);
    await asked[0]!.answer(undefined);
    await asked[1]!.answer([]);
    checks.visited(cell);
    assert.deepEqual(codes(), ["a", "b", "a"]);
  });

  it("leave cells alone that are gone", () => {
    cell.text = undefined;
    checks.changed(cell);
    mock.timers.tick(300);
    assert.deepEqual(codes(), []);
  });

  it("stop at once", async () => {
    checks.visited(cell);
    checks.visited(other);
    checks.changed(cell);
    checks.stop();
    mock.timers.tick(300);
    await asked[0]!.answer([wrong]);
    assert.deepEqual(codes(), ["a"]);
    assert.deepEqual(cell.shown, []);
  });

  it("take the marks away from a cell that has become another language's, without asking", async () => {
    cell.text = "%%html\n<b>";
    checks.visited(cell);
    await settle();
    assert.deepEqual(codes(), []);
    assert.deepEqual(cell.shown, [[]]);
  });
});

describe("a cell", () => {
  it("is TypeScript unless it is empty or says what else it is", () => {
    assert.equal(isTypeScript("let x = 5 %% 3"), true);
    for (const text of ["", " \n", "%%html", "\n%%javascript\nlet x"])
      assert.equal(isTypeScript(text), false);
  });
});
