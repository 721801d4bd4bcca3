/** One training step of a graph as straight-line code, where all methods of all gates are understood. */

import type { GateLike } from "../../gate.js";
import { isDifferentiable, type DifferentiableGate } from "../../gates/formulaGate.js";
import { isBuiltIn } from "../builtIn.js";
import { Expressions } from "../kernels/expressions.js";
import { isLeaf } from "../leaves.js";
import type { TrainingTask } from "../program.js";
import { Cells } from "./cells.js";
import { Code } from "./code.js";
import { NotUnderstood } from "./source/notUnderstood.js";
import { at, CELLS, Unroller } from "./unroller.js";
import { known } from "./values.js";

/** A longer function is no longer optimised, or not for a long time. */
const CHARACTERS_PER_FUNCTION = 12_000;
/** Beyond this the code would take more room than the gates. */
const MOST_GATES = 20_000;

export class StepProgram {
  readonly #task: TrainingTask;
  readonly #cells: Cells;
  readonly #values: Float64Array;
  readonly #feed: readonly number[];
  readonly #losses: readonly number[];
  readonly #groups: readonly (readonly number[])[];
  readonly #step: readonly (() => void)[];

  /** @throws NotUnderstood */
  constructor(gates: readonly GateLike[], targets: readonly GateLike[], task: TrainingTask) {
    if (gates.length > MOST_GATES) throw new NotUnderstood();
    const cells = new Cells();
    const code = new Code();
    const unroller = new Unroller(cells, code);
    const linesOf = (gate: GateLike, write: typeof forwardOf) =>
      code.aside(() => write(gate, cells, unroller, code)).lines.join("\n");
    const forward = gates.map((gate) => linesOf(gate, forwardOf));
    const zero = gates.map((gate) => `${at(cells.written(gate, "dz"))} = 0;`);
    const one = targets.map((gate) => `${at(cells.written(gate, "dz"))} = 1;`);
    const backward = gates.map((gate) => linesOf(gate, backwardOf)).reverse();
    this.#feed = task.feed.map((gate) => cells.written(gate, "out"));
    this.#losses = targets.map((gate) => cells.written(gate, "out"));
    this.#groups = task.groups.map((group) => group.map((gate) => cells.written(gate, "dz")));
    this.#task = task;
    this.#cells = cells;
    this.#values = new Float64Array(cells.count);
    this.#step = functions([...forward, ...zero, ...one, ...backward], this.#values);
  }

  /** Take the numbers from the gates. @returns false when the gates are no longer what they were */
  load(): boolean {
    return this.#cells.load(this.#values);
  }

  /** @returns the targets' value before the weights moved */
  step(row: number): number {
    const { rows } = this.#task;
    const values = this.#values;
    const feed = this.#feed;
    for (let i = 0; i < feed.length; i++) values[feed[i]!] = rows[row * feed.length + i]!;
    for (const part of this.#step) part();
    let loss = 0;
    for (const cell of this.#losses) loss += values[cell]!;
    return loss;
  }

  addNorms(norms: Float64Array): void {
    this.#groups.forEach((group, g) => {
      let squares = 0;
      for (const cell of group) squares += this.#values[cell]! ** 2;
      norms[g]! += Math.sqrt(squares);
    });
  }

  /** Give the numbers back to the gates. */
  store(): void {
    this.#cells.store(this.#values);
  }

  /** Whether the gates hold what the program has computed. */
  agrees(): boolean {
    return this.#cells.agree(this.#values);
  }
}

/** The program of a graph; undefined when a method of a gate holds something that is not understood. */
export function stepProgram(
  gates: readonly GateLike[],
  targets: readonly GateLike[],
  task: TrainingTask,
): StepProgram | undefined {
  try {
    return new StepProgram(gates, targets, task);
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

function forwardOf(gate: GateLike, cells: Cells, unroller: Unroller, code: Code): void {
  const rule = ruleOf(gate);
  if (!rule) {
    unroller.call(gate, "forward", []);
    return;
  }
  const math = new Expressions();
  const value = rule.formula(math, outsOf(gate.inputNodes, cells));
  const out = at(cells.written(gate, "out"));
  code.write("{", ...math.lines, `${out} = ${value};`, "}");
}

function backwardOf(gate: GateLike, cells: Cells, unroller: Unroller, code: Code): void {
  const rule = ruleOf(gate);
  if (!rule) {
    unroller.call(gate, "backward", []);
    return;
  }
  const math = new Expressions();
  const [out] = outsOf([gate], cells);
  const locals = rule.derivatives(math, outsOf(gate.inputNodes, cells), out!);
  code.write("{", ...math.lines);
  locals.forEach((local, i) => {
    unroller.call(gate.inputNodes[i]!, "putGradient", [known(gate), { kind: "number", code: local }]);
  });
  code.write("}");
}

/** The package's own gates are known by their rule, not by their source. */
function ruleOf(gate: GateLike): DifferentiableGate | undefined {
  return isBuiltIn(gate) && !isLeaf(gate) && isDifferentiable(gate) ? gate : undefined;
}

function outsOf(gates: readonly GateLike[], cells: Cells): string[] {
  return gates.map((gate) => at(cells.written(gate, "out")));
}

/** As few functions as can be optimised. */
function functions(statements: readonly string[], values: Float64Array): (() => void)[] {
  const made: (() => void)[] = [];
  let body: string[] = [];
  let length = 0;
  const finish = () => {
    // The text holds numbers and names that the unroller made, none that a student chose.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const make = new Function(CELLS, `"use strict";\nreturn () => {\n${body.join("\n")}\n};`);
    made.push((make as (cells: Float64Array) => () => void)(values));
    [body, length] = [[], 0];
  };
  for (const statement of statements) {
    body.push(statement);
    length += statement.length;
    if (length > CHARACTERS_PER_FUNCTION) finish();
  }
  if (body.length > 0) finish();
  return made;
}
