/** One gate on the test bench: put values before it, measure it, and hear what it passes back. */

import type { GateLike } from "../gate.js";
import { Listener } from "../graph/listener.js";
import { isMovable, putDz, putOut, valueOf } from "./access.js";
import { remember } from "./memory.js";
import { measureSlope, type Slope } from "./tolerance.js";

/** One call of `putGradient(consumer, local)`. */
export interface Call {
  readonly receiver: GateLike;
  readonly consumer: unknown;
  readonly local: unknown;
  /** The gradient of the consumer at the time of the call. */
  readonly upstream: number;
}

/** What one run of `backward()` gave to the inputs. */
export interface Passed {
  /** The gradient that the gate had. */
  readonly upstream: number;
  /** By input of the bench: all that arrived, through `putGradient` or straight in `dz`. */
  readonly totals: readonly number[];
  /** The part of it that came straight in `dz`. */
  readonly direct: readonly number[];
  readonly calls: readonly Call[];
  /** What `backward()` threw, in a box because anything can be thrown. */
  readonly thrown?: { readonly error: unknown };
}

export class Bench {
  /** The inputs, each one once: parallel edges move together. */
  readonly inputs: readonly GateLike[];
  /** By input, at which positions it stands. */
  readonly positions: readonly (readonly number[])[];
  /** By input, whether its value can be set. */
  readonly movable: readonly boolean[];
  readonly #listener: Listener;

  /** @param gates all gates of the graph; what they hold is not this gate's own state */
  constructor(
    readonly gate: GateLike,
    readonly gates: ReadonlySet<GateLike>,
  ) {
    this.inputs = [...new Set(gate.inputNodes)];
    this.positions = this.inputs.map((input) =>
      gate.inputNodes.flatMap((other, position) => (other === input ? [position] : [])),
    );
    this.movable = this.inputs.map(isMovable);
    this.#listener = new Listener(this.inputs);
  }

  /** Set the inputs, as far as they can be set. @returns their values */
  place(values: readonly number[]): number[] {
    this.inputs.forEach((input, k) => putOut(input, values[k]!));
    return this.inputs.map(({ out }) => out);
  }

  /** Run `forward()`. @returns the value, NaN where it has none */
  forward(): number {
    return valueOf(this.gate);
  }

  /** Measure the derivative with respect to one input, with the others where they are now. */
  slope(k: number, x: number): Slope {
    const input = this.inputs[k]!;
    const at = input.out;
    const slope = measureSlope((value) => (putOut(input, value) ? valueOf(this.gate) : NaN), x);
    putOut(input, at);
    this.forward();
    return slope;
  }

  /**
   * Run `backward()` with this upstream gradient on inputs that stay as they are.
   *
   * @param start the gradient that the inputs have got from others
   */
  passBack(upstream: number, start = 0): Passed {
    for (const input of this.inputs) putDz(input, start);
    putDz(this.gate, upstream);
    return hear(this.gate, this.inputs, (note) => {
      this.#listener.during(() => {
        this.gate.backward();
      }, note);
    });
  }

  /** Remember what the gate itself holds. @returns puts it back */
  remember(): () => void {
    return remember([this.gate], this.gates);
  }
}

/** Hear what `backward()` passes, and keep it from the inputs: a fault in their `putGradient` is not the gate's. */
export function hear(
  gate: GateLike,
  inputs: readonly GateLike[],
  run: (note: (receiver: GateLike, consumer: unknown, local: unknown) => boolean) => void,
): Passed {
  const calls: Call[] = [];
  const before = inputs.map(({ dz }) => dz);
  const upstream = gate.dz;
  let thrown: Passed["thrown"];
  try {
    run((receiver, consumer, local) => {
      if (!inputs.includes(receiver)) return true;
      calls.push({ receiver, consumer, local, upstream: upstreamOf(consumer) });
      return false;
    });
  } catch (error) {
    thrown = { error };
  }
  const direct = inputs.map(({ dz }, k) => (Object.is(dz, before[k]) ? 0 : dz - before[k]!));
  const totals = direct.slice();
  for (const { receiver, local, upstream } of calls) {
    totals[inputs.indexOf(receiver)]! += typeof local === "number" ? local * upstream : NaN;
  }
  inputs.forEach((input, k) => {
    if (!Object.is(input.dz, before[k])) putDz(input, before[k]!);
  });
  return { upstream, totals, direct, calls, ...(thrown === undefined ? {} : { thrown }) };
}

function upstreamOf(consumer: unknown): number {
  return (consumer as GateLike | undefined)?.dz ?? NaN;
}
