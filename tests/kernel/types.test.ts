/** Types across cells: each name has the type of the definition that it means, also after it was defined anew. */
import assert from "node:assert/strict";

import { everywhere, kernelFor, ours, prints, typeError } from "./expect.js";

describe("types of cells", function () {
  this.timeout(120_000);
  const kernel = kernelFor();
  const run = (code: string): Promise<string> => prints(kernel(), code);
  const refused = (code: string): Promise<string> => typeError(kernel(), code);

  everywhere("stop a cell with an error before anything of it runs", async () => {
    assert.match(await refused('console.log("ran");\nconst wrong: number = "a"'), /2:7/);
    assert.match(await refused("console.log(nowhere)"), /Cannot find name 'nowhere'/);
  });

  ours("are told with the place in the cell and TypeScript's number", async () => {
    const text = await refused('const fine = 1;\nconst wrong: number = "text";');
    assert.match(text, /2:7/);
    assert.match(text, /TS2322/);
    assert.match(text, /Type 'string' is not assignable to type 'number'/);
  });

  ours("tell of all errors of a cell", async () => {
    const text = await refused('const a: number = "text"; const b: string = 7;');
    assert.match(text, /1:7/);
    assert.match(text, /1:33/);
  });

  ours("know names that a refused cell would have declared no better than before", async () => {
    await refused('const refusedName = 1; const wrong: number = "text"');
    assert.match(await refused("console.log(refusedName)"), /Cannot find name 'refusedName'/);
  });

  everywhere("are inferred over cells", async () => {
    await run("const inferred = [1, 2].map((n) => ({ n }))");
    assert.match(
      await refused("const s: string = inferred[0].n"),
      /'number' is not assignable to type 'string'/,
    );
    await run(
      "function generic<T extends object>(value: T): keyof T { return Object.keys(value)[0] as keyof T }",
    );
    await run('const key: "a" = generic({ a: 1 })');
  });

  ours("of an object stay those of its class, when the class is defined anew", async () => {
    await run("class A { f(): number { return 1 } }");
    await run("class B extends A { g(): number { return 2 } }");
    await run("const b = new B()");
    await run("class A { f(): number { return 1 } h(): number { return 3 } }");
    assert.match(await refused("b.h()"), /Property 'h' does not exist on type 'B'/);
    assert.equal(await run("console.log(b.f(), b.g(), new A().h())"), "1 2 3\n");
    assert.match(await refused("const again: A = b"), /Property 'h' is missing in type 'B'/);
    await run("class B extends A { g(): number { return 2 } }");
    assert.equal(await run("console.log(new B().h())"), "3\n");
    assert.match(await refused("b.h()"), /Property 'h' does not exist/);
  });

  ours("let a mended class take the place of the old one", async () => {
    await run("class Gate { forward(x: number): number { return x } }");
    await run("function use(x: number): number { return new Gate().forward(x) }");
    await run("class Gate { forward(x: number): number { return 2 * x } }");
    assert.equal(await run("console.log(use(4))"), "8\n");
  });

  ours("let a mended definition count in the very cell that mends it", async () => {
    await run("const rate = 0.5; class Step { size(): number { return 1 } }");
    await run("function train(): number { return rate * new Step().size() }");
    assert.equal(await run("const rate = 0.25; console.log(train())"), "0.25\n");
    const mended = "console.log(train()); class Step { size(): number { return 4 } } console.log(train())";
    assert.equal(await run(mended), "0.25\n1\n", "the class is the old one until the line that defines it");
    await kernel().run(
      'throw new Error("before"); const rate = 7; const Step = class { size() { return 9 } }',
    );
    assert.equal(await run("console.log(train())"), "1\n");
  });

  ours("of functions are those of the definition that a cell was checked with", async () => {
    await run("function f(): number { return 1 }");
    await run("function g(): number { return f() + 1 }");
    await run("function f(): number { return 10 }");
    assert.equal(await run("console.log(g())"), "11\n", "the same type: the new one");
    await run('function f(): string { return "ten" }');
    assert.equal(await run("console.log(g(), f().length)"), "11 3\n", "another type: the old one");
    assert.match(await refused("const n: number = f()"), /'string' is not assignable to type 'number'/);
  });

  ours("of `let` are those of its last declaration", async () => {
    await run("let x = 1; const readX = () => x");
    await run('let x = "text"');
    assert.equal(await run("console.log(x.length, readX() + 1)"), "4 2\n");
    assert.match(await refused("x = 5"), /'number' is not assignable to type 'string'/);
    assert.match(await refused("const s: string = readX()"), /'number' is not assignable/);
  });

  ours("of interfaces are replaced, not merged", async () => {
    await run("interface Point { x: number } const p: Point = { x: 1 }");
    await run("interface Point { y: string } const q: Point = { y: 'up' }");
    assert.match(await refused("const r: Point = p"), /Property 'y' is missing/);
    assert.match(await refused("p.y"), /Property 'y' does not exist/);
    assert.equal(await run("console.log(p.x, q.y)"), "1 up\n");
  });

  ours("of enums are those of each enum", async () => {
    await run("enum Colour { Red, Green } const old: Colour = Colour.Green");
    await run("enum Colour { Red = 'r', Blue = 'b' }");
    assert.equal(await run("console.log(old, Colour.Blue)"), "1 b\n");
    assert.match(await refused("Colour.Green"), /Property 'Green' does not exist/);
    assert.match(await refused("const c: Colour = old"), /not assignable/);
  });

  ours("hold for `type`, generics and namespaces that are defined anew", async () => {
    await run("type Id = number; const id: Id = 1");
    await run("type Id = string; const id2: Id = 'a'");
    assert.match(await refused("const id3: Id = id"), /'number' is not assignable to type 'string'/);
    await run("class Box<T> { constructor(readonly value: T) {} } const box = new Box(1)");
    await run(
      "class Box<T> { constructor(readonly value: T) {} get twice(): [T, T] { return [this.value, this.value] } }",
    );
    assert.match(await refused("box.twice"), /Property 'twice' does not exist/);
    await run("namespace Space { export const a = 1 }");
    assert.equal(await run("console.log(Space.a)"), "1\n");
  });

  everywhere("may be changed by running a cell again", async () => {
    for (let i = 0; i < 3; i++)
      assert.equal(await run("const same = 1; class Same {} console.log(same)"), "1\n");
  });

  everywhere("let a cell assign to an earlier cell's `let`", async () => {
    await run("let counter = 1");
    await run("counter += 4");
    await run("counter++");
    assert.equal(await run("console.log(counter)"), "6\n");
    assert.match(await refused('counter = "six"'), /'string' is not assignable to type 'number'/);
  });

  ours("let closures see what a later cell assigns", async () => {
    await run("let shared = 1; const read = () => shared");
    assert.equal(await run("shared = 5; console.log(read())"), "5\n");
    assert.match(await refused("const fixed = 1; fixed = 2"), /Cannot assign to 'fixed'/);
  });
});
