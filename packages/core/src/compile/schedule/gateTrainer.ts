/** Training that runs the gates' own methods: for graphs with classes that the student wrote. */

import type { GateLike } from "../../gate.js";
import { WeightGate } from "../../gates/weight.js";
import type { ComputationalGraph } from "../../graph/computationalGraph.js";
import { isBuiltIn } from "../builtIn.js";
import { isLeaf, valueOf } from "../leaves.js";
import { LONGEST_RUN, type Trainer, type TrainingTask } from "../program.js";
import { passOver, type Pass } from "./passes.js";
import { stepProgram, type StepProgram } from "../unroll/stepProgram.js";

/** Steps that the gates' own methods take beside the program, before it stands for them. */
const TRIALS = 8;

export class GateTrainer implements Trainer {
  readonly engine = "gates";
  readonly order = new Int32Array(LONGEST_RUN);
  readonly losses = new Float64Array(LONGEST_RUN);
  readonly gradientNorms: Float64Array;
  readonly #task: TrainingTask;
  readonly #targets: readonly GateLike[];
  readonly #forward: Pass;
  readonly #zero: Pass;
  readonly #backward: Pass;
  /** Undefined where the gates' own methods are called. */
  #program: StepProgram | undefined;
  #trials = 0;

  /** @throws MissingValueError when a weight, or an input that is not fed, has no value */
  constructor(graph: ComputationalGraph, task: TrainingTask) {
    const fed = new Set(task.feed);
    for (const gate of graph.gates) if (isLeaf(gate) && !fed.has(gate)) valueOf(gate);
    this.#task = task;
    this.#targets = [...new Set(graph.targets)];
    // What is known to do nothing is not called.
    const idle = (gate: GateLike) => isLeaf(gate) && isBuiltIn(gate);
    const still = (gate: GateLike) => idle(gate) && !(gate instanceof WeightGate);
    this.#forward = passOver(
      graph.gates.filter((gate) => !idle(gate)),
      "gate.forward()",
    );
    this.#zero = passOver(graph.gates, "gate.dz = 0");
    this.#backward = passOver(graph.gates.filter((gate) => !still(gate)).reverse(), "gate.backward()");
    this.gradientNorms = new Float64Array(task.groups.length);
    this.#program = stepProgram(graph.gates, this.#targets, task);
  }

  run(count: number): void {
    let done = 0;
    while (this.#program && this.#trials < TRIALS && done < count) this.#try(this.#program, done++);
    if (done < count && this.#program?.load()) {
      this.#runProgram(this.#program, done, count);
      return;
    }
    if (done < count) this.#program = undefined;
    for (let i = done; i < count; i++) this.#step(i);
  }

  #step(i: number): void {
    this.#write(this.order[i]!);
    this.#forward();
    this.losses[i] = this.#loss();
    this.#zero();
    for (const target of this.#targets) target.dz = 1;
    this.#backward();
    this.#addNorms();
  }

  /** A step of the gates' own methods; the program must come to the same, or it is given up. */
  #try(program: StepProgram, i: number): void {
    this.#trials++;
    const isReady = program.load();
    this.#step(i);
    if (!isReady) {
      this.#program = undefined;
      return;
    }
    program.step(this.order[i]!);
    if (!program.agrees()) this.#program = undefined;
  }

  #runProgram(program: StepProgram, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      this.losses[i] = program.step(this.order[i]!);
      program.addNorms(this.gradientNorms);
    }
    program.store();
  }

  store(): void {
    // The gates hold everything at any time.
  }

  #write(row: number): void {
    const { feed, rows } = this.#task;
    for (let i = 0; i < feed.length; i++) feed[i]!.out = rows[row * feed.length + i]!;
  }

  #loss(): number {
    let loss = 0;
    for (const target of this.#targets) loss += target.out;
    return loss;
  }

  #addNorms(): void {
    this.#task.groups.forEach((group, g) => {
      let squares = 0;
      for (const weight of group) squares += weight.dz ** 2;
      this.gradientNorms[g]! += Math.sqrt(squares);
    });
  }
}
