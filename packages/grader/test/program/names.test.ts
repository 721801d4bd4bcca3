/** Which names a cell declares, takes from others, and changes. */

import assert from "node:assert/strict";
import { namesOf, parse, TooDeepError, type CellNames } from "../../src/program/names.js";

const names = (text: string): CellNames => namesOf(parse(text));
const declares = (text: string): readonly string[] => names(text).declares;
const uses = (text: string): string[] => [...names(text).uses].sort();
/** What changes what stands in other cells, and what may, since a function gets it. */
const changes = (text: string): string[] => [...names(text).changes].sort();

describe("a cell declares", () => {
  it("classes, functions, variables, enums and namespaces", () => {
    assert.deepEqual(
      declares(`class A {} abstract class B {} function f() {} async function* g() {}
        const a = 1, b = 2; let c; var d; enum E { X } const enum F { Y } namespace N { export const z = 1; }`),
      ["A", "B", "f", "g", "a", "b", "c", "d", "E", "F", "N"],
    );
  });
  it("what lists and objects are taken apart into", () => {
    assert.deepEqual(declares("const { a, b: { c, ...d }, ['e']: f = 1 } = o, [g, , [h = 2], ...i] = l;"), [
      "a",
      "c",
      "d",
      "f",
      "g",
      "h",
      "i",
    ]);
  });
  it("what has the word export before it", () => {
    assert.deepEqual(declares("export class A {} export const a = 1; export default class B {}"), [
      "A",
      "a",
      "B",
    ]);
  });
  it("a name once, however often it stands there", () => {
    assert.deepEqual(declares("function f(a: string): void; function f(a) {} var x = 1; var x = 2;"), [
      "f",
      "x",
    ]);
  });
  it("no types, and nothing that is only declared to be there", () => {
    assert.deepEqual(
      declares(`interface A {} type B = A; declare const c: number; declare class D {} declare namespace E {}
        declare module "f" {} import type { G } from "g"; function h(): void;`),
      [],
    );
  });
  it("nothing of what stands within blocks and functions", () => {
    assert.deepEqual(
      declares("{ const a = 1; class B {} } for (const c of []) { let d; } (() => { var e; })();"),
      [],
    );
  });
  it("variables that can get another value", () => {
    assert.deepEqual(
      [...names("let a = 1, [b] = []; var c; const d = 2; class E {}").variables],
      ["a", "b", "c"],
    );
  });
  it("no more than what can be read of it", () => {
    assert.deepEqual(declares("class A { forward( { \n const b = "), ["A"]);
    assert.deepEqual(declares(""), []);
  });
});

describe("a cell imports", () => {
  it("under the name that it gives, by the name in the package", () => {
    const { imports } = names(
      `import core, { A, B as C, type T } from "p"; import * as all from "q"; import "r";`,
    );
    assert.deepEqual(Object.fromEntries(imports), {
      core: { module: "p", name: "default" },
      A: { module: "p", name: "A" },
      C: { module: "p", name: "B" },
      all: { module: "q", name: "*" },
    });
  });
  it("no types", () => {
    assert.equal(names(`import type { A } from "p"; import type B from "q";`).imports.size, 0);
  });
});

describe("a cell uses", () => {
  it("what it calls, makes, extends and reads", () => {
    assert.deepEqual(
      uses("class A extends B<C> { x = d; m(e = f) { return new G(h.i); } static { j(); } }"),
      ["B", "G", "d", "f", "h", "j"],
    );
  });
  it("nothing that it declares itself, further up or down", () => {
    assert.deepEqual(uses("f(a); const a = 1; function f(x) { return x + a; }"), []);
  });
  it("no parts of things", () => {
    assert.deepEqual(
      uses("a.b.c; ({ d: 1, e() {}, get f() { return 1; }, [g]: h, i }); x: for (;;) break x;"),
      ["a", "g", "h", "i"],
    );
  });
  it("no types", () => {
    assert.deepEqual(
      uses(`const a: B = c as D; type E = F; interface G extends H {} function i<J extends K>(l: M): N { return l!; }
        const o = <P,>(q: Q) => q satisfies R; class S implements T { u: V; } let w: typeof x;`),
      ["c"],
    );
  });
  it("no variables of its functions, loops and blocks", () => {
    assert.deepEqual(
      uses(`const f = ({ a, b: [c] }, ...d) => a + c + d; for (const e of f([])) e; for (let i = 0; i < 1; i++) i;
        try { let g = 1; g; } catch ({ message }) { message; } (function h() { h(); arguments; })();
        const k = class L { static m = L; }; { class N {} new N(); } switch (1) { case 1: let o; o; }`),
      [],
    );
  });
  it("a name that is a variable in one place and another cell's in the next", () => {
    assert.deepEqual(uses("function f(sum) { return sum; } f(sum);"), ["sum"]);
    assert.deepEqual(uses("{ let a = 1; a; } a;"), ["a"]);
    assert.deepEqual(uses("(() => { var b; { b; } })(); b;"), ["b"]);
    assert.deepEqual(uses("if (c) { var d = 1; } d;"), ["c"]);
  });
  it("members of an enum as they are, and what else it reads", () => {
    assert.deepEqual(uses("enum A { X = 1, Y = X | b }"), ["b"]);
  });
  it("what a namespace and a short field take from outside", () => {
    assert.deepEqual(uses("namespace N { const a = 1; export const b = a + c; } const o = { d };"), [
      "c",
      "d",
    ]);
  });
});

describe("a cell changes", () => {
  it("what it gives a value to", () => {
    assert.deepEqual(
      changes("a = 1; b += 1; c++; --d; e ??= 1; [f, g.h] = []; ({ i, j: k } = {}); delete l.m;"),
      [..."abcdefg", "i", "k", "l"],
    );
  });
  it("objects and prototypes", () => {
    assert.deepEqual(
      changes("A.prototype.f = 1; b[0] = 2; Object.assign(C.prototype, {}); Reflect.set(d, 'e', 1);"),
      ["A", "C", "b", "d"],
    );
  });
  it("lists, maps and sets", () => {
    assert.deepEqual(changes("a.push(1); b.set(1, 2); c.d.sort();"), ["a", "b", "c"]);
  });
  it("what a loop or a callback changes of each element", () => {
    assert.deepEqual(changes("for (const each of [A, B]) each.prototype.f = 1;"), ["A", "B"]);
    assert.deepEqual(
      changes("C.forEach((each) => { each.x = 1; }); D.filter(Boolean).map((each) => each.y++);"),
      ["Boolean", "C", "D"],
    );
    assert.deepEqual(changes("(() => { a = 1; [1].forEach(() => { b = 2; }); })();"), ["a", "b"]);
  });
  it("nothing that it only reads", () => {
    assert.deepEqual(
      changes(
        "a + 1; -b; !c; d.map((x) => x); e === 1; console.log(f); Object.keys(g); for (const h of i) h;",
      ),
      [],
    );
  });
  it("nothing in functions that nobody calls yet", () => {
    assert.deepEqual(
      changes("function f() { a = 1; } class B { m() { b = 1; } } const g = () => { c = 1; };"),
      [],
    );
  });
  it("nothing of its own blocks", () => {
    assert.deepEqual(changes("{ let a = 1; a = 2; } for (let i = 0; i < 1; i++) {}"), []);
  });
  it("perhaps, what it passes to a function", () => {
    assert.deepEqual(
      names("mixin(A); tools.extend(B.prototype, 1); f(g(C));").passes.map(({ to, name }) => [to, name]),
      [
        ["mixin", "A"],
        ["tools", "B"],
        ["g", "C"],
      ],
    );
  });
});

describe("a cell that is made to be hard to read", function () {
  this.timeout(10_000);

  it("says so where it is nested beyond the stack", () => {
    assert.throws(() => parse("(".repeat(50_000)), TooDeepError);
  });
  it("is read where it is long", () => {
    assert.deepEqual(uses("1" + " + a".repeat(20_000)), ["a"]);
    assert.deepEqual(uses("a" + ".map((b) => b)".repeat(7000)), ["a"]);
    assert.deepEqual(changes("a" + ".push((b) => b)".repeat(6000)), ["a"]);
  });
});
