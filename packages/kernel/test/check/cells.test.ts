/** What the checker says of cells: types of names over cells, and the places of problems in the cell's own text. */
import assert from "node:assert/strict";

import { startSession, type Session } from "./session.js";

describe("the checker", function () {
  this.timeout(20_000);

  let session: Session;
  beforeEach(async () => {
    session = await startSession();
  });
  afterEach(() => session.close());

  const messages = async (source: string): Promise<string[]> =>
    (await session.cell(source)).map(({ message }) => message);
  const fine = async (...sources: string[]): Promise<void> => {
    for (const source of sources) assert.deepEqual(await messages(source), [], source);
  };

  it("knows the types of names of earlier cells, values and types alike", async () => {
    await fine(
      "interface Point { x: number } type Id = string | number; enum Colour { Red }",
      "function g<T>(value: T): T[] { return [value] } namespace Space { export const a = 1 }",
      "const p: Point = { x: Space.a }; const id: Id = 'a'; const all = g(Colour.Red)",
    );
    assert.deepEqual(await messages("const s: string = p.x"), [
      "Type 'number' is not assignable to type 'string'.",
    ]);
    assert.deepEqual(await messages("const all2: string[] = all"), [
      "Type 'Colour[]' is not assignable to type 'string[]'.\n  Type 'Colour' is not assignable to type 'string'.",
    ]);
  });

  it("gives places as UTF-16 offsets in the cell's text, also below lines and letters of any kind", async () => {
    await fine("const earlier = 1");
    const source = '/* 🎈 */ earlier;\r\n\n  const wrong: number = "text"; nowhere()';
    const [first, second, ...others] = await session.cell(source);
    assert.deepEqual(others, []);
    assert.equal(source.slice(first!.start, first!.end), "wrong");
    assert.equal(source.slice(second!.start, second!.end), "nowhere");
    assert.deepEqual([first!.code, first!.severity, first!.file], [2322, "error", undefined]);
  });

  it("lets a cell assign to a `let` of an earlier one, within its type, and to no `const`", async () => {
    await fine("let counter = 1; const fixed = 1", "counter += 2; counter++");
    assert.deepEqual(await messages('counter = "six"'), [
      "Type 'string' is not assignable to type 'number'.",
    ]);
    const [problem] = await session.cell("fixed = 2");
    assert.equal(problem!.code, 2588);
    assert.match(problem!.message, /Cannot assign to 'fixed' because it is a constant/);
  });

  it("keeps the types of objects of a class that is defined anew", async () => {
    await fine("class A { f(): number { return 1 } }", "class B extends A { g(): A { return this } }");
    await fine("const b = new B()", "class A { f(): number { return 1 } h(): number { return 3 } }");
    assert.deepEqual(await messages("b.h()"), ["Property 'h' does not exist on type 'B'."]);
    const [message] = await messages("const again: A = b.g()");
    assert.equal(message, "Property 'h' is missing in type 'older A' but required in type 'A'.");
  });

  it("knows in later cells what a cell has added to types elsewhere, until another one says otherwise", async () => {
    await fine(
      "declare global { interface Array<T> { last(): T } }",
      "declare module 'node:path' { interface ParsedPath { depth: number } }",
      "import { parse } from 'node:path'; const both: number[] = [[1].last(), parse('a').depth]",
      "class Other {}",
      "declare global { interface Array<T> { last(): T | undefined } }",
    );
    assert.deepEqual(await messages("const one: number = [1].last()"), [
      "Type 'number | undefined' is not assignable to type 'number'.\n  Type 'undefined' is not assignable to type 'number'.",
    ]);
  });

  it("takes cells with anything on their top level", async () => {
    await fine(
      "",
      "// nothing",
      "import { basename } from 'node:path'; import type { Stats } from 'node:fs'",
      "basename('a'); const stats = (s: Stats) => s.size",
      "for await (const x of [Promise.resolve(1)]) console.log(x); await 1",
      "export const own = 1; export class Own {} const other = 2; export { other as another }",
      "own + other; new Own()",
      "class D { @mark accessor x = 1 } function mark(target: unknown, context: unknown): void {}",
      "import { display, newDisplay } from 'tslab'; display.html('<b>'); newDisplay().png(new Uint8Array())",
      "const answer: string | null = prompt('How many?'); const fs = require('node:fs')",
      "let unused = 1; function ignore(unusedToo: number): void {}",
      "// @ts-nocheck\nconst n: number = 'text'",
    );
    assert.deepEqual(await messages("// @ts-expect-error\nconst n: number = 'text'"), []);
  });

  it("says what to do about what beginners meet", async () => {
    const cases = {
      nowhere: /Run the cell/,
      "const a: number = 'text'": /'string' is put where 'number' is wanted/,
      "[1].lenght": /Did you mean 'length'/,
      "({ a: 1 }).b": /nothing called 'b'/,
      "Math.max('a')": /wants 'number'.*gets 'string'/,
      "[1].at(0).toFixed()": /can be missing/,
      "((a: number) => a)()": /too many or too few/,
      "class A { x: number }": /Give 'x' a value/,
      "function f(x) { return x }": /x: number/,
      "const c = 1; c = 2": /Declare it with let/,
      "abstract class B { abstract f(): void } new B()": /only there to be extended/,
      "abstract class C { abstract f(): void } class D extends C {}": /define itself what is abstract in 'C'/,
      "import x from 'no-such-package'": /not installed/,
      "function g(): number { }": /promises a result/,
      "function h() { await 1 }": /async/,
    };
    for (const [source, expected] of Object.entries(cases)) {
      const [problem] = await session.checker.problems(source, []);
      assert.match(problem?.hint ?? "none", expected, source);
    }
  });

  it("answers questions that come together one after the other", async () => {
    const seen = { name: "a", run: 1, isAssignable: false };
    const answers = await Promise.all([
      session.checker.check(1, "const a = 1", ["a"], []),
      session.checker.problems("a.wrong", [seen]),
      session.checker.check(2, "const b: string = a", ["b"], [seen]),
      session.checker.complete("a.toF", 5, [seen]),
    ]);
    assert.deepEqual(
      answers
        .slice(0, 3)
        .map((problems) => (problems as readonly { code: number }[]).map(({ code }) => code)),
      [[], [2339], [2322]],
    );
    assert.deepEqual(
      answers[3].items.map(({ text }) => text),
      ["toFixed"],
    );
  });
});
