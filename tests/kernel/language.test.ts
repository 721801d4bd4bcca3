/** What TypeScript can do, a cell can do; and an error says where in which cell it happened. */
import assert from "node:assert/strict";

import { everywhere, kernelFor, ours, prints, told } from "./expect.js";

describe("a cell", function () {
  this.timeout(60_000);
  const kernel = kernelFor();
  const run = (code: string): Promise<string> => prints(kernel(), code);

  everywhere("may wait at its top level", async () => {
    assert.equal(await run("const soon = await Promise.resolve(5); console.log(soon)"), "5\n");
    assert.equal(await run("console.log(soon + 1)"), "6\n");
  });

  ours("may loop with `for await`", async () => {
    await run("async function* count() { yield 1; yield 2 }");
    assert.equal(await run("for await (const n of count()) console.log(n)"), "1\n2\n");
  });

  ours("may use `using`", async () => {
    const code = `
      { using file = { [Symbol.dispose]() { console.log("closed") } }; console.log("open") }
      { await using later = { async [Symbol.asyncDispose]() { console.log("closed later") } } }
    `;
    assert.equal(await run(code), "open\nclosed\nclosed later\n");
  });

  ours("may use decorators", async () => {
    const code = `
      function loud(method: (this: unknown) => string, _context: ClassMethodDecoratorContext) {
        return function (this: unknown): string { return method.call(this).toUpperCase() };
      }
      class Speaker { @loud say(): string { return "hello" } }
      console.log(new Speaker().say());
    `;
    assert.equal(await run(code), "HELLO\n");
  });

  everywhere("may have enums, namespaces, overloads and abstract classes", async () => {
    const code = `
      enum Side { Left, Right }
      abstract class Shape { abstract area(): number; constructor(protected readonly size: number) {} }
      class Square extends Shape { area(): number { return this.size ** 2 } }
      function over(a: number): number; function over(a: string): string;
      function over(a: number | string): number | string { return a }
      console.log(Side[1], new Square(3).area(), over("x"), [1, 2].at(-1)! satisfies number);
    `;
    assert.equal(await run(code), "Right 9 x 2\n");
  });

  ours("may destructure", async () => {
    await run("const { a, ...others } = { a: 1, b: 2, c: 3 }; let [first, , third = 9] = [1, 2]");
    assert.equal(
      await run("console.log(a, others, first, third); [first, third] = [third, first]"),
      "1 { b: 2, c: 3 } 1 9\n",
    );
    assert.equal(await run("console.log({ first, third })"), "{ first: 9, third: 1 }\n");
  });

  ours("keeps what it had declared before it threw", async () => {
    const cell = await kernel().run(
      'const before = 1; function also() { return 2 } throw new Error("here"); const after = 3',
    );
    assert.equal(cell.reply.status, "error");
    assert.equal(await run("console.log(before, also())"), "1 2\n");
    assert.equal((await kernel().run("after")).reply.status, "error");
  });

  ours("says of an error the cell's number, the line and what stands there", async () => {
    const defined = await kernel().run('function fail(): never {\n  throw new TypeError("deep");\n}');
    const cell = await kernel().run("const one = 1;\n\n  fail();");
    const text = told(cell);
    assert.match(text, /TypeError: deep/);
    assert.ok(text.includes(`[${defined.reply.execution_count}]:2`), text);
    assert.ok(text.includes(`[${cell.reply.execution_count}]:3`), text);
    assert.match(text, /throw new TypeError\("deep"\);/);
    assert.doesNotMatch(text, /node:internal|packages\/kernel|__gradus/);
  });

  everywhere("says of a syntax error where it is", async () => {
    const cell = await kernel().run("const a = 1;\nconst b = = 2;");
    assert.equal(cell.reply.status, "error");
    assert.match(told(cell), /2:11|2:1/);
  });

  ours("may throw anything", async () => {
    for (const [code, words] of [
      ['throw "words"', /words/],
      ["throw undefined", /undefined/],
      ["throw { code: 7 }", /7/],
      ["throw Object.create(null)", /./],
      ['await Promise.reject(new Error("rejected"))', /Error: rejected/],
    ] as const) {
      const cell = await kernel().run(code);
      assert.equal(cell.reply.status, "error", code);
      assert.match(told(cell), words);
    }
    assert.equal(await run("console.log(1)"), "1\n");
  });

  ours("that leaves a rejected promise does not end the kernel", async () => {
    await kernel().run(
      'void Promise.reject(new Error("nobody cares")); setTimeout(() => { throw new Error("later") }, 10)',
    );
    assert.equal(
      await run("await new Promise((resolve) => setTimeout(resolve, 100)); console.log(2)"),
      "2\n",
    );
  });

  ours("that overflows the stack or fills a string is only an error", async () => {
    assert.equal(
      (await kernel().run("function deep(): number { return deep() + 1 } deep()")).reply.ename,
      "RangeError",
    );
    assert.equal((await kernel().run('"a".repeat(2 ** 31)')).reply.ename, "RangeError");
    assert.equal(await run("console.log(3)"), "3\n");
  });
});
