/** Training as one WebAssembly program, for graphs of built-in gates that are not too large for it. */

import type { ComputationalGraph } from "../../graph/computationalGraph.js";
import { FlatGraph } from "../kernels/flatGraph.js";
import { LONGEST_RUN, type Trainer, type TrainingTask } from "../program.js";
import { encodeModule, FunctionBody } from "./encoder.js";
import { layersOf, type Layer } from "./layers.js";
import { layOut, type Layout } from "./layout.js";
import { CALLED, CALLEES } from "./math.js";
import { PAGE_SIZE } from "./memory.js";
import { packsOf, type Pack } from "./packs.js";
import { sampleLoop } from "./sampleLoop.js";
import { isWeight, structureOf, type Structure } from "./structure.js";
import { webAssembly } from "./webAssembly.js";

/** Gates beyond which straight code takes longer to compile than it would save. */
const MOST_GATES = 2000;

/** A program that only this host can refuse: it uses instructions on two numbers at once. */
const PROBE = encodeModule([], [{ name: "probe", body: probe() }], 1);

function probe(): FunctionBody {
  const body = new FunctionBody([]);
  const pair = body.local("v128");
  body.f64(1);
  body.simd("f64x2Splat");
  body.set(pair);
  return body;
}

/** How a graph becomes one program: its large layers as loops, the rest as straight code. */
interface Plan {
  readonly structure: Structure;
  readonly layers: readonly Layer[];
  readonly packs: readonly Pack[];
}

/** @returns undefined where the graph is too large for one program, or the host cannot run it */
export function planProgram(graph: ComputationalGraph, task: TrainingTask): Plan | undefined {
  if (!webAssembly?.validate(PROBE)) return undefined;
  const structure = structureOf(graph, task.feed);
  const cost = (gates: readonly number[]) =>
    gates.reduce((sum, gate) => sum + 1 + structure.inputs[gate]!.length, 0);
  const all = [...structure.gates.keys()];
  // A layer in loops does not have the gradient of each weight, which the norms are made of.
  const layers = cost(all) <= MOST_GATES || task.groups.length > 0 ? [] : layersOf(structure);
  const inLayers = new Set(layers.flatMap(({ gates }) => gates));
  const straight = all.filter((gate) => !inLayers.has(gate));
  if (cost(straight) > MOST_GATES) return undefined;
  const members = straight.filter((gate) => structure.inputs[gate]!.length > 0 || isWeight(structure, gate));
  return { structure, layers, packs: packsOf(structure, members) };
}

export class WasmTrainer implements Trainer {
  readonly engine = "wasm";
  readonly order: Int32Array;
  readonly losses: Float64Array;
  readonly gradientNorms: Float64Array;
  readonly #structure: Structure;
  readonly #layout: Layout;
  readonly #numbers: Float64Array;
  readonly #run: (count: number) => void;
  /** Computes what the program leaves out because no weight needs it. */
  readonly #flat: FlatGraph;
  /** The sample of the last step, −1 before the first step. */
  #last = -1;

  /** @throws MissingValueError when a weight, or an input that is not fed, has no value */
  constructor(graph: ComputationalGraph, task: TrainingTask, { structure, layers, packs }: Plan) {
    const wasm = webAssembly!;
    this.#flat = new FlatGraph(graph);
    this.#flat.load(new Set(task.feed));
    const layout = layOut(structure, packs, layers, task);
    const pages = Math.ceil(layout.size / PAGE_SIZE);
    const memory = new wasm.Memory({ initial: pages });
    const bytes = encodeModule(
      CALLEES.map((name) => ({ name, arity: CALLED[name].length })),
      [{ name: "run", body: sampleLoop(structure, packs, layers, layout) }],
      pages,
    );
    const { exports } = new wasm.Instance(new wasm.Module(bytes), { env: { memory, ...CALLED } });
    this.#structure = structure;
    this.#layout = layout;
    this.#run = exports.run as (count: number) => void;
    this.#numbers = new Float64Array(memory.buffer);
    this.order = new Int32Array(memory.buffer, layout.order, LONGEST_RUN);
    this.losses = new Float64Array(memory.buffer, layout.losses, LONGEST_RUN);
    this.gradientNorms = new Float64Array(memory.buffer, layout.norms, task.groups.length);
    this.#numbers.set(task.rows, layout.rows / 8);
    for (const [gate, address] of layout.weights) this.#numbers[address / 8] = structure.gates[gate]!.out;
  }

  run(count: number): void {
    if (count === 0) return;
    this.#last = this.order[count - 1]!;
    this.#run(count);
  }

  store(): void {
    if (this.#last < 0) return;
    const { gates, column } = this.#structure;
    const { columns, rows, weights, before } = this.#layout;
    const { out } = this.#flat;
    for (const [gate, i] of column) out[gate] = this.#numbers[rows / 8 + this.#last * columns + i]!;
    for (const [gate, address] of weights) out[gate] = this.#numbers[(address + before) / 8]!;
    this.#flat.forward();
    this.#flat.backward();
    this.#flat.store();
    for (const [gate, address] of weights) gates[gate]!.out = this.#numbers[address / 8]!;
  }
}
