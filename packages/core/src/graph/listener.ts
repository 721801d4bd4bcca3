/** Hears every gradient that gates pass back, without asking anything of the gates' classes. */

import type { GateLike } from "../gate.js";

type PutGradient = GateLike["putGradient"];

/** Called before the receiver takes the gradient; where it answers false, the receiver does not get it. */
export type Note = (receiver: GateLike, consumer: GateLike, local: number) => boolean | void;

/**
 * The sheet's `putGradient(consumer, local)` is the one way in which gradients move, so listening there hears all
 * of them; the student's own `putGradient` stays the two lines of the exercise.
 */
export class Listener {
  readonly #owners: readonly { putGradient: PutGradient }[];

  constructor(gates: readonly GateLike[]) {
    this.#owners = ownersOfPutGradient(gates);
  }

  /** Run a pass and hear what crosses. The gates' classes are as before when it returns or throws. */
  during(pass: () => void, note: Note): void {
    const originals = this.#owners.map((owner) => owner.putGradient);
    // Where an override calls super.putGradient, only the outer call is the gate's own.
    let depth = 0;
    const listening = (original: PutGradient): PutGradient =>
      function (this: GateLike, consumer, local) {
        if (depth === 0 && note(this, consumer, local) === false) return;
        depth++;
        try {
          original.call(this, consumer, local);
        } finally {
          depth--;
        }
      };
    try {
      this.#owners.forEach((owner, i) => (owner.putGradient = listening(originals[i]!)));
      pass();
    } finally {
      this.#owners.forEach((owner, i) => (owner.putGradient = originals[i]!));
    }
  }
}

/** The objects that hold the method: the gates themselves, or the prototypes that they inherit it from. */
function ownersOfPutGradient(gates: readonly GateLike[]): { putGradient: PutGradient }[] {
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
  return [...owners] as { putGradient: PutGradient }[];
}
