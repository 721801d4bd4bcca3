/** Errors of cells in the words and at the places of the cell. */
import assert from "node:assert/strict";

import { spokenPlainly } from "../../src/user/stack.js";
import { moduleOf, Notebook, tellOfCellsMeanwhile } from "../cells/notebook.js";

const all = moduleOf("export const a = 1; export default 1");

describe("the message of an error", () => {
  it("has names as the cell has them", () => {
    assert.equal(spokenPlainly("(0 , __gradus_seen.f) is not a function"), "f is not a function");
    assert.equal(spokenPlainly("(0, __gradus_module_12.$f_1) is not a function"), "$f_1 is not a function");
    assert.equal(spokenPlainly("__gradus_seen.o.f is not a function"), "o.f is not a function");
    assert.equal(spokenPlainly("nothing of it"), "nothing of it");
  });

  const earlier = "let f: any = 1, größe: any = 1, o: any = { a: {} }, p: any = Promise.resolve({})";
  /** What a cell runs into, and how V8 says it of a program that was not rewritten. */
  const cells: Record<string, string> = {
    "f()": "f is not a function",
    "f`a`": "f is not a function",
    "größe()": "größe is not a function",
    "o.f()": "o.f is not a function",
    "o.a.b()": "o.a.b is not a function",
    "new f()": "f is not a constructor",
    "[...f]": /^(f is not iterable|Spread syntax requires)/.source,
    "for (const x of f);": "^f is not iterable",
    "const [x] = f": /is not iterable/.source,
    "(await p)()": "(intermediate value) is not a function",
    "(await p).f()": "(intermediate value).f is not a function",
    "o.b.c": "Cannot read properties of undefined (reading 'c')",
    "for await (const x of f);": "is not async iterable",
    "import.meta.f()": "import.meta.f is not a function",
    [`import { a } from ${all}; (a as any)()`]: "a is not a function",
    [`import { a as f } from ${all}; (f as any)()`]: "f is not a function",
    [`import d from ${all}; (d as any)()`]: "d is not a function",
    [`import d from ${all}; (d as any).f()`]: "d.f is not a function",
    [`import * as all from ${all}; (all as any).f()`]: "all.f is not a function",
    [`import * as all from ${all}; (all as any)()`]: "all is not a function",
  };
  for (const [source, words] of Object.entries(cells))
    it(`is as it should be for ${source.replaceAll(all, '"m"')}`, async () => {
      const notebook = new Notebook();
      await notebook.cell(earlier);
      const error = await notebook.cell(source).then(
        () => assert.fail("no error"),
        (thrown: unknown) => thrown as Error,
      );
      const spoken = spokenPlainly(error.message);
      if (words.includes("iterable")) assert.match(spoken, new RegExp(words));
      else assert.equal(spoken, words);
    });
});

describe("the stack of an error", () => {
  tellOfCellsMeanwhile();

  async function stackOf(...cells: readonly string[]): Promise<string[]> {
    const error = (await new Notebook().cells(...cells).catch((thrown: unknown) => thrown)) as Error;
    // Of the kernel only cells are there; here there is also the test.
    return error.stack!.split("\n").filter((line) => !/^ {4}at .*\.ts:/.test(line));
  }

  it("shows the line with a mark, and the way through the cells", async () => {
    const f = "const f = (x: any) => {\n  return x.y.z;\n};";
    assert.deepEqual(await stackOf(f, "f({})"), [
      "TypeError: Cannot read properties of undefined (reading 'z')",
      "  2 |   return x.y.z;",
      "    |              ^",
      "    at f (cell [1]:2:14)",
      "    at cell [2]:1:1",
    ]);
  });

  it("shows lines that end in CR and LF without their end", async () => {
    assert.equal((await stackOf("let a = 1;\r\nnowhere;\r\n"))[1], "  2 | nowhere;");
  });

  it("has the error's own head, also when that cannot be had", async () => {
    assert.equal((await stackOf('throw new RangeError("too\\nmuch")'))[1], "much");
    assert.equal(
      (await stackOf('throw new (class extends Error { toString() { return "?" } })("!")'))[0],
      "Error: !",
    );
    const bad = "class E extends Error { get name(): string { throw 1 } }";
    assert.equal((await stackOf(bad, "throw new E()"))[0], "Error");
  });

  it("is what console.trace shows, which throws nothing", async () => {
    const trace =
      'const at = { name: "Trace", message: "here", stack: "" }; Error.captureStackTrace(at); throw at';
    assert.equal((await stackOf(trace))[0], "Trace: here");
  });

  it("names no function as the kernel's code does", async () => {
    const stack = await stackOf("let f: any, o: any = {}", "o.f = () => { nowhere }; f = o.f", "f()");
    assert.ok(!stack.join("\n").includes("__gradus"), stack.join("\n"));
  });
});
