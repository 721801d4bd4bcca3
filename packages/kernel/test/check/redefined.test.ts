/** Definitions that take the place of others, and what stays of those. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startSession, type Session } from "./session.js";

describe("a definition", function () {
  this.timeout(20_000);

  let session: Session;
  beforeEach(async () => {
    session = await startSession();
  });
  afterEach(() => session.close());

  async function canReplace(name: string, before: string, after: string): Promise<boolean> {
    const prepared = [await session.cell(before), await session.cell(after)].flat();
    assert.deepEqual(prepared, []);
    return session.checker.canReplace(name, session.run - 1, session.run);
  }

  it("replaces one of the same type", async () => {
    const cases: [string, string, string][] = [
      ["f", "function f(): number { return 1 }", "const f = () => 10"],
      ["f", "function f(a: number) { return a }", "function f(b: number, c = 1) { return b + c }"],
      ["P", "interface P { x: number }", "type P = { x: number }"],
      ["A", "class A { self(): A { return this } }", "class A { self(): A { return new A() } }"],
      ["C", "enum C { Red, Green }", "enum C { Red, Green } "],
      ["B", "class B<T> { constructor(readonly v: T) {} }", "class B<T> { constructor(readonly v: T) {;} }"],
      ["t", "let t = 1", "let t = 2"],
    ];
    for (const [name, before, after] of cases) {
      assert.equal(await canReplace(name, before, after), true, after);
      assert.equal(await canReplace(name, after, before), true, before);
    }
  });

  it("replaces one that can do less, where nobody assigns to it", async () => {
    const cases: [string, string, string][] = [
      ["A", "class A { f(): A { return this } }", "class A { f(): A { return this } g(): void {} }"],
      ["A", "class A {x = 1}", "class A {x = 1; static y = 1}"],
      ["f", "const f = (a: number) => a", "const f = () => 1"],
      ["n", "const n: number | string = 1", "const n: number = 1"],
      ["rate", "const rate = 0.5", "const rate = 0.1"],
      ["on", "const on = true", "const on = false"],
    ];
    for (const [name, before, after] of cases)
      assert.equal(await canReplace(name, before, after), true, after);
  });

  it("replaces none of another type", async () => {
    const cases: [string, string, string][] = [
      ["f", "function f(): number { return 1 }", "function f(): string { return '' }"],
      ["f", "function f(): number { return 1 }", "function f(a: number): number { return a }"],
      ["P", "interface P { x: number }", "interface P { x?: number }"],
      ["P", "interface P { x: number }", "class P { x = 1 }"],
      ["A", "class A { f(): A { return this } g(): void {} }", "class A { f(): A { return this } }"],
      ["A", "class A {x = 1}", "class A { x = 1; constructor(a: number) {} }"],
      ["A", "class A {x = 1}", "abstract class A {x = 1}"],
      ["A", "class A {x = 1; static y = 1}", "class A {x = 1}"],
      ["s", "const s: 'a' | 'b' = 'a'", "const s: 'a' | 'c' = 'a'"],
      ["v", "let v: string | number = 1", "let v = 2"],
      ["C", "enum C { Red, Green }", "enum C { Red, Blue }"],
      ["B", "class B<T> { constructor(readonly v: T) {} }", "class B<T> { constructor(readonly v: T[]) {} }"],
      ["n", "const n: any = 1", "const n: number = 1"],
    ];
    for (const [name, before, after] of cases)
      assert.equal(await canReplace(name, before, after), false, after);
  });

  it("of a class replaces one whose private members are others", async () => {
    const node = (body: string): string => `class N { private kids: N[] = []; add(n: N): void { ${body} } }`;
    assert.equal(await canReplace("N", node("this.kids.push(n)"), node("this.kids = [n]")), true);
    const q = (member: string, parameter: string): string =>
      `class Q { ${member} constructor(private ${parameter}) {} get(): number { return 1 } }`;
    assert.equal(await canReplace("Q", q("#a = 1;", "n: number"), q("private b = '';", "m: number")), true);
    assert.equal(await canReplace("Q", q("#a = 1;", "n: number"), q("#a = 1;", "n: string")), false);
  });

  it("with an equal text replaces no other if it extends another class", async () => {
    const b = "class B extends A { g(): number { return 2 } }";
    await session.cell("class A {}");
    await session.cell(b);
    await session.cell(b);
    assert.equal(await session.checker.canReplace("B", session.run - 1, session.run), true);
    await session.cell("class A { h(): number { return 3 } }");
    await session.cell(b);
    assert.equal(await session.checker.canReplace("B", session.run - 1, session.run), false);
  });

  const files = (): number => {
    const [root] = readdirSync(tmpdir()).filter((name) => name.startsWith(`gradus-types-${process.pid}-`));
    return readdirSync(join(tmpdir(), root!), { recursive: true }).filter((name) =>
      /cell-\d+/.test(String(name)),
    ).length;
  };
  /** Waits until what `forget` has begun is done. */
  const settled = (): Promise<unknown> => session.checker.problems("", []);

  it("that is forgotten stays as long as another one leans on it", async () => {
    await session.cell("class A { f(): number { return 1 } }");
    await session.cell("class B extends A {} const b = new B()");
    session.checker.forget([1]);
    await session.cell("class A { h(): void {} }");
    assert.deepEqual(await session.cell("b.f().toFixed()"), []);
    session.checker.forget([2, 4]);
    await settled();
    assert.equal(files(), 1);
  });

  it("leaves no chain when two cells lean on each other and run again and again", async () => {
    await session.cell("const y = 1");
    for (let i = 0; i < 12; i++) {
      assert.deepEqual(await session.cell("const x = y + 1; const f = (n: number) => [n, y]"), []);
      assert.deepEqual(await session.cell("const y = x + f(1).length"), []);
      session.checker.forget([session.run - 2, session.run - 3]);
    }
    await settled();
    assert.ok(files() <= 4, `${files()} files are left`);
    const [problem] = await session.cell("const s: string = x");
    assert.match(problem!.message, /'number' is not assignable/);
  });

  it("leaves no endless chain of classes either", async () => {
    await session.cell("class B { }");
    for (let i = 0; i < 40; i++) {
      await session.cell("class A { b = new B() }");
      await session.cell("class B { a = new A() }");
      session.checker.forget([session.run - 2, session.run - 3]);
    }
    await settled();
    assert.ok(files() <= 53, `${files()} files are left`);
    assert.deepEqual(await session.cell("new B().a.b"), []);
  });
});
