/** One weight or two: kept in a local variable, and moved at the end of the step. */

import type { WeightGate } from "../../gates/weight.js";
import type { FunctionBody } from "./encoder.js";
import { gradientOf, laneOf } from "./packPart.js";
import type { Node, Shape } from "./node.js";
import type { Pack } from "./packs.js";
import type { Part, Step } from "./step.js";

export class WeightPart implements Part {
  readonly depth = 0;
  readonly #pack: Pack;
  readonly #address: number;
  readonly #local: number;
  readonly #body: FunctionBody;
  /** The weights after the step; undefined where nothing moves them. */
  next: Node | undefined;

  /** @param address where the weights stand in memory between runs; while samples run they live in a local variable */
  constructor(pack: Pack, address: number, body: FunctionBody) {
    this.#pack = pack;
    this.#address = address;
    this.#body = body;
    this.#local = body.local(this.#shape);
  }

  get #shape(): Shape {
    return this.#pack.length === 2 ? "v128" : "f64";
  }

  forward(step: Step): void {
    const value = this.#value(step);
    this.#pack.forEach((gate, lane) => {
      step.setValue(gate, laneOf(step.b, this.#pack, value, lane));
    });
  }

  /** w ← w − α · ∂L/∂w */
  backward(step: Step): void {
    const { b, structure } = step;
    const gradient = gradientOf(step, this.#pack);
    if (!gradient) return;
    this.#pack.forEach((gate, lane) => {
      step.weightGradients.set(gate, laneOf(b, this.#pack, gradient, lane));
    });
    const [first, second] = this.#pack.map((gate) => b.constant((structure.gates[gate] as WeightGate).alpha));
    const alpha = second ? b.pack(first!, second) : first!;
    this.next = b.sub(this.#value(step), b.mul(alpha, gradient));
  }

  /** Before the first sample. */
  writeLoad(): void {
    this.#body.i32(0);
    this.#body.load(this.#shape, this.#address);
    this.#body.set(this.#local);
  }

  /** Write a local variable to memory. @param distance from where the weights stand */
  writeStore(distance = 0): void {
    this.#body.i32(0);
    this.#body.get(this.#local);
    this.#body.store(this.#shape, this.#address + distance);
  }

  /** At the end of a step: what is in a local variable is still read by the other weights, so leave it on the stack. */
  writeNext(push: (node: Node) => void): void {
    if (this.next) push(this.next);
  }

  writeAssign(): void {
    if (this.next) this.#body.set(this.#local);
  }

  #value(step: Step): Node {
    return step.b.local(this.#shape, this.#local);
  }
}
