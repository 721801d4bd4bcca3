/** What a cell's code does with names of earlier cells, wherever they stand in it. */
import assert from "node:assert/strict";

import { valueOf } from "./notebook.js";

/** Sentences, each with cells and the value of the last one. */
type Cases = Record<string, readonly [cells: readonly string[], value: unknown]>;

function check(cases: Cases): void {
  for (const [sentence, [cells, value]] of Object.entries(cases))
    it(sentence, async () => assert.deepEqual(await valueOf(...cells), value));
}

const THIS = "function f(this: unknown, ...rest: unknown[]) { return [this, ...rest] }";

describe("a name of an earlier cell", () => {
  describe("in a call", () => {
    check({
      "is called without a `this`": [
        [THIS, "f(1)"],
        [undefined, 1],
      ],
      "is called so in parentheses": [
        [THIS, "(f)(1)"],
        [undefined, 1],
      ],
      "is called so behind a cast": [
        [THIS, "(f as Function)(1)"],
        [undefined, 1],
      ],
      "is called so with a bang": [
        [THIS, "f!(1)"],
        [undefined, 1],
      ],
      "is called so when it may be missing": [
        [THIS, "f?.(1)"],
        [undefined, 1],
      ],
      "is not called when it is missing": [["let f: any", "f?.(1)"], undefined],
      "is the tag of a template": [
        ["function f(this: unknown, t: any, x: any) { return [this, t.raw[0], x] }", "f`a${1}`"],
        [undefined, "a", 1],
      ],
      "is called twice in a row": [["const f = (a: number) => (b: number) => a + b", "f(1)(2)"], 3],
      "has methods that get it as `this`": [["const o = { a: 1, f() { return this.a } }", "o.f()"], 1],
      "has methods after a question mark": [["const o = { a: 1, f() { return this.a } }", "o?.f?.()"], 1],
      "has templates as methods": [["const o = { a: 1, f(_: any) { return this.a } }", "o.f``"], 1],
      "is made a new one of": [["class A { a = 1 }", "new A().a + new A().a + new A()['a']"], 3],
      "has a class as a member": [["const o = { A: class { a = 1 } }", "new o.A().a"], 1],
      "makes a class that is made a new one of": [["const f = () => class { a = 1 }", "new (f())().a"], 1],
      "is extended": [
        ["class A { f() { return 1 } }", "class B extends A { f() { return super.f() + 1 } } new B().f()"],
        2,
      ],
      "is called to make what is extended": [
        ["const mix = (a: any) => a; class A { a = 1 }", "new (class extends mix(A) {} as any)().a"],
        1,
      ],
      spreads: [
        ["const a = [1, 2]", "[...a, Math.max(...a), { ...a }[0]]"],
        [1, 2, 2, 1],
      ],
    });
  });

  describe("that is assigned to", () => {
    check({
      "has the new value afterwards": [["let a = 1", "a = 2", "a"], 2],
      "may be called like what a setter takes": [["let value = 1", "value = 2", "value"], 2],
      "is added to": [["let a = 1", "a += 2; a *= 3", "a"], 9],
      "is counted up and down": [
        ["let a = 1", "[a++, ++a, a--, --a]"],
        [1, 3, 3, 1],
      ],
      "gets a value where it has none": [
        ["let a: any, b = 1, c = 0", "a ??= 5; b &&= 6; c ||= 7", "[a, b, c]"],
        [5, 6, 7],
      ],
      "is an element of a pattern": [
        ["let a = 1, b = 2", "[a, b] = [b, a]", "[a, b]"],
        [2, 1],
      ],
      "is a shorthand of a pattern": [
        ["let a = 1, b = 2", "({ a, b = 9 } = { a: 3 } as any)", "[a, b]"],
        [3, 9],
      ],
      "is deep in a pattern": [
        [
          "let a: any, b: any, c: any, d: any",
          "({ x: [a = 4, ...b], y: { c }, ...d } = { x: [], y: { c: 1 }, z: 2 } as any)",
          "[a, b, c, d]",
        ],
        [4, [], 1, { z: 2 }],
      ],
      "is a member in a pattern": [["const o: any = {}", "[o.a, o['b']] = [1, 2]", "o"], { a: 1, b: 2 }],
      "is the variable of a loop": [
        [
          "let a = 0, b = '', s = 0",
          "for (a of [1, 2]) s += a; for (b in { x: 1 }); for ([a] of [[7]]);",
          "[a, b, s]",
        ],
        [7, "x", 3],
      ],
      "is a counter of a loop": [
        ["let i = 9, s = 0", "for (i = 0; i < 3; i++) s += i", "[i, s]"],
        [3, 3],
      ],
      "names a function that has none": [
        [
          "let f: any, g: any, A: any",
          "f = () => 1; [g = function () {}] = []; A = class {}; [f.name, g.name, A.name]",
        ],
        ["f", "g", "A"],
      ],
      "is set by a function of its own cell": [
        ["let n = 0; const up = () => ++n", "up(); n += 10", "up()"],
        12,
      ],
      "is set by a function of another cell": [["let n = 0", "const up = () => ++n", "up(); up()", "n"], 2],
      "came from a pattern": [
        ["let [a, { b, ...c }, ...d]: any = [1, { b: 2, x: 3 }, 4]", "a = b = 5", "[a, b, c, d]"],
        [5, 5, { x: 3 }, [4]],
      ],
    });
    it("is refused when it is a constant", async () => {
      await assert.rejects(valueOf("const a = 1", "a = 2"), TypeError);
      await assert.rejects(valueOf("const f = 1, g = 2", "[f] = [3]"), TypeError);
    });
  });

  describe("that is hidden", () => {
    const A = "let a = 1";
    check({
      "by a parameter": [[A, "((a: number) => a)(2) + a"], 3],
      "by a parameter with a default": [[A, "((b = a, [a] = [5]) => a)(0)"], 5],
      "by a variable of a block": [[A, "let s = 0; { let a = 2; s += a } s + a"], 3],
      "by a loop": [[A, "let s = 0; for (const a of [5]) s += a; for (let a = 0; a < 1; a++); s + a"], 6],
      "by what is caught": [[A, "let s = 0; try { throw 4 } catch (a: any) { s = a } s + a"], 5],
      "by a pattern that is caught": [
        [A, "let s = 0; try { throw { a: 4 } } catch ({ a }: any) { s = a } s + a"],
        5,
      ],
      "by the name of a class or a function within": [
        [A, "[(class a { static n = typeof a }).n, (function a() { return typeof a })(), a]"],
        ["function", "function", 1],
      ],
      "by no label of the same name": [[A, "a: for (;;) { break a }\na"], 1],
      "by no key, member or method of the same name": [
        [
          A,
          "const o = { a: 5, b: { a: 6 } }; class C { a = 7; static a() { return a } } [o.a, o.b.a, new C().a, C.a(), a]",
        ],
        [5, 6, 7, 1, 1],
      ],
      "by a declaration further down, which is not reached": [
        [A, "let caught = ''; try { (() => a)() } catch (e: any) { caught = e.name } let a = 2; caught"],
        "ReferenceError",
      ],
      "by a new declaration": [[A, "let a = 2", "a"], 2],
      "by a function that is called before it is there": [[A, "a(); function a() { return 3 }", "a()"], 3],
    });
  });

  describe("elsewhere", () => {
    check({
      "is a shorthand": [["const a = 1", "({ a, b: a, [a]: a })"], { a: 1, b: 1, 1: 1 }],
      "is a shorthand of a call's argument": [["const a = 1", "(({ a }: any) => a)({ a })"], 1],
      "is the default of a parameter and of a pattern": [
        ["const a = 1", "((x = a, { y = a } = {} as any) => x + y)()"],
        2,
      ],
      "is in a template": [["const a = 1", "`${a}-${`${a}`}`"], "1-1"],
      "is in a closure that sees it change": [["let a = 1", "const get = () => a", "a = 5", "get()"], 5],
      "is in class fields, static blocks and computed keys": [
        [
          "let a = 'k'",
          "class C { [a] = a; static s: string; static { C.s = a } get [a + 1]() { return a } } const c: any = new C(); [c.k, C.s, c.k1]",
        ],
        ["k", "k", "k"],
      ],
      "is in a generator": [
        ["const a = [1, 2]", "function* g() { yield* a; yield a.length } [...g()]"],
        [1, 2, 2],
      ],
      "is asked for its type": [
        ["let a = 1", "[typeof a, typeof nowhere]"],
        ["number", "undefined"],
      ],
      "has members to delete": [
        ["const o: any = { a: 1 }", "[delete o.a, o]"],
        [true, {}],
      ],
      "is exported": [["const a = 1", "export { a }; export { a as b }; a"], 1],
      "is the default export": [["const a = 1", "export default a; a"], 1],
      "may be an own one of the kernel's code": [
        [
          "const run = 1, load = 2, meta = 3, seen = 4, declare = 5, resume = 6, iterate = 7",
          "[run, load, meta, seen, declare, resume, iterate]",
        ],
        [1, 2, 3, 4, 5, 6, 7],
      ],
      "may be one of any object": [
        [
          "const toString = 1, constructor = 2, __proto__ = 3, valueOf = 4",
          "[toString, constructor, __proto__, valueOf]",
        ],
        [1, 2, 3, 4],
      ],
      "may be a word that is reserved elsewhere": [
        [
          "let async = 1, of = 2, get = 3, set = 4, type = 5, from = 6, as = 7, cell = 8",
          "[async, of, get, set, type, from, as, cell]",
        ],
        [1, 2, 3, 4, 5, 6, 7, 8],
      ],
      "may be in any script": [
        ["let größe = 1, 𠮷 = 2, \\u{61}b = 3, $_ = 4", "größe + 𠮷 + \\u0061b + ab + $_"],
        13,
      ],
      "is not there when its declaration was not reached": [["let a = 1", "typeof b"], "undefined"],
    });
    it("keeps its value when a new declaration was not reached", async () => {
      const { Notebook } = await import("./notebook.js");
      const notebook = new Notebook();
      await notebook.cell("let a = 1");
      await assert.rejects(notebook.cell("throw new Error('no'); let a = 2"));
      assert.equal(await notebook.value("a"), 1);
    });
  });
});
