/** A large dense layer as loops over memory, two units at a time; the weights move in the loop that passes them backward. */

import type { FunctionBody } from "./encoder.js";
import type { Layer } from "./layers.js";
import type { LayerMemory } from "./layout.js";
import type { Node } from "./node.js";
import { gradientOf } from "./packPart.js";
import type { Part, Step } from "./step.js";

/** Sums that are added up at once: the machine has 16 registers for pairs, and needs some for other things. */
const PAIRS_FORWARD = 8;
const PAIRS_BACKWARD = 16;

/** Bytes of a pair of numbers. */
const PAIR = 16;

/** Where a list of numbers stands: at a fixed address, or at a distance from one that a local holds. */
interface Place {
  readonly base: number | undefined;
  readonly offset: number;
}

export class LayerPart implements Part {
  readonly #layer: Layer;
  readonly #memory: LayerMemory;
  readonly #body: FunctionBody;
  #inputs: Place;

  constructor(
    layer: Layer,
    memory: LayerMemory,
    body: FunctionBody,
    readonly depth: number,
  ) {
    this.#layer = layer;
    this.#memory = memory;
    this.#body = body;
    this.#inputs = { base: undefined, offset: memory.inputs };
  }

  /** z = W x + b */
  forward(step: Step): void {
    const { b } = step;
    const { inputs, units } = this.#layer;
    const { inputs: scratch, sums } = this.#memory;
    const values = inputs.map((input) => step.value(input));
    const place = neighbours(values);
    if (place) this.#inputs = place;
    const pairs = place ? [] : pairsOf(step, values);
    step.statements.push({
      needs: pairs,
      write: (push) => {
        this.#store(pairs, scratch, push);
        this.#blocks(PAIRS_FORWARD, (begin, end) => {
          this.#sum(begin, end);
        });
      },
    });
    units.forEach((unit, j) => {
      step.setValue(unit, b.lane(b.load("v128", -1, sums + PAIR * (j >> 1)), (j & 1) as 0 | 1));
    });
  }

  /** ∂L/∂x = Wᵀ ∂L/∂z, and W ← W − α ∂L/∂z xᵀ */
  backward(step: Step): void {
    const { b, structure } = step;
    const { inputs, units, alpha } = this.#layer;
    const { upstream, steps, passed } = this.#memory;
    if (units.every((unit) => step.gradients(unit).length === 0)) return;
    const gradients = units.map((unit) => gradientOf(step, [unit]) ?? b.constant(0));
    const pairs = pairsOf(step, gradients);
    const moves = pairs.map((pair) => b.mul(b.constants(alpha, alpha), pair));
    const passesOn = inputs.some((input) => structure.learns[input]);
    step.statements.push({
      needs: passesOn ? [...pairs, ...moves] : moves,
      write: (push) => {
        if (passesOn) this.#store(pairs, upstream, push);
        this.#store(moves, steps, push);
        this.#blocks(PAIRS_BACKWARD, (begin, end) => {
          this.#descend(begin, end, passesOn);
        });
        this.#descendBiases();
      },
    });
    if (!passesOn) return;
    inputs.forEach((input, i) => {
      step.addGradient(input, b.lane(b.load("v128", -1, passed + PAIR * (i >> 1)), (i & 1) as 0 | 1));
    });
  }

  /** Write the weights as they are to a second place. */
  writeCopy(distance: number): void {
    const { weights, size } = this.#memory;
    this.#body.copy(weights + distance, weights, size);
  }

  /** Numbers of pairs of units. */
  get #pairs(): number {
    return Math.ceil(this.#layer.units.length / 2);
  }

  #store(pairs: readonly Node[], address: number, push: (node: Node) => void): void {
    pairs.forEach((pair, k) => {
      this.#body.i32(0);
      push(pair);
      this.#body.store("v128", address + PAIR * k);
    });
  }

  #blocks(size: number, write: (begin: number, end: number) => void): void {
    for (let begin = 0; begin < this.#pairs; begin += size) write(begin, Math.min(this.#pairs, begin + size));
  }

  /** Walk along the inputs and the rows of weights. `body` finds the addresses in two locals. */
  #rows(begin: number, write: (input: number, row: number) => void): void {
    const body = this.#body;
    const [input, row, end] = [body.local("i32"), body.local("i32"), body.local("i32")];
    const { base, offset } = this.#inputs;
    body.i32(offset);
    if (base !== undefined) {
      body.get(base);
      body.emit("i32Add");
    }
    body.tee(input);
    body.i32(8 * this.#layer.inputs.length);
    body.emit("i32Add");
    body.set(end);
    body.i32(this.#memory.weights + PAIR * begin);
    body.set(row);
    body.loop(() => {
      write(input, row);
      this.#advance(row, PAIR * this.#pairs);
      this.#advance(input, 8);
      body.get(input);
      body.get(end);
      body.emit("i32Ne");
    });
  }

  #advance(pointer: number, by: number): void {
    this.#body.get(pointer);
    this.#body.i32(by);
    this.#body.emit("i32Add");
    this.#body.set(pointer);
  }

  #sum(begin: number, end: number): void {
    const body = this.#body;
    const { biases, sums } = this.#memory;
    const totals = Array.from({ length: end - begin }, () => body.local("v128"));
    const value = body.local("v128");
    totals.forEach((total, k) => {
      // Without biases these are zeros that nothing moves.
      body.i32(0);
      body.load("v128", biases + PAIR * (begin + k));
      body.set(total);
    });
    this.#rows(begin, (input, row) => {
      body.get(input);
      body.load("splat", 0);
      body.set(value);
      totals.forEach((total, k) => {
        body.get(total);
        body.get(value);
        body.get(row);
        body.load("v128", PAIR * k);
        body.simd("f64x2Mul");
        body.simd("f64x2Add");
        body.set(total);
      });
    });
    totals.forEach((total, k) => {
      body.i32(0);
      body.get(total);
      body.store("v128", sums + PAIR * (begin + k));
    });
  }

  #descend(begin: number, end: number, passesOn: boolean): void {
    const body = this.#body;
    const { upstream, steps, passed } = this.#memory;
    const [value, weight] = [body.local("v128"), body.local("v128")];
    // Two sums, so that one need not wait for the other.
    const totals = [body.local("v128"), body.local("v128")] as const;
    const gradient = body.local("i32");
    body.i32(passed);
    body.set(gradient);
    this.#rows(begin, (input, row) => {
      body.get(input);
      body.load("splat", 0);
      body.set(value);
      for (let k = begin; k < end; k++) {
        body.get(row);
        body.get(row);
        body.load("v128", PAIR * (k - begin));
        if (passesOn) {
          body.tee(weight);
          const total = totals[(k - begin) % 2]!;
          if (k - begin > 1) body.get(total);
          body.get(weight);
          body.i32(0);
          body.load("v128", upstream + PAIR * k);
          body.simd("f64x2Mul");
          if (k - begin > 1) body.simd("f64x2Add");
          body.set(total);
        }
        body.get(value);
        body.i32(0);
        body.load("v128", steps + PAIR * k);
        body.simd("f64x2Mul");
        body.simd("f64x2Sub");
        body.store("v128", PAIR * (k - begin));
      }
      if (passesOn) this.#pass(gradient, end - begin > 1 ? totals : [totals[0]], begin > 0);
    });
  }

  /** Add up what one input gets back, and write it to its gradient. */
  #pass(gradient: number, totals: readonly number[], isMore: boolean): void {
    const body = this.#body;
    body.get(gradient);
    for (const [i, total] of totals.entries()) {
      body.get(total);
      if (i > 0) body.simd("f64x2Add");
    }
    body.set(totals[0]!);
    for (const lane of [0, 1]) {
      body.get(totals[0]!);
      body.simd("f64x2ExtractLane");
      body.code.byte(lane);
    }
    body.emit("f64Add");
    if (isMore) {
      body.get(gradient);
      body.load("f64", 0);
      body.emit("f64Add");
    }
    body.store("f64", 0);
    this.#advance(gradient, 8);
  }

  #descendBiases(): void {
    if (this.#layer.biases.length === 0) return;
    const body = this.#body;
    const { biases, steps } = this.#memory;
    for (let k = 0; k < this.#pairs; k++) {
      body.i32(0);
      body.i32(0);
      body.load("v128", biases + PAIR * k);
      body.i32(0);
      body.load("v128", steps + PAIR * k);
      body.simd("f64x2Sub");
      body.store("v128", biases + PAIR * k);
    }
  }
}

/** Two by two; an odd one out goes with 0. */
function pairsOf({ b }: Step, nodes: readonly Node[]): Node[] {
  return Array.from({ length: Math.ceil(nodes.length / 2) }, (_, k) =>
    b.pack(nodes[2 * k]!, nodes[2 * k + 1] ?? b.constant(0)),
  );
}

/** Where numbers stand that are neighbours in memory already, as the inputs of a sample are. */
function neighbours(values: readonly Node[]): Place | undefined {
  const [base, offset] = values[0]!.immediate;
  const areNeighbours = values.every(
    ({ operation, shape, immediate }, i) =>
      operation === "load" && shape === "f64" && immediate[0] === base && immediate[1] === offset! + 8 * i,
  );
  return areNeighbours ? { base: base! < 0 ? undefined : base!, offset: offset! } : undefined;
}
