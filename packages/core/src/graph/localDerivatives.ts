/** The local derivatives of one backward pass, heard gate by gate, and whether each gate passed on what it owes. */

import {
  LocalDerivativeError,
  StrangerError,
  TooManyGradientsError,
  TooFewGradientsError,
} from "../errors.js";
import type { GateLike } from "../gate.js";
import { measureLocal } from "../numeric/measureLocal.js";
import { describe } from "./describe.js";
import { Listener } from "./listener.js";
import type { Wiring } from "./wiring.js";

/** A gate that breaks the contract of `putGradient` is right all the same if its inputs got this much, relatively. */
const TOLERANCE = 1e-6;

/**
 * Notes, for one graph, which local derivative crossed which edge in a backward pass.
 *
 * The contract is one call of `putGradient` for each input position. A gate that does it differently (one call
 * for two parallel edges, none where the derivative is 0, straight to `dz`) is measured: if the gradients of its
 * inputs grew as they should, its derivatives are what was measured; if not, the way in which it broke the contract
 * is the error.
 */
export class LocalDerivatives {
  readonly #wiring: Wiring;
  /** By edge; NaN where nothing has crossed. Made with the first pass, like the listener: many graphs only run forward. */
  #values: number[] = [];
  #listener: Listener | undefined;
  #running = 0;
  #cursor = 0;
  /** By edge: the gradient of its source before its gate ran. */
  #before: number[] = [];
  /** Calls that fit no input position. */
  #surplus: { receiver: GateLike; consumer: GateLike }[] = [];

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** By edge, of the last pass; NaN where nothing has crossed. */
  get values(): readonly number[] {
    return this.#values;
  }

  /** Run `backward()` of the gates from the last to the first. @param reaches is asked before each gate whether it runs */
  backward(reaches: (gate: number) => boolean): void {
    const { gates, source } = this.#wiring;
    // A new array for each pass: the drawing of the last one keeps its own.
    this.#values = new Array<number>(source.length).fill(NaN);
    this.#listener ??= new Listener(gates);
    this.#listener.during(
      () => {
        for (let i = gates.length - 1; i >= 0; i--) {
          if (!reaches(i)) continue;
          this.#begin(i);
          gates[i]!.backward();
          this.#settle(i);
        }
      },
      (receiver, consumer, local) => {
        this.#note(receiver, consumer, local);
      },
    );
  }

  #begin(gate: number): void {
    const { gates, first, source } = this.#wiring;
    this.#running = gate;
    this.#cursor = first[gate]!;
    for (let edge = first[gate]!; edge < first[gate + 1]!; edge++)
      this.#before[edge] = gates[source[edge]!]!.dz;
    if (this.#surplus.length > 0) this.#surplus = [];
  }

  #note(receiver: GateLike, consumer: GateLike, local: number): void {
    const { gates, source, first } = this.#wiring;
    if (consumer === gates[this.#running]) {
      if (typeof local !== "number" || Number.isNaN(local)) {
        throw new LocalDerivativeError(describe(consumer), describe(receiver), local);
      }
      const end = first[this.#running + 1]!;
      const begin = first[this.#running]!;
      // Gates mostly answer in the order of their inputs: then the edge is found at once.
      for (let tried = 0; tried < end - begin; tried++) {
        const edge = begin + ((this.#cursor - begin + tried) % (end - begin));
        if (gates[source[edge]!] === receiver && Number.isNaN(this.#values[edge])) {
          this.#values[edge] = local;
          this.#cursor = edge + 1;
          return;
        }
      }
    }
    this.#surplus.push({ receiver, consumer });
  }

  /** Hold the gate that just ran to its contract. */
  #settle(i: number): void {
    const [first, end] = [this.#wiring.first[i]!, this.#wiring.first[i + 1]!];
    if (this.#surplus.length === 0 && this.#isComplete(first, end)) return;
    const gate = this.#wiring.gates[i]!;
    const { inputNodes } = gate;
    const stranger = this.#surplus.find(
      ({ receiver, consumer }) => consumer === gate && !inputNodes.includes(receiver),
    );
    if (stranger) throw new StrangerError(describe(gate), "receiver", describe(stranger.receiver));
    const inputs = new Set(inputNodes);
    const measured = new Map([...inputs].map((input) => [input, measureLocal(gate, input).derivative]));
    const isRight = inputNodes.every((input, position) => {
      const grown = input.dz - this.#before[first + position]!;
      const owed = measured.get(input)! * gate.dz;
      return Math.abs(grown - owed) <= TOLERANCE * Math.max(1, Math.abs(grown), Math.abs(owed));
    });
    if (!isRight) throw this.#breach(gate, this.#values.slice(first, end));
    const positions = new Map([...inputs].map((input) => [input, 0]));
    for (const input of inputNodes) positions.set(input, positions.get(input)! + 1);
    inputNodes.forEach((input, position) => {
      this.#values[first + position] = measured.get(input)! / positions.get(input)!;
    });
  }

  #isComplete(first: number, end: number): boolean {
    for (let edge = first; edge < end; edge++) if (Number.isNaN(this.#values[edge])) return false;
    return true;
  }

  #breach(gate: GateLike, locals: readonly number[]): Error {
    const where = describe(gate);
    const other = this.#surplus.find(({ consumer }) => consumer !== gate);
    if (other) return new StrangerError(where, "consumer", describe(other.consumer));
    const missing = locals.findIndex(Number.isNaN);
    if (missing >= 0) {
      return new TooFewGradientsError(where, describe(gate.inputNodes[missing]!), missing, locals.length);
    }
    const { receiver } = this.#surplus[0]!;
    return new TooManyGradientsError(
      where,
      describe(receiver),
      locals.length,
      locals.length + this.#surplus.length,
    );
  }
}
