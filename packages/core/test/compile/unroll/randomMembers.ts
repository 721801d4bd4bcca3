/** Classes that no student would write, out of everything that can be unrolled. */

import fc from "fast-check";

const LITERALS = ["0", "1", "2", "0.5", "3.25", "1e3", "Infinity"];
const FUNCTIONS = [
  "Math.exp",
  "Math.tanh",
  "Math.abs",
  "Math.sqrt",
  "Math.log1p",
  "this.helper",
  "this.chosen",
];
const FIELDS = [
  "this.out",
  "this.dz",
  "this.own",
  "this.inputNodes[0].out",
  "this.inputNodes[2].dz",
  "last.out",
];

interface Texts {
  readonly number: string;
  readonly condition: string;
  readonly statement: string;
}

/** Expressions and statements, with `last`, `n` and `v` as names in reach. */
const { number, condition, statement } = fc.letrec<Texts>((tie: fc.LetrecTypedTie<Texts>) => ({
  number: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...LITERALS, ...FIELDS, "v", "n.out"),
    fc.tuple(tie("number"), fc.constantFrom("+", "-", "*", "/"), tie("number")).map(bracketed),
    fc.tuple(fc.constantFrom(...FUNCTIONS), tie("number")).map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie("condition"), tie("number"), tie("number")).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
    fc.tuple(fc.constantFrom("-", "+"), tie("number")).map(([sign, a]) => `(${sign} ${a})`),
    fc.tuple(fc.constantFrom(...FIELDS), tie("number")).map(([field, a]) => `(${field} += ${a})`),
    tie("number").map((a) => `this.inputNodes.map((n) => n.out).reduce((v, u) => v + u, ${a})`),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(tie("number"), fc.constantFrom("<", "<=", ">", ">=", "===", "!=="), tie("number"))
      .map(bracketed),
    fc.constantFrom("(n === last)", "(this.inputNodes.length > 2)", "true"),
    fc.tuple(tie("condition"), fc.constantFrom("&&", "||"), tie("condition")).map(bracketed),
    tie("condition").map((c) => `(!${c})`),
  ),
  statement: fc.oneof(
    { maxDepth: 4 },
    fc
      .tuple(fc.constantFrom(...FIELDS, "v"), fc.constantFrom("=", "+=", "*="), tie("number"))
      .map(([to, sign, a]) => `${to} ${sign} ${a};`),
    fc
      .tuple(tie("condition"), tie("statement"), tie("statement"))
      .map(([c, a, b]) => `if (${c}) { ${a} } else { ${b} }`),
    fc.tuple(tie("condition"), fc.constantFrom("return;", "n.dz += 1;")).map(([c, a]) => `if (${c}) ${a}`),
    fc
      .tuple(
        tie("statement"),
        tie("condition"),
        fc.constantFrom("break;", "continue;", "return;"),
        tie("statement"),
      )
      .map(([a, c, leave, b]) => `for (const n of this.inputNodes) { ${a} if (${c}) ${leave} ${b} }`),
    tie("statement").map((a) => `this.inputNodes.forEach((n, i) => { let v = i; ${a} });`),
    tie("statement").map(
      (a) => `for (let i = 0; i < this.inputNodes.length; i++) { const n = this.inputNodes[i]; ${a} }`,
    ),
    fc.tuple(tie("number"), tie("statement")).map(([a, b]) => `{ let v = ${a}; ${b} }`),
    fc.tuple(tie("statement"), tie("statement")).map(([a, b]) => `${a} ${b}`),
    tie("number").map((a) => `n.putGradient(this, ${a});`),
  ),
}));

function bracketed([a, sign, b]: readonly [string, string, string]): string {
  return `(${a} ${sign} ${b})`;
}

const NAMES = "const last = this.inputNodes[2]; let n = this.inputNodes[0]; let v = 0;";

export const randomMembers = fc
  .record({ forward: statement, backward: statement, helped: number, choice: condition, chosen: number })
  .map(
    ({ forward, backward, helped, choice, chosen }) => `
    own = 0.25;
    helper(v) { return Math.cos(v) + v / 2; }
    chosen(v) { const last = this.inputNodes[1]; const n = last; if (${withoutCalls(choice)}) return ${withoutCalls(chosen)}; return v + ${withoutCalls(helped)}; }
    forward() { ${NAMES} ${forward} }
    backward() { ${NAMES} ${backward} for (const input of this.inputNodes) input.putGradient(this, this.own); }`,
  );

/** What a helper does must not call the helper again. */
function withoutCalls(text: string): string {
  return text.replaceAll("this.chosen", "Math.sin");
}
