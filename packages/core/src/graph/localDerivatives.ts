/** Listen to the local derivatives that gates pass back, without asking anything of the gates' classes. */

import { LocalDerivativeError } from "../errors.js";
import type { GateLike } from "../gate.js";
import { describe } from "./order.js";
import type { Wiring } from "./wiring.js";

type PutGradient = GateLike["putGradient"];

/**
 * Notes, for one graph, which local derivative crossed which edge in a backward pass.
 *
 * The sheet's `putGradient(consumer, local)` is the one way in which gradients move, so listening there sees all
 * of them; the student's own `putGradient` stays the two lines of the exercise.
 */
export class LocalDerivatives {
  /** By edge; NaN where nothing has crossed. */
  readonly values: Float64Array;
  readonly #wiring: Wiring;
  readonly #owners: { putGradient: PutGradient }[];
  #running = 0;
  #cursor = 0;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.values = new Float64Array(wiring.source.length);
    this.#owners = [...new Set(wiring.gates.map(ownerOfPutGradient))];
  }

  /** Tell whose `backward()` comes next. */
  expect(gate: number): void {
    this.#running = gate;
    this.#cursor = this.#wiring.first[gate]!;
  }

  /** Run a backward pass and note what crosses. The gates' classes are as before when it returns or throws. */
  during(pass: () => void): void {
    this.values.fill(NaN);
    const originals = this.#owners.map((owner) => owner.putGradient);
    // Where an override calls super.putGradient, only the outer call is the gate's own.
    let depth = 0;
    const listen = (
      original: PutGradient,
      note: (receiver: GateLike, consumer: GateLike, local: number) => void,
    ): PutGradient =>
      function (this: GateLike, consumer, local) {
        if (depth === 0) note(this, consumer, local);
        depth++;
        try {
          original.call(this, consumer, local);
        } finally {
          depth--;
        }
      };
    try {
      this.#owners.forEach((owner, i) => {
        owner.putGradient = listen(originals[i]!, (receiver, consumer, local) => {
          this.#note(receiver, consumer, local);
        });
      });
      pass();
    } finally {
      this.#owners.forEach((owner, i) => (owner.putGradient = originals[i]!));
    }
  }

  #note(receiver: GateLike, consumer: GateLike, local: number): void {
    const { gates, source, first } = this.#wiring;
    if (consumer !== gates[this.#running]) return;
    if (typeof local !== "number" || Number.isNaN(local)) {
      throw new LocalDerivativeError(describe(consumer), describe(receiver), local);
    }
    const end = first[this.#running + 1]!;
    const begin = first[this.#running]!;
    // Gates mostly answer in the order of their inputs: then the edge is found at once.
    for (let tried = 0; tried < end - begin; tried++) {
      const edge = begin + ((this.#cursor - begin + tried) % (end - begin));
      if (gates[source[edge]!] === receiver && Number.isNaN(this.values[edge])) {
        this.values[edge] = local;
        this.#cursor = edge + 1;
        return;
      }
    }
  }
}

/** The object that holds the method: the gate itself, or the prototype that it inherits from. */
function ownerOfPutGradient(gate: GateLike): { putGradient: PutGradient } {
  let owner: object = gate;
  while (!Object.hasOwn(owner, "putGradient")) owner = Object.getPrototypeOf(owner) as object;
  return owner as { putGradient: PutGradient };
}
