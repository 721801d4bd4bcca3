/** Cells become a program that does what the notebook does when it is run from top to bottom. */

import assert from "node:assert/strict";
import type { Value } from "@gradus/tasks";
import { link, type SourceCell } from "../../src/program/program.js";
import { Host } from "../../src/runner/host.js";
import { decode } from "../../src/wire/value.js";

/** A cell that the instructor or the student has added; it runs only if it is needed. */
const other = (text: string): Omit<SourceCell, "id"> => ({ text, isAnswer: false });
const answer = (text: string): Omit<SourceCell, "id"> => ({ text, isAnswer: true });
/** Hands over `result`, at its place among the cells. */
const CHECK = "check";

type Cells = readonly (Omit<SourceCell, "id"> | typeof CHECK)[];

interface Ran {
  /** What each check gets, in their order, and after all cells have run. */
  readonly results: readonly Value[];
  /** Which cells have run. */
  readonly ran: readonly number[];
  readonly problems: ReadonlyMap<number, string>;
  /** What stopped a cell, by its number. */
  readonly errors: ReadonlyMap<number, string>;
}

async function run(...cells: Cells): Promise<Ran> {
  const sources: SourceCell[] = [];
  const checks: { at: number; work: { result: string } }[] = [];
  for (const cell of cells)
    if (cell === CHECK) checks.push({ at: sources.length, work: { result: "result" } });
    else sources.push({ id: `cell ${sources.length}`, ...cell });
  const program = await link(sources, checks);

  const host = new Host();
  const errors = new Map<number, string>();
  await host.perform({ do: "load", cells: program.cells });
  for (const [i, source] of program.sources.entries())
    try {
      await host.perform({ do: "run", cell: i });
    } catch (error) {
      errors.set(source, String(error));
    }
  const results: Value[] = [];
  for (const given of program.given) {
    await host.perform({ do: "hand over", given });
    const ref = await host.perform({ do: "perform", operation: { kind: "given", name: "result" } });
    const on = decode(ref);
    const isFunction = typeof on === "object" && on !== null && "ref" in on;
    const call = { kind: "call", on: on as { ref: number }, args: [] } as const;
    results.push(isFunction ? decode(await host.perform({ do: "perform", operation: call })) : on);
  }
  return { results, ran: program.sources, problems: program.problems, errors };
}

async function resultOf(...cells: Cells): Promise<Value> {
  const { results, errors } = await run(...cells);
  assert.deepEqual([...errors], []);
  return results[0];
}

describe("a cell of a program", () => {
  it("takes names from the cells above", async () => {
    assert.equal(
      await resultOf(
        other("const a = 1;"),
        other("class B { c = a; }"),
        answer("const result = new B().c + 1;"),
        CHECK,
      ),
      2,
    );
  });
  it("takes what packages export", async () => {
    const imports = other(
      'import { InputGate as I, seededRandom } from "@gradus/core"; import * as core from "@gradus/core";',
    );
    assert.equal(
      await resultOf(imports, answer("const result = new I(3).out + (core.InputGate === I ? 1 : 0);"), CHECK),
      4,
    );
  });
  it("can be a helper below the answer, above the check", async () => {
    assert.equal(
      await resultOf(
        answer("function result() { return helper(); }"),
        other("const helper = () => 5;"),
        CHECK,
      ),
      5,
    );
  });
  it("can be a helper anywhere below, where its author has run it first", async () => {
    assert.equal(
      await resultOf(
        answer("function result() { return helper(); }"),
        CHECK,
        other("const helper = () => 5;"),
      ),
      5,
    );
  });
  it("is strict, and has no this", async () => {
    assert.equal(
      await resultOf(answer("const result = (function () { return this === undefined; })();"), CHECK),
      true,
    );
    const { errors } = await run(answer("undeclared = 1; const result = 1;"), CHECK);
    assert.match(errors.get(0)!, /undeclared is not defined/);
  });
});

describe("a name that is declared again", () => {
  it("is the newer one for cells below", async () => {
    assert.equal(
      await resultOf(other("const a = 1;"), other("const a = 2;"), answer("const result = a;"), CHECK),
      2,
    );
  });
  it("is the older one for what has been computed already", async () => {
    const older: Cells = [
      other("class A { x() { return 1; } }"),
      answer("class B extends A {} const result = new B().x();"),
    ];
    assert.equal(await resultOf(...older, other("class A { x() { return 2; } }"), CHECK), 1);
  });
  it("is the newer one for a function of above, when the check calls it, as in the notebook", async () => {
    const cells: Cells = [
      other("const a = () => 1;"),
      answer("const result = () => a();"),
      other("const a = () => 2;"),
    ];
    assert.equal(await resultOf(...cells, CHECK), 2);
  });
  it("is the older one for a check above", async () => {
    const cells: Cells = [other("const a = () => 1;"), answer("const result = () => a();"), CHECK];
    assert.equal(await resultOf(...cells, other("const a = () => 2;"), CHECK), 1);
  });
  it("is another one for each check", async () => {
    const { results } = await run(answer("const result = 1;"), CHECK, answer("const result = 2;"), CHECK);
    assert.deepEqual(results, [1, 2]);
  });
  it("is not hidden by a cell that cannot be compiled", async () => {
    const { results, problems } = await run(answer("const result = 1;"), other("const result = = 2;"), CHECK);
    assert.deepEqual(results, [1]);
    assert.match(problems.get(1)!, /^line 1: Unexpected/);
  });
  it("can be that of a package", async () => {
    const imports = other('import { AddGate } from "@gradus/core";');
    assert.equal(
      await resultOf(
        imports,
        other("class AddGate { x = 7; }"),
        answer("const result = new AddGate().x;"),
        CHECK,
      ),
      7,
    );
    assert.equal(
      await resultOf(other("const AddGate = 1;"), imports, answer("const result = typeof AddGate;"), CHECK),
      "function",
    );
  });
});

describe("a variable of another cell", () => {
  it("is seen as it is, and not as it was", async () => {
    const cells: Cells = [
      other("let a = 1; const set = (x) => { a = x; };"),
      answer("const result = () => { set(5); return a; };"),
    ];
    assert.equal(await resultOf(...cells, CHECK), 5);
  });
  it("can be given a value", async () => {
    const cells: Cells = [
      other("let a = 1; const get = () => a;"),
      answer("a += 2; a++; const result = () => get() + a;"),
    ];
    assert.equal(await resultOf(...cells, CHECK), 8);
  });
  it("has what a cell in between gave it", async () => {
    assert.equal(await resultOf(other("let a;"), other("a = 3;"), answer("const result = a;"), CHECK), 3);
  });
  it("can be hidden by one of a function", async () => {
    const cells: Cells = [
      other("let a = 1;"),
      answer("const result = () => { let a = 2; a = 3; return a; };"),
      other("a = 9;"),
    ];
    assert.equal(await resultOf(...cells, CHECK), 3);
  });
  it("keeps what a cell had declared before it stopped", async () => {
    const { results, errors } = await run(
      answer("function result() { return a; } const a = 1; throw new Error('b'); const c = 1;"),
      CHECK,
    );
    assert.deepEqual(results, [1]);
    assert.equal(errors.get(0), "Error: b");
  });
  it("is nothing where its cell stopped above it", async () => {
    const { results } = await run(other("throw 1; const a = 1;"), answer("const result = typeof a;"), CHECK);
    assert.deepEqual(results, ["undefined"]);
  });
});

describe("a cell runs", () => {
  const ran = async (...cells: Cells): Promise<readonly number[]> => (await run(...cells)).ran;

  it("when it is an answer, or an answer or a check needs it", async () => {
    const cells: Cells = [
      other("const a = 1;"),
      other("const b = a;"),
      other("const c = 1;"),
      answer("b;"),
      other("const result = 1;"),
      CHECK,
    ];
    assert.deepEqual(await ran(...cells), [0, 1, 3, 4]);
  });
  it("not when it only shows what others have made", async () => {
    const shows = other(
      "const net = result(); display(net); for (const x of list) console.log(x, list.map((y) => y)); net.train();",
    );
    const cells: Cells = [
      other("const list = [1];"),
      answer("const result = () => list;"),
      shows,
      CHECK,
      shows,
    ];
    assert.deepEqual(await ran(...cells), [0, 1]);
  });
  it("not when a local variable has the name of what it declares", async () => {
    const cells: Cells = [
      other("const sum = slow();"),
      answer("const result = (sum) => { let loss = sum; return loss; };"),
      other("const loss = 1;"),
      CHECK,
    ];
    assert.deepEqual(await ran(...cells), [1]);
  });
  it("when it changes what is needed", async () => {
    const changes = [
      "A.prototype.x = 1;",
      "Object.assign(A.prototype, { x: 1 });",
      "for (const each of [A]) each.prototype.x = 1;",
      "[A].forEach((each) => { each.prototype.x = 1; });",
      "function extend(kind) { kind.prototype.x = 1; } extend(A);",
      "(() => { A.prototype.x = 1; })();",
    ];
    for (const change of changes) {
      const cells: Cells = [other("class A {}"), other(change), answer("const result = new A().x;"), CHECK];
      assert.equal(await resultOf(...cells), 1, change);
    }
  });
  it("not when it changes another one of the same name", async () => {
    const cells: Cells = [
      other("const a = [];"),
      other("const a = [];"),
      other("a.push(1);"),
      other("const b = [];"),
      answer("const result = b;"),
      CHECK,
    ];
    assert.deepEqual(await ran(...cells), [3, 4]);
  });
  it("not when it passes what is needed to a function of a package", async () => {
    const cells: Cells = [
      other('import { display } from "@gradus/notebook";'),
      answer("const result = 1;"),
      other("display(result);"),
      CHECK,
    ];
    assert.deepEqual(await ran(...cells), [1]);
  });
  it("in the order of the notebook", async () => {
    const cells: Cells = [
      other("const log = [];"),
      other("log.push('a');"),
      answer("log.push('b'); const result = log;"),
      other("log.push('c');"),
    ];
    assert.deepEqual(await resultOf(...cells, CHECK), ["a", "b", "c"]);
  });
});

describe("what is handed over", () => {
  it("is missing where no cell above its check declares it", async () => {
    const program = await link(
      [{ id: "a", ...answer("const other = 1;") }],
      [{ at: 1, work: { result: "result" } }],
    );
    assert.deepEqual(program.given, [{}]);
  });
  it("has the name of the task", async () => {
    const program = await link(
      [{ id: "a", ...answer("class Mine {}") }],
      [{ at: 1, work: { Theirs: "Mine" } }],
    );
    assert.deepEqual(program.given, [{ Theirs: { cell: 0, name: "Mine" } }]);
  });
});
