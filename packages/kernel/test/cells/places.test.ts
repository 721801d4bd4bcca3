/** Errors of cells tell the line and the column of the cell, whatever was rewritten around them. */
import assert from "node:assert/strict";
import fc from "fast-check";

import { Notebook, tellOfCellsMeanwhile } from "./notebook.js";

const EARLIER = `
  let a = 1, b: any = { c: [1, 2] }; const f = (...x: any[]) => x[0]; const p = Promise.resolve(1);
  class Base {}
`;

/** Statements that end on the line on which they begin; each leaves edits of another kind. */
const BEFORE = [
  "a++;",
  "f(a, b, { a, b });",
  "[a, b.x] = [a, a];",
  "await p;",
  "f(await p, await f(p));",
  "({ a } = { a });",
  "for await (const x of [a, p]) f(x);",
  "const ä = 'äöü😀', t = `${a}😀`;",
  "/* 😀 comment */",
  "import.meta;",
  'await import("data:text/javascript,1");',
  'import "data:text/javascript,2";',
  "export {};",
  "type T = { x: number; y: string };",
  "let u: Record<string, unknown> = {}, v = u as unknown as string, w = v!;",
  "f`a${b}`;",
  "class D extends Base { x = a; m() { return f(a) } }",
  "enum E { A = 1, B }",
  "if (a) f(a);",
];

/** What throws, with its mark where the error is. */
const THROWS = [
  "throw ^new ReferenceError('no');",
  "^nowhere;",
  "f(^nowhere);",
  "f(f(a), { a, x: ^nowhere });",
  "await f(^nowhere);",
  "const z = await p + ^nowhere;",
  "a = ^nowhere;",
  "(() => ^nowhere)();",
  "`${a}${^nowhere}`;",
  "[a, ^nowhere];",
  "(null as any).^c;",
  "b.c.d.^e;",
  "f(new ^Nowhere(a));",
  "^nowhere(a);",
  "f(await p, ^nowhere);",
];

/** The first place of the cell that an error names, as Jupyter's users read it. */
async function placeOf(source: string): Promise<string> {
  const notebook = new Notebook();
  await notebook.cell(EARLIER);
  try {
    await notebook.cell(source);
  } catch (error) {
    return /cell \[2\]:(\d+:\d+)/.exec((error as Error).stack!)?.[1] ?? (error as Error).stack!;
  }
  return "no error";
}

const lineAndColumn = (marked: string): string => {
  const before = marked.slice(0, marked.indexOf("^")).split("\n");
  return `${before.length}:${before.at(-1)!.length + 1}`;
};

async function agrees(marked: string): Promise<void> {
  assert.equal(await placeOf(marked.replace("^", "")), lineAndColumn(marked), marked);
}

describe("the place of an error in a cell", () => {
  tellOfCellsMeanwhile();

  for (const marked of THROWS) it(`is right in ${marked}`, () => agrees(marked));

  for (const statement of BEFORE) it(`is right behind ${statement}`, () => agrees(`${statement} ^nowhere;`));

  it("is right behind what takes several lines", () =>
    agrees('import {\n  join,\n} from "data:text/javascript,export let join"; a; f(\n  a,\n  ^nowhere,\n)'));

  it("is right in a cell with CR and LF", () => agrees("a++;\r\nf(`\r\n`, ^nowhere);\r\n"));

  it("is right after a byte order mark", () => agrees("\uFEFFa++;\nf(a, ^nowhere);"));

  it("is right on the line after a hashbang", () => agrees("#!/usr/bin/env node\nf(a, ^nowhere);"));

  it("is right beside tabs", () => agrees("\tif (a) {\n\t\tf(a, ^nowhere);\n\t}"));

  it("is right beside what only esbuild understands", () =>
    agrees(
      "const d = (v: any, c: any) => v;\n@d class A { @d m(x: number) { f(a, ^nowhere); } }\nnew A().m(1)",
    ));

  it("is right beside `using`", () =>
    agrees("using r = { [Symbol.dispose]() {} };\nf(a, (r as unknown) && ^nowhere);\n"));

  it("is right behind any statements on its line and before it", async () => {
    const line = fc.array(fc.constantFrom(...BEFORE), { maxLength: 4 });
    const cell = fc.record({
      above: fc.array(line, { maxLength: 3 }),
      line,
      last: fc.constantFrom(...THROWS),
    });
    await fc.assert(
      fc.asyncProperty(cell, async ({ above, line, last }) => {
        // Blocks keep what is declared twice apart, but have no imports and exports.
        const block = (statements: readonly string[]): string =>
          `{ ${statements
            .filter((text) => !/^(import "|export)/.test(text))
            .map((text) => `{ ${text} }`)
            .join(" ")}`;
        await agrees([...above.map((each) => `${block(each)} }`), `${block(line)} ${last} }`].join("\n"));
      }),
      { numRuns: 60 },
    );
  });

  it("names functions as the cell does", async () => {
    const notebook = new Notebook();
    await notebook.cell("let g: any, h: any");
    await notebook.cell("g = () => { throw new Error('no') }; h = async () => { await 1; g() }");
    const error = (await notebook.cell("await h()").catch((thrown: unknown) => thrown)) as Error;
    const lines = error.stack!.split("\n").filter((line) => line.includes("cell ["));
    assert.match(lines[0]!, /^ {4}at g \(cell \[2\]:1:19\)$/);
    assert.match(lines[1]!, /^ {4}at (async )?h \(cell \[2\]:1:\d+\)$/);
  });
});
