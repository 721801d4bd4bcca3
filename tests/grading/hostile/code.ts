/** Is written so that the compiler or the runner stumbles, or takes text for code of its own. */

import { ALL, BUT_TRAINING, training, WRONG_TRAINING, type Attack } from "./attack.js";
import { cellOf } from "../support/course.js";

const broken = (name: string, text: string, says = /\S/): Attack => ({
  name,
  cells: { "f-train": text },
  gets: BUT_TRAINING,
  says,
});

/** In front of the right training. */
const right = (name: string, text: string): Attack => ({
  name,
  change: (notebook) => {
    const cell = cellOf(notebook, "f-train");
    cell.source = [text, "\n", cell.source].flat().join("");
  },
  gets: ALL,
});

const times = (text: string, count: number): string => text.repeat(count);

export const code: readonly Attack[] = [
  broken(
    "closes the function that it is put into",
    "}); process.exit(0); (function () {",
    /not valid TypeScript/,
  ),
  broken("closes the function in a comment", "/* */ }; process.exit(0); { //", /not valid TypeScript/),
  broken("ends with an open comment", `${WRONG_TRAINING} /*`, /not valid TypeScript/),
  broken("ends with an open text", `${WRONG_TRAINING} \``, /not valid TypeScript/),
  broken("ends with half of a regular expression", `${WRONG_TRAINING}\nconst x = /[`, /not valid TypeScript/),
  right("ends a line with U+2028 in a text", 'const line = "\u2028\u2029"; // \u2028 const more = 1;'),
  right(
    "names a map of its source",
    "//# sourceMappingURL=file:///etc/passwd\n//# sourceURL=/runner/boot.cjs",
  ),
  right("is empty but for signs that nobody sees", "\u200b".replace("\u200b", "\ufeff")),
  broken("returns at its top level", `return;\n${WRONG_TRAINING}`),
  broken("is a module with a default", `export default class {}\n${WRONG_TRAINING}`),
  broken(
    "imports Node's modules",
    `import fs from "node:fs";\nimport * as child from "child_process";\nfunction train() { return [fs.readFileSync("/etc/passwd"), child]; }`,
  ),
  broken(
    "imports a file",
    `import * as runner from "/runner/runner.cjs";\nfunction train() { return runner.secret; }`,
  ),
  broken(
    "imports at run time",
    `function train() { return import("node:fs").then(({ readdirSync }) => readdirSync("/")); }`,
  ),
  broken(
    "requires",
    `const { tasks } = require("@gradus/tasks");\n${WRONG_TRAINING}`,
    /require is not defined/,
  ),
  broken(
    "takes the tests from the package",
    `import { tasks, taskOf } from "@gradus/tasks";\nfunction train() { return tasks.length; }`,
  ),
  broken("asks for import.meta", `const here = import.meta.url;\n${WRONG_TRAINING}`),
  broken(
    "evaluates text",
    `eval("var train = () => []"); const t = new Function("return process")(); ${WRONG_TRAINING}`,
  ),
  broken("leaves strict mode", `with (Math) {}\n${WRONG_TRAINING}`),
  broken(
    "redeclares what belongs to the runner",
    `const $declare = 1, $live = 2, $value = 3;\n${WRONG_TRAINING}`,
  ),
  broken(
    "hands out other values than it declares",
    `$declare({ train: () => () => Array(100).fill(0) }, {});\n${WRONG_TRAINING}`,
  ),
  broken(
    "declares what it does not have",
    `declare function train(): number[];\ndeclare global { var train: any; }\nexport {};`,
    /train is not there/,
  ),
  broken(
    "declares types in place of values",
    "interface train {}\ntype patterns = [];",
    /train is not there/,
  ),
  broken("has names with escapes", `function tr\\u0061in() { return []; }\nconst \\u{61}b = 1;`),
  broken(
    "has the names of prototypes",
    `const __proto__ = 1, constructor = 2, hasOwnProperty = 3, toString = 4, valueOf = 5;\n${WRONG_TRAINING}`,
  ),
  broken(
    "has decorators with effects",
    `const effect = () => process.exit(0);\n@effect class A { @effect b() {} }\n${WRONG_TRAINING}`,
  ),
  broken(
    "has an enum and a namespace with effects",
    `enum E { A = (() => { throw new Error("enum"); })() as any }\nnamespace N { export const x = process.exit(0); }\n${WRONG_TRAINING}`,
  ),
  broken(
    "has parentheses fifty thousand deep",
    `const x = ${times("(", 40_000)}1${times(")", 40_000)};\n${WRONG_TRAINING}`,
    /nested too deeply/,
  ),
  broken(
    "has lists forty thousand deep",
    `const x = ${times("[", 40_000)}${times("]", 40_000)};\n${WRONG_TRAINING}`,
    /nested too deeply/,
  ),
  broken("has blocks forty thousand deep", `${times("{", 40_000)}${times("}", 40_000)}\n${WRONG_TRAINING}`),
  broken(
    "has types forty thousand deep",
    `type T = ${times("A<", 20_000)}1${times(">", 20_000)};\n${WRONG_TRAINING}`,
  ),
  broken("calls twenty thousand times in a row", `const x = f${times("()", 20_000)};\n${WRONG_TRAINING}`),
  broken("reaches into forty thousand fields", `const x = a${times(".b", 40_000)};\n${WRONG_TRAINING}`),
  broken("adds up thirty thousand numbers", `const x = 1${times("+1", 30_000)};\n${WRONG_TRAINING}`),
  broken("negates fifty thousand times", `const x = ${times("!", 50_000)}1;\n${WRONG_TRAINING}`),
  broken("asks whether ten thousand times", `const x = ${times("a?b:", 20_000)}c;\n${WRONG_TRAINING}`),
  broken("has ten thousand branches", `if (a) b; ${times("else if (a) b; ", 6000)}\n${WRONG_TRAINING}`),
  broken(
    "nests texts in texts",
    `const x = ${times("`${", 20_000)}1${times("}`", 20_000)};\n${WRONG_TRAINING}`,
  ),
  broken("has half signs of Unicode", `const \ud800 = 1; const y = "\udfff";\n${WRONG_TRAINING}`),
  broken("is one line of a hundred thousand signs", `const x = "${times("x", 99_000)}";\n${WRONG_TRAINING}`),
  {
    name: "declares ten thousand names",
    cells: training(Array.from({ length: 10_000 }, (_, i) => `var a${i};`).join("")),
    gets: BUT_TRAINING,
  },
];
