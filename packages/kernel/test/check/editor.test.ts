/** What an editor asks: completions, explanations, signatures. */
import assert from "node:assert/strict";

import { startSession, type Session } from "./session.js";

describe("an editor", function () {
  this.timeout(20_000);

  let session: Session;
  before(async () => {
    session = await startSession();
    await session.cell("const capital = { paris: 1, prague: 2, rome: 3 }; class Capitol {} let cap = 1");
    await session.cell("/** How far. */\nconst distance: number = 5; interface Distant { far: boolean }");
    await session.cell(
      "/** Adds.\n * @param b how much */\nfunction add(a: number, b: number): number { return a + b }",
    );
  });
  after(() => session.close());

  async function complete(source: string, offset = source.length): Promise<Record<string, string>> {
    const { items, start, end } = await session.checker.complete(source, offset, session.seen());
    assert.equal(end, offset);
    for (const { text } of items)
      assert.ok(text.toLowerCase().startsWith(source.slice(start, end).toLowerCase()), text);
    return Object.fromEntries(items.map(({ text, kind }) => [text, kind]));
  }

  it("gets the names of earlier cells, with their kinds", async () => {
    const found = await complete("CAP");
    assert.deepEqual(found, { cap: "variable", capital: "variable", Capitol: "class" });
    assert.equal((await complete("")).add, "function");
    assert.equal((await complete("const d: Dis")).Distant, "interface");
  });

  it("gets members, also in a text that is not complete", async () => {
    assert.deepEqual(Object.keys(await complete("capital.p")), ["paris", "prague"]);
    assert.deepEqual(Object.keys(await complete('"🎈"; if (capital.')), ["paris", "prague", "rome"]);
    assert.equal((await complete("function f() {\n  return [1].ma")).map, "method");
    assert.deepEqual(Object.keys(await complete("capital.pa + 1", 10)), ["paris"]);
    assert.deepEqual(await complete("capital.nothing"), {});
  });

  it("gets globals, keywords and modules", async () => {
    assert.equal((await complete("cons")).const, "keyword");
    assert.ok("console" in (await complete("cons")));
    assert.ok("path" in (await complete('import {} from "pat')));
  });

  const explain = (source: string, offset = source.length) =>
    session.checker.explain(source, offset, session.seen());

  it("gets explanations of names", async () => {
    const expected = { text: "const distance: number", documentation: "How far." };
    for (const offset of [0, 3, 8]) assert.deepEqual(await explain("distance + 1", offset), expected);
    assert.equal((await explain("let c: Capitol", 9))?.text, "class Capitol");
    assert.equal((await explain("cap", 1))?.text, "let cap: number");
    assert.equal((await explain("add", 1))?.text, "function add(a: number, b: number): number");
    assert.equal(
      (await explain("class A { g() { return 1 } } new A().g", 37))?.text,
      "(method) A.g(): number",
    );
    assert.equal(await explain("  ", 1), undefined);
    assert.equal(await explain("", 0), undefined);
  });

  it("gets the signature of a call, with the parameter whose turn it is", async () => {
    assert.equal((await explain("add(1, "))?.text, "add(a: number, **b: number**): number");
    const source = "add(distance, 2)";
    const found = await session.checker.signature(source, 5, session.seen());
    assert.equal(found?.text, "add(a: number, b: number): number");
    assert.equal(found.text.slice(found.start, found.end), "a: number");
    assert.equal(found.documentation, "Adds.");
    assert.equal(await session.checker.signature("distance", 3, session.seen()), undefined);
  });

  it("gets problems of a text that is being written, and nothing for the lines around it", async () => {
    const problems = await session.checker.problems("function f() {\n  capital.rom", session.seen());
    assert.ok(problems.length > 0);
    for (const { start, end } of problems) assert.ok(start >= 0 && end <= 28 && start <= end);
  });
});
