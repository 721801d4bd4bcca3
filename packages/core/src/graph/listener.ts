/** Hears every gradient that gates pass back, without asking anything of the gates' classes. */

import type { GateLike } from "../gate.js";

type PutGradient = GateLike["putGradient"];

interface Owner {
  putGradient: PutGradient;
}

/** Called before the receiver takes the gradient; where it answers false, the receiver does not get it. */
export type Note = (receiver: GateLike, consumer: GateLike, local: number) => boolean | void;

/**
 * The sheet's `putGradient(consumer, local)` is the one way in which gradients move, so listening there hears all
 * of them; the student's own `putGradient` stays the two lines of the exercise.
 */
export class Listener {
  readonly #owners: readonly Owner[];
  /** Made once for each method: a new function in each pass would be optimised anew, too. */
  readonly #wrappers: { original: PutGradient; wrapper: PutGradient }[] = [];
  #note: Note = () => undefined;
  /** Where an override calls super.putGradient, only the outer call is the gate's own. */
  #depth = 0;

  constructor(gates: readonly GateLike[]) {
    this.#owners = ownersOfPutGradient(gates);
  }

  /** Run a pass and hear what crosses. The gates' classes are as before when it returns or throws. */
  during(pass: () => void, note: Note): void {
    const owners = this.#owners;
    const originals = owners.map((owner) => owner.putGradient);
    const outer = [this.#note, this.#depth] as const;
    [this.#note, this.#depth] = [note, 0];
    try {
      for (let i = 0; i < owners.length; i++) owners[i]!.putGradient = this.#wrapper(i, originals[i]!);
      pass();
    } finally {
      for (let i = 0; i < owners.length; i++) owners[i]!.putGradient = originals[i]!;
      [this.#note, this.#depth] = outer;
    }
  }

  #wrapper(i: number, original: PutGradient): PutGradient {
    const known = this.#wrappers[i];
    // A student may have changed the method since.
    if (known?.original === original) return known.wrapper;
    const hear = (receiver: GateLike, consumer: GateLike, local: number): void => {
      if (this.#depth === 0 && this.#note(receiver, consumer, local) === false) return;
      this.#depth++;
      try {
        original.call(receiver, consumer, local);
      } finally {
        this.#depth--;
      }
    };
    const wrapper: PutGradient = function (this: GateLike, consumer, local) {
      hear(this, consumer, local);
    };
    this.#wrappers[i] = { original, wrapper };
    return wrapper;
  }
}

/** The objects that hold the method: the gates themselves, or the prototypes that they inherit it from. */
function ownersOfPutGradient(gates: readonly GateLike[]): Owner[] {
  const owners = new Set<object>();
  const known = new Set<object | null>();
  for (const gate of gates) {
    const prototype = Object.getPrototypeOf(gate) as object | null;
    const isOwn = Object.hasOwn(gate, "putGradient");
    if (!isOwn && known.has(prototype)) continue;
    let owner: object = gate;
    while (!Object.hasOwn(owner, "putGradient")) owner = Object.getPrototypeOf(owner) as object;
    owners.add(owner);
    if (!isOwn) known.add(prototype);
  }
  return [...owners] as Owner[];
}
