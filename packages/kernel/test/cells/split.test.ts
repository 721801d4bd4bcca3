/** A program means the same in one cell and in many: what each name is at the end is compared with plain JavaScript. */
import assert from "node:assert/strict";
import vm from "node:vm";

import fc from "fast-check";

import { Notebook } from "./notebook.js";

/** Statements declare `v0`, `v1`, … in turn, and use those before them. */
type Statement = (fresh: string, one: string, other: string) => string;

const STATEMENTS: readonly Statement[] = [
  (fresh, a) => `let ${fresh} = ${a};`,
  (fresh, a, b) => `let ${fresh} = [${a}, ${b}, { ${a}, x: ${b} }];`,
  (fresh, a, b) => `const ${fresh} = () => [${a}, ${b}];`,
  (fresh, a, b) => `function ${fresh}(${a} = 1) { return [${a}, ${b}]; }`,
  (fresh, a, b) => `async function ${fresh}() { return [await ${a}, ${b}]; }`,
  (fresh, a, b) => `class ${fresh} { x = ${a}; static y = typeof ${b}; get() { return ${a}; } }`,
  (fresh, a) => `let ${fresh} = typeof ${a} === "function" ? show(${a}) : ${a};`,
  (fresh, a) => `let ${fresh} = await ${a};`,
  (fresh, a, b) => `let [${fresh}] = [show(${a}) + \`\${show(${b})}\`];`,
  (fresh, a, b) => `let { ${fresh} = ${b} } = { y: ${a} };`,
  (fresh, a) => `let ${fresh} = 0; for (const x of [1, 2]) { const ${a} = x; ${fresh} += ${a}; }`,
  (fresh, a) => `let ${fresh} = ""; for await (const x of [${a}, "z"]) ${fresh} += show(x);`,
  (fresh, a, b) =>
    `let ${fresh} = 1; try { throw ${a}; } catch (${b}) { ${fresh} = show(${b}); } finally { ${fresh} += "!"; }`,
  (fresh, a, b) => `let ${fresh} = tag\`\${${a}}-\${${b}}\`;`,
  (fresh, a, b) => `let ${fresh} = (({ ${a} }) => ${a})({ ${a}: ${b} });`,
  (fresh, a, b) => `let ${fresh} = ((${a}, x = ${a}) => x)(${b});`,
  (fresh, a) => `let ${fresh} = (function* () { yield ${a}; yield* [1]; })().next().value;`,
  (fresh, a) => `let ${fresh} = ${a}?.x ?? ${a}?.[0]; ${fresh} ??= "none";`,
  (fresh, a, b) => `let ${fresh} = self(${a}); { let ${b} = 1; ${fresh} = [${fresh}, ${b}, self?.()]; }`,
  (fresh, a, b) => `let ${fresh} = (${a}, ${b}); // ${a}`,
  (fresh, a, b) => `var ${fresh} = await (async () => { ${a}: for (;;) break ${a}; return ${b}; })();`,
  // Those that change what is there: `w` and `u` are variables.
  () => "w++; u = show(u) + w;",
  (_, a) => `[w, u] = [show(${a}).length, w];`,
  (_, a, b) => `({ w, x: u = ${b} } = { w: 5, y: ${a} });`,
  (_, a) => `u = () => ${a};`,
  (_, a, b) => `for (u of [${a}, ${b}]) w += 1; for (w = 0; w < 3; w++);`,
  (_, a) => `u = { w, set: (x) => (w = x), ${a} }; u.set(7);`,
];

const PROLOGUE = `
  let w = 1, u = "u";
  function self(x) { return [this === undefined, x]; }
  const tag = (texts, ...values) => texts.raw.join("|") + values.map(show).join();
  function show(x) {
    if (typeof x === "function") return "function " + x.name;
    if (typeof x !== "object" || x === null) return String(x);
    return x.constructor.name + JSON.stringify(x, (_, each) => typeof each === "function" ? each.name : each);
  }
  let v0 = 3, v1 = { x: [1] }, v2 = (x) => x;
`;
const FIRST = 3;

const program = fc
  .array(
    fc.record({
      make: fc.constantFrom(...STATEMENTS),
      one: fc.nat(),
      other: fc.nat(),
      /** Whether the next statement is in another cell. */
      ends: fc.boolean(),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((list) => {
    let next = FIRST;
    const cells = [""];
    for (const { make, one, other, ends } of list) {
      const [a, b] = [`v${one % next}`, `v${other % next}`];
      // Two parameters or variables of one name are another matter.
      const text = make(`v${next}`, a, a === b ? "w" : b);
      if (text.includes(`v${next}`)) next++;
      cells.push(`${cells.pop()}${text}\n`);
      if (ends) cells.push("");
    }
    const names = Array.from({ length: next }, (_, i) => `v${i}`);
    return { cells, end: `[${["w", "u", ...names].map((name) => `show(${name})`).join(", ")}]` };
  });

/** The function of an async function's text, without any cells. */
const functionOf = (text: string): (() => Promise<unknown>) =>
  vm.runInThisContext(`(async () => { "use strict"; ${text} })`) as () => Promise<unknown>;

describe("a program", function () {
  this.timeout(10_000);

  it("leaves the same, in however many cells it is", async () => {
    await fc.assert(
      fc.asyncProperty(program, async ({ cells, end }) => {
        const whole = `${PROLOGUE}${cells.join("")}; return ${end};`;
        const expected = await functionOf(whole)();
        assert.deepEqual(await new Notebook().value(PROLOGUE, ...cells, end), expected);
        assert.deepEqual(await new Notebook().value(`${PROLOGUE}${cells.join("")}\n${end}`), expected);
      }),
      { numRuns: 100 },
    );
  });
});
