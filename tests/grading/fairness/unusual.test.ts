/** What is right in the notebook gets full points, however unusual it is: no program, and no person, may need to appeal. */

import assert from "node:assert/strict";
import { Draft } from "./draft.js";
import { grade, useLaunchers } from "./grading.js";

const NOTEBOOK = "3-4-computational-graphs";

const PRODUCT = "this.out = this.inputNodes.reduce((product, { out }) => product * out, 1);";

describe("a right hand-in gets full points", function () {
  this.timeout(20_000);
  const launchers = useLaunchers(1);

  /** The instructor's solution, changed in a way that leaves it right. */
  function right(name: string, change: (draft: Draft) => Draft | Uint8Array): void {
    it(name, async () => {
      const changed = change(Draft.solved(NOTEBOOK));
      const bytes = changed instanceof Draft ? changed.bytes() : changed;
      const { tasks, reason, findings } = await grade(NOTEBOOK, bytes, launchers[0]!);
      const lost = tasks.flatMap(({ task, problem, tests }) =>
        tests
          .filter(({ status }) => status !== "passed")
          .map(({ name, example, hint }) => `${task}: ${name}: ${problem ?? example?.got ?? hint}`),
      );
      assert.deepEqual(lost, [], findings.map(({ text }) => text).join("\n"));
      assert.equal(tasks.length, 7, reason);
    });
  }

  describe("whose helpers stand", () => {
    right("in a cell above the answer", (draft) =>
      draft
        .above("b", "const product = (gates: Gate[]) => gates.reduce((p, g) => p * g.out, 1);")
        .edit("b", draft.text("b"), USES_PRODUCT),
    );
    right("in a cell below the answer, above its check", (draft) =>
      draft
        .below(
          "b",
          "function product(gates: Gate[]): number { return gates.reduce((p, g) => p * g.out, 1); }",
        )
        .write("b", USES_PRODUCT),
    );
    right("in several cells that use each other", (draft) =>
      draft
        .above("b", "const times = (a: number, b: number) => a * b;")
        .above("b", "const outs = (gates: Gate[]) => gates.map(({ out }) => out);")
        .above("b", "const product = (gates: Gate[]) => outs(gates).reduce(times, 1);")
        .write("b", USES_PRODUCT),
    );
    right("at the top of the notebook", (draft) =>
      draft
        .above("title", "const sigma = (z: number): number => 1 / (1 + Math.exp(-z));")
        .write("c", USES_SIGMA),
    );
    right("in the cell of another answer", (draft) =>
      draft
        .edit("a", "class WeightGate", "const sigma = (z) => 1 / (1 + Math.exp(-z));\nclass WeightGate")
        .write("c", USES_SIGMA),
    );
    right("in the cell that the instructor left open", (draft) =>
      draft
        .write("g", "const sigma = (z: number) => 1 / (1 + Math.exp(-z));\n" + draft.text("g"))
        .write("c", USES_SIGMA),
    );
    right("in an object of helpers", (draft) =>
      draft
        .above("b", "const Tools = { sigma: (z: number) => 1 / (1 + Math.exp(-z)), e: Math.E } as const;")
        .write("c", USES_SIGMA.replaceAll("sigma(", "Tools.sigma(")),
    );
    right("in a namespace", (draft) =>
      draft
        .above(
          "b",
          "namespace Tools { export const one = 1; export function sigma(z: number) { return one / (1 + Math.exp(-z)); } }",
        )
        .write("c", USES_SIGMA.replaceAll("sigma(", "Tools.sigma(")),
    );
    right("as names that a list and an object were taken apart into", (draft) =>
      draft
        .above(
          "b",
          "const [{ sigma, ...rest }, , second = 2] = [{ sigma: (z) => 1 / (1 + Math.exp(-z)), e: 1 }];",
        )
        .write("c", USES_SIGMA)
        .edit("d", "yHat.putGradient(this, 2", "yHat.putGradient(this, second * rest.e"),
    );
    right("in the prototype of the base class", (draft) =>
      draft
        .below(
          "gate",
          "interface Gate { values(): number[]; }\nGate.prototype.values = function () { return this.inputNodes.map((g) => g.out); };",
        )
        .write("b", multiply("this.out = this.values().reduce((a, b) => a * b, 1);")),
    );
    right("in the prototypes of several classes, patched in a loop", (draft) =>
      draft
        .above(
          "b",
          "for (const kind of [Gate]) (kind.prototype as any).values = function () { return this.inputNodes.map((g) => g.out); };",
        )
        .write("b", multiply("this.out = this.values().reduce((a, b) => a * b, 1);")),
    );
    right("in the prototype, put there by a function", (draft) =>
      draft
        .above(
          "b",
          "function mixin(kind: any) { kind.prototype.values = function () { return this.inputNodes.map((g) => g.out); }; }\nmixin(Gate);",
        )
        .write("b", multiply("this.out = this.values().reduce((a, b) => a * b, 1);")),
    );
  });

  describe("that is split so that", () => {
    right("all answers stand in one cell", (draft) => {
      const all = ["a", "b", "c", "d"].map((id) => draft.text(id)).join("\n\n");
      return draft.write("a", all).write("b", "").write("c", "").write("d", "");
    });
    right("all answers stand in one cell, and the others are deleted", (draft) => {
      const all = ["a", "b", "c", "d"].map((id) => draft.text(id)).join("\n\n");
      return draft.write("a", all).remove("b").remove("c").remove("d");
    });
    right("an answer stands in a cell of its own, and the one for it is empty", (draft) =>
      draft.below("b", draft.text("b")).write("b", "// see below"),
    );
    right("an answer stands in a cell of its own, and the one for it is as released", (draft) =>
      draft.below("b", draft.text("b")).write("b", Draft.released(NOTEBOOK).text("b")),
    );
    right("the methods come after the class", (draft) =>
      draft.write("b", "class MultiplyGate extends Gate { forward(): void {} backward(): void {} }").below(
        "b",
        `MultiplyGate.prototype.forward = function () { ${PRODUCT} };
           MultiplyGate.prototype.backward = function () { ${BACKWARD} };`,
      ),
    );
    right("the network is made of functions in several cells", (draft) =>
      draft
        .above(
          "f-network",
          `const neuron = (inputs: Gate[], weight: () => Gate) =>
             new SigmoidGate([new AddGate([...inputs.map((g) => new MultiplyGate([weight(), g])), weight()])]);`,
        )
        .above("f-network", "const range = (n: number) => [...Array(n).keys()];")
        .write(
          "f-network",
          `interface Network { x1: Gate; x2: Gate; y: Gate; yHat: Gate; graph: ComputationalGraph; }
           const xorNetwork = (n: number, alpha: number, random: () => number): Network => {
             const weight = () => new WeightGate(alpha, 2 * random() - 1);
             const [x1, x2, y] = range(3).map((i) => new InputGate(0, "x₁ x₂ y".split(" ")[i]));
             const yHat = neuron(range(n).map(() => neuron([x1, x2], weight)), weight);
             return { x1, x2, y, yHat, graph: new ComputationalGraph(new SquaredLossGate([yHat, y])) };
           };`,
        ),
    );
  });

  describe("that defines", () => {
    right("a class as an expression", (draft) =>
      draft.edit("b", "class MultiplyGate extends Gate", "const MultiplyGate = class extends Gate"),
    );
    right("a class as an expression with another name", (draft) =>
      draft.edit("b", "class MultiplyGate extends Gate", "let MultiplyGate = class Produkt extends Gate"),
    );
    right("a class by a function that makes classes", (draft) =>
      draft
        .above(
          "b",
          `const gateOf = (f: (v: number[]) => number, df: (v: number[], i: number) => number) =>
             class extends Gate {
               get values() { return this.inputNodes.map((g) => g.out); }
               forward() { this.out = f(this.values); }
               backward() { this.inputNodes.forEach((g, i) => g.putGradient(this, df(this.values, i))); }
             };
           const product = (values: number[]) => values.reduce((a, b) => a * b, 1);`,
        )
        .write("b", "const MultiplyGate = gateOf(product, (v, i) => product(v.filter((_, j) => j !== i)));")
        .write(
          "d",
          "class SquaredLossGate extends gateOf(([p, t]) => (p - t) ** 2, ([p, t], i) => (i ? 2 : -2) * (t - p)) {}",
        ),
    );
    right("a gate that inherits from another one of its own", (draft) =>
      draft
        .write(
          "b",
          `abstract class Operation<Values extends number[] = number[]> extends Gate {
             protected abstract f(...values: Values): number;
             protected abstract df(i: number, ...values: Values): number;
             get values(): Values { return this.inputNodes.map((g) => g.out) as Values; }
             forward(): void { this.out = this.f(...this.values); }
             backward(): void { this.inputNodes.forEach((g, i) => g.putGradient(this, this.df(i, ...this.values))); }
           }
           class MultiplyGate extends Operation {
             protected f(...values: number[]) { return values.reduce((a, b) => a * b, 1); }
             protected df(i: number, ...values: number[]) { return this.f(...values.filter((_, j) => j !== i)); }
           }`,
        )
        .write(
          "d",
          `class SquaredLossGate extends Operation<[number, number]> {
             protected override f(yHat: number, y: number) { return (yHat - y) ** 2; }
             protected override df(i: 0 | 1, yHat: number, y: number) { return [2, -2][i] * (yHat - y); }
           }`,
        ),
    );
    right("private fields, private methods and static blocks", (draft) =>
      draft.write(
        "b",
        `class MultiplyGate extends Gate {
           static #made = 0;
           static { this.#made = 0; }
           readonly #number = ++MultiplyGate.#made;
           #without(i: number): number { let p = 1; for (const j in this.inputNodes) if (+j !== i) p *= this.inputNodes[j].out; return p; }
           forward() { this.out = this.#without(-1); }
           backward() { for (let i = 0; i < this.inputNodes.length; i++) this.inputNodes[i].putGradient(this, this.#without(i)); }
           get number() { return this.#number; }
         }`,
      ),
    );
    right("out as a getter and a setter", (draft) =>
      draft.write(
        "c",
        `class SigmoidGate extends Gate {
           private value: number;
           constructor(inputs: Gate[], name?: string) {
             super(inputs, name);
             Object.defineProperty(this, "out", { get: () => this.value, set: (v) => { this.value = v; }, enumerable: true });
           }
           forward() { this.out = 1 / (1 + Math.exp(-this.inputNodes[0].out)); }
           backward() { this.inputNodes[0].putGradient(this, this.out * (1 - this.out)); }
         }`,
      ),
    );
    right("static helpers, generics, overloads and default parameters", (draft) =>
      draft.write(
        "c",
        `class SigmoidGate<T extends Gate = Gate> extends Gate {
           static sigma(z: number, e?: number): number;
           static sigma(z: number, e: number = Math.E): number { return 1 / (1 + e ** -z); }
           constructor(inputs: T[] = [], name = "σ", readonly extra: Partial<Record<string, number>> = {}) { super(inputs, name); }
           get z(): T { return this.inputNodes[0]! as T; }
           forward() { this.out = SigmoidGate.sigma(this.z.out); }
           backward() { const s = SigmoidGate.sigma(this.z.out); this.z.putGradient(this, s * (1 - s)); }
         }`,
      ),
    );
    right("the weight by parameter properties", (draft) =>
      draft.write(
        "a",
        `class WeightGate extends InputGate {
           constructor(public alpha: number, value?: number, name = "w") { super(value, name); }
           override backward(): void { this.out -= this.alpha * this.dz; }
         }`,
      ),
    );
    right("methods as arrow functions in fields", (draft) =>
      draft.write(
        "b",
        `class MultiplyGate extends Gate { forward = () => { ${PRODUCT} }; backward = () => { ${BACKWARD} }; }`,
      ),
    );
    right("enums, satisfies, as const, and numbers with separators", (draft) =>
      draft
        .write(
          "d",
          `enum Input { Prediction, Truth }
           const enum Power { Two = 2 }
           const SIGN = { [Input.Prediction]: 1, [Input.Truth]: -1 } as const satisfies Record<Input, number>;
           type Index = keyof typeof SIGN;
           class SquaredLossGate extends Gate {
             forward() { this.out = (this.inputNodes[Input.Prediction].out - this.inputNodes[Input.Truth].out) ** Power.Two; }
             backward() {
               const e = (1_000 / 500) * (this.inputNodes[Input.Prediction].out - this.inputNodes[Input.Truth].out);
               for (const i of [0, 1] as Index[]) this.inputNodes[i].putGradient(this, SIGN[i] * e);
             }
           }`,
        )
        .edit("e", "0.1", "1e-1"),
    );
    right("names that are not ASCII", (draft) =>
      draft.above("c", "const σ = (ζ: number) => 1 / (1 + Math.exp(-ζ)), größe = 'groß', 变量 = 1;").write(
        "c",
        `class SigmoidGate extends Gate {
             forward() { const [{ out: ζ }] = this.inputNodes; this.out = σ(ζ) * 变量; }
             backward() { const \\u0061 = this.out; this.inputNodes[0].putGradient(this, a * (1 - a)); }
           }`,
      ),
    );
    right("generators and iterators", (draft) =>
      draft.write(
        "b",
        `function* others(gates: Gate[], i: number): Generator<number> {
           for (const [j, { out }] of gates.entries()) if (i !== j) yield out;
         }
         class MultiplyGate extends Gate {
           forward() { this.out = this.product(-1); }
           backward() { this.inputNodes.map((g, i) => [g, this.product(i)] as const).forEach(([g, p]) => g.putGradient(this, p)); }
           private product(i: number) { return [...others(this.inputNodes, i)].reduce((a, b) => a * b, 1); }
         }`,
      ),
    );
    right("a training that is async", (draft) =>
      draft
        .edit("f-train", "function train(", "async function train(")
        .edit("f-train", "): number[] {", "): Promise<number[]> {\n  await null;")
        .edit("f-run", "...train(", "...await train("),
    );
    right("functions as constants", (draft) =>
      draft
        .edit("e", "function sheetGraph(): SheetGraph {", "const sheetGraph = function sheet(): SheetGraph {")
        .edit("f-train", "function train(network", "const train = (network")
        .edit("f-train", "number[] {", "number[] => {"),
    );
    right("the functions with var, and twice", (draft) =>
      draft.write(
        "e",
        `var sheetGraph: any = null;\n${draft.text("e").replace("function sheetGraph()", "var sheetGraph: any = function ()")}`,
      ),
    );
    right("with the word export", (draft) =>
      draft
        .edit("a", "class WeightGate", "export class WeightGate")
        .edit("b", "class MultiplyGate", "export  class MultiplyGate")
        .edit("e", "function sheetGraph", "export function sheetGraph")
        .edit("e", "interface SheetGraph", "export interface SheetGraph"),
    );
    right("the classes at the end, as a list of exports", (draft) =>
      draft.write("b", `${draft.text("b")}\nexport { MultiplyGate };`),
    );
    right("with labels, switches, commas and while loops", (draft) =>
      draft.write(
        "b",
        multiply(
          "let i = this.inputNodes.length, p = 1; outer: while (true) { switch (i) { case 0: break outer; default: p *= this.inputNodes[--i].out; } } this.out = p;",
        ),
      ),
    );
  });

  describe("that leaves in its cells", () => {
    right("top-level await", (draft) =>
      draft.edit(
        "a",
        "class WeightGate",
        "const { setTimeout: sleep } = await import('node:timers/promises').catch(() => ({ setTimeout: null }));\nawait Promise.resolve(sleep);\nclass WeightGate",
      ),
    );
    right("checks of its own", (draft) =>
      draft
        .write("b", draft.text("b") + '\nawait check("multiply-gate", { MultiplyGate });')
        .below("a", 'await check("weight-gate", { WeightGate });'),
    );
    right("output, pictures and progress", (draft) =>
      draft
        .write(
          "b",
          `${draft.text("b")}
           const mine = new ComputationalGraph(new MultiplyGate([new InputGate(2, "a"), new InputGate(3, "b")], "m"));
           console.log("forward", mine.forward().summary); console.table([{ a: 1 }]); console.error("nothing");
           display(mine.backward()); display([mine.forward()]);
           lossPlot([1, 0.5]); lossPlot.live()([1]); linePlot({ a: [[1, 2]] }, { title: "a" });
           for (const _ of progress(3, "of mine")) ;
           mine.forward()`,
        )
        .below(
          "b",
          "console.log(process.version, process.memoryUsage().heapUsed); process.stdout.write('.');",
        ),
    );
    right("an error below what it defines", (draft) =>
      draft
        .write("b", `${draft.text("b")}\nnew MultiplyGate([]).inputNodes[7].out;`)
        .below("b", "throw new Error('remember to clean this up');")
        .below("c", "undefinedFunction();"),
    );
    right("a cell that cannot be read", (draft) =>
      draft.below("a", "class WeightGate {").below("b", "let's look at the product").below("gate", "???"),
    );
    right("a cell that runs for ever, and defines nothing of use", (draft) =>
      draft.below("b", "const tries = 0;\nwhile (tries < 1) {}"),
    );
    right("a timer that is never cleared, and a promise that is never settled", (draft) =>
      draft.write(
        "b",
        `${draft.text("b")}\nsetInterval(() => undefined, 50);\nvoid new Promise(() => undefined);`,
      ),
    );
    right("a promise that fails", (draft) =>
      draft.write("b", `${draft.text("b")}\nvoid Promise.reject(new Error("nobody looks"));`),
    );
    right("an experiment that trains the network to pieces", (draft) =>
      draft.below(
        "f-train",
        "const own = xorNetwork(2, 1e9, () => 1e9);\ntrain(own, 3, seededRandom(1));\nown.yHat.out = NaN;",
      ),
    );
    right("imports of its own, of what is there already and of what nobody uses", (draft) =>
      draft
        .write(
          "e",
          `import { ComputationalGraph as Graph, InputGate as _ } from "@gradus/core";\nimport type { GateLike } from "@gradus/core";\n${draft.text("e").replace("new ComputationalGraph(loss)", "new Graph(loss)")}`,
        )
        .above("b", 'import * as core from "@gradus/core";\nimport { readFileSync } from "node:fs";'),
    );
    right("comments only", (draft) =>
      draft.each((cell) => {
        if (cell.cell_type === "code")
          cell.source = `// ${cell.id}: …\n${[cell.source].flat().join("")}\n/* 🎉 */ // the end`;
      }),
    );
  });

  describe("that changes its mind:", () => {
    right("a later cell defines the class again, rightly", (draft) => {
      const rightOne = draft.text("b");
      return draft.write("b", multiply("this.out = 0;")).below("b", rightOne);
    });
    right("a later cell defines a helper again, rightly", (draft) =>
      draft
        .above("b", "function product(gates: Gate[]) { return 0; }")
        .write("b", USES_PRODUCT)
        .below("b", "function product(gates: Gate[]) { return gates.reduce((p, g) => p * g.out, 1); }"),
    );
    right("below the checks a helper gets another meaning", (draft) =>
      draft
        .above("b", "const product = (gates: Gate[]) => gates.reduce((p, g) => p * g.out, 1);")
        .write("b", USES_PRODUCT)
        .below("end", "const product = 0;"),
    );
    right("a variable of a cell above gets its value later", (draft) =>
      draft
        .above("b", "let start: number;")
        .above("b", "start = 1;")
        .write("b", multiply("this.out = this.inputNodes.reduce((p, g) => p * g.out, start);")),
    );
    right("a cell counts in a variable of another one", (draft) =>
      draft
        .above("b", "let calls = 0;")
        .write("b", multiply(`calls += 1; ${PRODUCT}`))
        .below("b", "calls = 0;"),
    );
    right("a table is filled in another cell", (draft) =>
      draft
        .above("b", "const ops = new Map<string, (a: number, b: number) => number>();")
        .above("b", 'ops.set("times", (a, b) => a * b);')
        .write("b", multiply('this.out = this.inputNodes.map((g) => g.out).reduce(ops.get("times"), 1);')),
    );
    right("a table is filled by a loop over a list", (draft) =>
      draft
        .above("b", "const ops: any = { times: {} };")
        .above("b", '["times"].forEach((name) => { ops[name].run = (a, b) => a * b; });')
        .write("b", multiply("this.out = this.inputNodes.map((g) => g.out).reduce(ops.times.run, 1);")),
    );
    right("interfaces are declared again and merged", (draft) =>
      draft
        .above("f-network", "interface Network { extra?: number }")
        .below(
          "e",
          "interface SheetGraph { loss?: Gate }\ntype Pair = [Gate, Gate];\ndeclare const nowhere: number;",
        ),
    );
    right("the patterns are others in another place", (draft) =>
      draft
        .below("e-test", "const patterns = [];")
        .below("f-test", "const patterns = [{ x1: 9, x2: 9, y: 9 }];"),
    );
  });

  describe("that was saved", () => {
    right("without ids of cells (nbformat 4.4)", (draft) => {
      draft.file.nbformat_minor = 4;
      return draft.each((cell) => delete cell.id);
    });
    right("with other ids of cells", (draft) => draft.each((cell, i) => (cell.id = `cell-${i}`)));
    right("by Colab", (draft) => {
      draft.file.nbformat_minor = 0;
      draft.file.metadata = {
        colab: { provenance: [] },
        kernelspec: { name: "python3", display_name: "Python 3" },
      };
      return draft.each((cell, i) => {
        delete cell.id;
        cell.metadata = {
          ...cell.metadata,
          id: `Ab${i}`,
          outputId: "1234",
          colab: { base_uri: "https://localhost" },
        };
      });
    });
    right("by VS Code", (draft) => {
      draft.file.metadata = { language_info: { name: "typescript" } };
      return draft.each(
        (cell) => (cell.metadata = { ...cell.metadata, vscode: { languageId: "typescript" } }),
      );
    });
    right("by a tool that throws the metadata of cells away", (draft) =>
      draft.each((cell) => (cell.metadata = {})),
    );
    right("by a tool that throws metadata and ids away", (draft) =>
      draft.each((cell) => {
        cell.metadata = {};
        delete cell.id;
      }),
    );
    right("with the sources as lists of lines", (draft) =>
      draft.each(
        (cell) =>
          (cell.source = [cell.source]
            .flat()
            .join("")
            .split(/(?<=\n)/)),
      ),
    );
    right("with Windows's ends of lines in the sources", (draft) =>
      draft.each((cell) => (cell.source = [cell.source].flat().join("").replaceAll("\n", "\r\n"))),
    );
    right("with old Macs' ends of lines in the sources", (draft) =>
      draft.each((cell) => (cell.source = [cell.source].flat().join("").replaceAll("\n", "\r"))),
    );
    right("with Windows's ends of lines and a mark at the start in the file", (draft) =>
      draft.bytes((json) => "\uFEFF" + json.replaceAll("\n", "\r\n")),
    );
    right("in one line, with every sign escaped", (draft) =>
      draft.bytes((json) =>
        JSON.stringify(JSON.parse(json)).replaceAll(
          /[\u0080-\uffff]/g,
          (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
        ),
      ),
    );
    right("with white space at the ends of cells", (draft) =>
      draft.each((cell) => (cell.source = `\n\n  ${[cell.source].flat().join("")}\n\t\n`)),
    );
    right("with blanks of another kind", (draft) =>
      draft.write("b", draft.text("b").replaceAll("  ", "\u00a0\u00a0")),
    );
    right("with five megabytes of pictures", (draft) => {
      draft.cell("f-run").outputs = [
        { output_type: "display_data", data: { "image/png": "A".repeat(5_000_000) } },
      ];
      return draft;
    });
    right("with its cells in another order", (draft) => {
      draft.file.cells.reverse();
      return draft;
    });
    right("with an answer at the end of the notebook", (draft) => {
      const answer = draft.cell("b");
      draft.remove("b").file.cells.push(answer);
      return draft;
    });
    right("with notes between the cells", (draft) =>
      draft
        .above("a", "# My notes", "markdown")
        .below("b", "`class MultiplyGate`", "markdown")
        .above("gate", "", "raw"),
    );
    right("without the texts, the demonstrations and the checks", (draft) => {
      draft.file.cells = draft.file.cells.filter(
        ({ metadata }) => (metadata.nbgrader as { solution?: boolean } | undefined)?.solution,
      );
      return draft;
    });
    right("with an answer copied twice", (draft) => {
      const copy = structuredClone(draft.cell("b"));
      draft.file.cells.push({ ...copy, id: "copy" });
      return draft;
    });
    right("with a copy of an answer as it was released", (draft) => {
      const copy = {
        ...structuredClone(draft.cell("b")),
        id: "copy",
        source: Draft.released(NOTEBOOK).text("b"),
      };
      draft.file.cells.push(copy);
      return draft;
    });
  });
});

const BACKWARD =
  "this.inputNodes.forEach((g, i) => g.putGradient(this, this.inputNodes.reduce((p, h, j) => (i === j ? p : p * h.out), 1)));";

/** A right gate with another `forward()`. */
function multiply(forward: string): string {
  return `class MultiplyGate extends Gate { forward() { ${forward} } backward() { ${BACKWARD} } }`;
}

const USES_PRODUCT = multiply("this.out = product(this.inputNodes);");

const USES_SIGMA = `class SigmoidGate extends Gate {
  forward() { this.out = sigma(this.inputNodes[0].out); }
  backward() { const s = sigma(this.inputNodes[0].out); this.inputNodes[0].putGradient(this, s * (1 - s)); }
}`;
