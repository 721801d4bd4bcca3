/** Every part of the language in a cell: modules, waiting, types that are values, and what a cell's result is. */
import assert from "node:assert/strict";

import { Run, enter } from "../../src/user/context.js";
import { moduleOf, Notebook, valueOf } from "./notebook.js";

type Cases = Record<string, readonly [cells: readonly string[], value: unknown]>;

function check(cases: Cases): void {
  for (const [sentence, [cells, value]] of Object.entries(cases))
    it(sentence, async () => assert.deepEqual(await valueOf(...cells), value));
}

const COUNTER = moduleOf("export let n = 0; export const up = () => ++n; export default 'd'");
const THIS = moduleOf("export function f() { return this } export { f as 'a b' }; export default f");

describe("imports and exports in a cell", () => {
  check({
    "give a default, names and what they are called": [
      [`import d, { n as m, up } from ${COUNTER}; [d, m, typeof up]`],
      ["d", 0, "function"],
    ],
    "give a namespace": [[`import * as all from ${moduleOf("export const x = 1")}; ({ ...all })`], { x: 1 }],
    "are live, in later cells too": [
      [
        `import { n, up } from ${moduleOf("/* live */ export let n = 0; export const up = () => ++n")}; up(); n`,
        "up(); n",
      ],
      2,
    ],
    "are called without a `this`": [
      [`import d, { f, "a b" as s } from ${THIS}; [d(), f(), f\`\`, s()]`, "[d(), f(), s()]"],
      [undefined, undefined, undefined],
    ],
    "are shorthands and keys": [
      [`import { x } from ${moduleOf("export const x = 1")}; ({ x, y: x })`],
      { x: 1, y: 1 },
    ],
    "are hidden by parameters": [
      [`import { x } from ${moduleOf("export const x = 1")}; ((x: number) => x)(5) + x`],
      6,
    ],
    "come first, wherever they stand": [
      [`const y = x + 1; import { x } from ${moduleOf("export const x = 1")}; y`],
      2,
    ],
    "may be exported again": [
      [`import { x } from ${moduleOf("export const x = 1")}; export { x }; export { x as y }; x`],
      1,
    ],
    "may be for what they do": [
      [
        `import ${moduleOf("globalThis.gradusTest = 5")}; export * from ${COUNTER}; (globalThis as any).gradusTest`,
      ],
      5,
    ],
    "may be dynamic": [[`(await import(${moduleOf("export const x = 1")})).x`], 1],
    "know where the notebook is": [["import.meta.url"], "file:///notebook.js"],
    "leave what is exported to later cells": [
      [
        "export const a = 1; export let b = 2; export function f() { return a } export class C {}; export { a as z }",
        "b = 3",
        "[a, b, f(), typeof C]",
      ],
      [1, 3, 1, "function"],
    ],
    "leave a default with a name to later cells": [["export default function f() { return 7 }", "f()"], 7],
    "take a default that is an arrow function": [["export default async () => 1; 5"], 5],
    "take a default that assigns": [["let a = 0", "export default a = 1", "a"], 1],
    "evaluate a default once and whole": [["let n = 0; export default true || n++; n"], 0],
    "take a default class or function before a bracket": [
      ["export default class {}\n[1, 2].map((x) => x * 2)"],
      [2, 4],
    ],
    "may be of types": [["export type A = 1; export interface B {}\nimport type { C } from 'nowhere'; 4"], 4],
  });

  it("hands attributes and options on, with names of earlier cells", async () => {
    const asked: unknown[] = [];
    const notebook = new Notebook((...request) => {
      asked.push(request);
      return Promise.resolve({ default: 1 });
    });
    await notebook.cell('const options: any = { with: { type: "json" } }');
    await notebook.cell('import a from "./a.json" with { type: "json" }; await import("./a.json", options)');
    const request = ["./a.json", { with: { type: "json" } }];
    assert.deepEqual(asked, [request, request]);
  });

  it("cannot be assigned to", async () => {
    await assert.rejects(valueOf(`import { x } from ${moduleOf("export let x = 1")}; x = 2`), TypeError);
  });

  it("do not let a cell go on that was stopped meanwhile", async () => {
    let arrive: ((module: object) => void) | undefined;
    const notebook = new Notebook(
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    );
    await notebook.cell("const done: number[] = []");
    const running = notebook.cell('import { x } from "slow"; done.push(x)');
    while (!arrive) await new Promise((resolve) => setTimeout(resolve, 1));
    notebook.current.isStopped = true;
    arrive({ x: 1 });
    await assert.rejects(running, { name: "Interrupted" });
    enter(new Run(0));
    assert.deepEqual(await notebook.value("done"), []);
  });
});

describe("waiting in a cell", () => {
  check({
    "stands anywhere at the top": [
      [
        "const p = Promise.resolve(2)",
        "const o = { a: await p, [await p]: [await p, ...(await [await p])] }; if (await p) { for (const x of await [1]) o.a += x } `${await p}` + (await p) ** 2 + o.a",
      ],
      "243",
    ],
    "is in functions of every kind": [
      [
        "const p = Promise.resolve(2)",
        "const f = async () => await p; async function g() { return (await p) + 1 } class C { async m() { return await p } static async s() { return await p } } const o = { async q() { return await p } }; [await f(), await g(), await new C().m(), await C.s(), await o.q()]",
      ],
      [2, 3, 2, 2, 2],
    ],
    "is in defaults and keys": [
      [
        "class C { [await 'k'] = 1 } async function f(x: any) { const { a = await 5 } = x; return a } [new C().k, await f({})]",
      ],
      [1, 5],
    ],
    "is of what is called": [["const f = async () => (x: number) => x", "(await f())(3)"], 3],
    "is of a name alone": [["const p = Promise.resolve(2)", "await p"], 2],
    "is of another wait": [["await (await await 3)"], 3],
    "catches what fails": [
      [
        "let s = ''; try { await Promise.reject(new Error('no')) } catch (e: any) { s = e.message } finally { s += await '!' } s",
      ],
      "no!",
    ],
    "is in a loop over what comes one by one": [
      [
        "async function* g() { yield 1; yield await 2 }",
        "let s = 0; for await (const x of g()) s += x; for await (s of [Promise.resolve(9)]); s",
      ],
      9,
    ],
    "ends what comes one by one": [
      [
        "let ended = 0; async function* g() { try { yield 1; yield 2 } finally { ended++ } }",
        "for await (const x of g()) break; try { for await (const x of g()) throw 1 } catch {} ended",
      ],
      2,
    ],
    "is in a generator that waits": [
      [
        "async function* g() { const x: number = yield await 1; yield x + (await 1) }",
        "const i = g(); [await i.next(), await i.next(4)]",
      ],
      [
        { value: 1, done: false },
        { value: 5, done: false },
      ],
    ],
    "goes over the letters of a text": [["let s = ''; for await (const c of 'ab') s = c + s; s"], "ba"],
  });
});

describe("types that are values", () => {
  check({
    "are enums, also in two parts": [
      ["enum E { A = 1, B } enum E { C = B + 1, D = 'd' }", "[E.A, E.C, E[2], E.D]"],
      [1, 3, "B", "d"],
    ],
    "are enums of constants and of earlier names": [
      ["const q = 4; const enum K { A = 7 }", "enum E { A = q, B = A }", "[E.B, K.A]"],
      [4, 7],
    ],
    "are namespaces, also in two parts": [
      ["namespace N { export const a = 1 } namespace N { export const b = a + 1 }", "N.b"],
      2,
    ],
    "are namespaces with variables": [
      ["namespace N { export let a = 1; export const up = () => ++a }", "N.up() + N.a"],
      4,
    ],
    "are namespaces in namespaces": [
      ["namespace A.B { export const x = 3 }", "import C = A.B", "A.B.x + C.x"],
      6,
    ],
    "are classes and functions with a namespace": [
      [
        "class A { static x = 1 } namespace A { export const y = 2 } function f() { return f.z } namespace f { export const z = 3 }",
        "[A.x, A.y, f()]",
      ],
      [1, 2, 3],
    ],
    "are classes that declare what a constructor takes": [
      [
        "class P { constructor(readonly x = 1, private y = x) {} sum() { return this.x + this.y } }",
        "new P().sum()",
      ],
      2,
    ],
    "are fields with accessors": [
      ["class A { accessor x = 1; static accessor y = 2 }", "new A().x + A.y"],
      3,
    ],
    "are decorated classes": [
      [
        "const log: string[] = []; function d(v: any, c: any) { log.push(c.kind); return v }",
        "@d class A { @d m() { return 1 } @d accessor x = 2 }",
        "[new A().m(), new A().x, log]",
      ],
      [1, 2, ["method", "accessor", "class"]],
    ],
    "leave nothing of types": [
      [
        "type T = number; interface I { a: T } declare const ghost: T; abstract class C<X> { declare y: X; abstract z: X }; let v!: I; typeof C + typeof ghost",
      ],
      "functionundefined",
    ],
    "are cast and checked away": [["const a = 1 as unknown as string satisfies string; <any>a! + 1"], 2],
  });
  check({
    "are disposed of at the end of the cell": [
      [
        "const log: string[] = []",
        "using r = { [Symbol.dispose]() { log.push('bye') } }; const z = 4; class Q {} function f() { return z }\nlog.length",
        "[log, z, typeof Q, f()]",
      ],
      [["bye"], 4, "function", 4],
    ],
    "are disposed of and exported": [["export const z = 4; using r = { [Symbol.dispose]() {} }; z + 1"], 5],
    "are disposed of when the block ends": [
      [
        "const log: string[] = []; { using r = { [Symbol.dispose]() { log.push('a') } }; await using s = { async [Symbol.asyncDispose]() { await 1; log.push('b') } } } log.push('c'); log",
      ],
      ["b", "a", "c"],
    ],
  });
});

describe("the result of a cell", () => {
  check({
    "is an object": [["({ a: 1 })"], { a: 1 }],
    "is behind comments, in front of some": [["/* a */ 1 + 1 /* b */; // c\n/* d */\n// e"], 2],
    "is what a comma leads to": [["1, 2"], 2],
    "is a template": [["`a${1}\nb`"], "a1\nb"],
    "is a directive": [["'use strict'"], "use strict"],
    "is a promise, not what it gives": [["typeof (async () => 1)().then"], "function"],
    "is a regular expression": [["/a/g.source"], "a"],
    "is what a count gives": [["let a = 1", "a++"], 1],
    "comes from lines that end in CR and LF": [["let a = `x\r\ny`;\r\na // c\r\n"], "x\ny"],
    "comes after a byte order mark": [["\uFEFFlet a = 1; a"], 1],
    "comes after a hashbang": [["#!/usr/bin/env -S deno\nlet a = 1; a"], 1],
    "knows no comments of HTML": [["let a = 1, b = 1; [a<!--b, a-->b]"], [false, true]],
    "is undefined for `this`": [["this"], undefined],
  });

  it("may be a function or a class", async () => {
    assert.equal(typeof (await valueOf("async () => 1")), "function");
    assert.equal(typeof (await valueOf("(class {})")), "function");
    assert.equal(((await valueOf("(function named() {})")) as () => void).name, "named");
  });

  it("stays a promise", async () => {
    const promise = (await new Notebook().cell("Promise.resolve(1)")).result;
    assert.ok(promise instanceof Promise);
  });

  it("is none where nothing is said last", async () => {
    for (const source of [
      "",
      "// only",
      "/* a */",
      ";",
      "let a = 1",
      "let a; a = 1",
      "void 0",
      "1; if (1) 2",
      "{ a: 1 }",
    ])
      assert.equal((await new Notebook().cell(source)).hasResult, false, source);
  });
});

describe("a cell that can be read and still is wrong", () => {
  for (const source of [
    "let a = 1; let a = 2",
    "const a = 1; delete a",
    "break",
    "const a;",
    "function d() {} @d class A {} let a = 1; let a = 2",
  ])
    it(`runs nothing of ${JSON.stringify(source)} and says so`, async () => {
      await assert.rejects(valueOf(`globalThis.gradusTest = "ran"; ${source}`), { name: "SyntaxError" });
    });
});
