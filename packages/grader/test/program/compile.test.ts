/** From the text of a cell to JavaScript. */

import assert from "node:assert/strict";
import { compile } from "../../src/program/compile.js";

async function codeOf(text: string): Promise<string> {
  const compiled = await compile(text);
  assert(compiled.ok, compiled.ok ? "" : compiled.problem);
  return compiled.code;
}

async function problemOf(text: string): Promise<string> {
  const compiled = await compile(text);
  assert(!compiled.ok, "It was compiled.");
  return compiled.problem;
}

/** Run a cell, and return the value of an expression below it. */
async function run(text: string, result: string): Promise<unknown> {
  const code = await codeOf(text);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a cell is a text that is run
  const cell = new Function(
    `"use strict"; return (async () => { ${code}\nreturn ${result}; })();`,
  ) as () => unknown;
  return cell();
}

describe("a cell is compiled", () => {
  it("without its types", async () => {
    assert.equal((await codeOf("const a: number = <any>1 as number;")).trim(), "const a = 1;");
    assert.equal((await codeOf("interface A { b: 1 }\ntype C = A;\ndeclare const d: C;")).trim(), "");
  });
  it("without imports and exports", async () => {
    const text =
      'import { a,\n b } from "p"; import "q"; export const c = 1; export { c as d };\nexport default class E {}\nexport * from "r";';
    assert.deepEqual(await run(text, "[c, E.name]"), [1, "E"]);
    assert.equal(await run("const a = 1;\nexport default a;", "a"), 1);
  });
  it("with what nothing in it uses: others may", async () => {
    assert.equal(await run("function f() { return 1; } const unused = 2;", "f() + unused"), 3);
  });
  it("with await at its top level", async () => {
    assert.equal(await run("const a = await Promise.resolve(1); for await (const b of [a]) a + b;", "a"), 1);
  });
  it("with fields of classes as in the notebook: a field that is only declared is undefined", async () => {
    assert.equal(
      await run("class A { constructor() { this.x = 1; } }\nclass B extends A { x: number; }", "new B().x"),
      undefined,
    );
  });
  it("with decorators as in the notebook", async () => {
    const text = `const seen: unknown[] = [];
      function log(target: any, key: string, descriptor: PropertyDescriptor) { seen.push(typeof target, key, typeof descriptor.value); }
      class A { @log m() {} }`;
    assert.deepEqual(await run(text, "seen"), ["object", "m", "function"]);
  });
  it("with parameter properties, enums, namespaces and private names", async () => {
    const text = `enum E { A = 2, B } namespace N { export const x = 5; }
      class C { #y = 3; constructor(readonly a: number, private b = 1) {} get sum() { return this.a + this.b + this.#y; } }`;
    assert.deepEqual(await run(text, "[E.B, E[2], N.x, new C(1).sum]"), [3, "A", 5, 5]);
  });
  it("with using", async () => {
    const text = `const ended: string[] = [];
      { using a = { [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() { ended.push("a"); } }; ended.push("b"); }`;
    assert.deepEqual(await run(text, "ended"), ["b", "a"]);
  });
  it("with its comments, strings and signs of all writings", async () => {
    assert.equal(await run("// 🎉 */\nconst größe = `${'…'}\u2028`; /* // */", "größe"), "…\u2028");
  });
  it("where it has nothing at all", async () => {
    assert.equal((await codeOf(" \n\n// nothing\n")).trim(), "");
  });
});

describe("a cell that cannot be compiled says", () => {
  it("in which line and why", async () => {
    assert.match(await problemOf("const a = 1;\nclass B {\n  forward( {\n}"), /^line 4: Expected/);
    assert.match(await problemOf("let's see"), /^line 1: /);
  });
  it("the line of the cell, also below imports and exports", async () => {
    assert.match(
      await problemOf('import {\n a\n} from "p";\nexport const b = ;'),
      /^line 4: Unexpected ";"$/,
    );
  });
  it("that a name is there twice", async () => {
    assert.match(await problemOf("const a = 1;\nconst a = 2;"), /^line 2: .*"a" has already been declared/);
  });
  it("that it is nested too deeply", async () => {
    assert.equal(await problemOf("(".repeat(50_000)), "its parentheses are nested too deeply");
  });
});
