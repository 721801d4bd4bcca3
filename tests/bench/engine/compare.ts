/**
 * Times two sides that train the same network, after seeing that both come to the same losses.
 *
 * A time is that of one more sample step: the time of many epochs less that of one, so that what happens once
 * (compiling the graph, above all) does not count. It is reported apart.
 */

import type { Side } from "./side.js";
import { median } from "./statistics.js";

export const ROUNDS = 11;
/** Long against what a clock, a timer or another program's slice can add, in nanoseconds. */
const ROUND_NS = 150e6;
/** The relative difference of two losses that rounding may explain. */
const TOLERANCE = 1e-9;

export interface Comparison {
  /** The median, over the rounds, of our time over the peer's. */
  readonly ratio: number;
  /** The medians of one sample step. */
  readonly oursNs: number;
  readonly peerNs: number;
  /** The median of our first epoch with all that comes before it. */
  readonly prepareMs: number;
}

/** @throws Error when the two do not compute the same */
export async function compare(ours: Side, peer: Side, samples: number): Promise<Comparison> {
  // Finding the number of epochs warms both sides up.
  const ourEpochs = await epochsForARound(ours);
  const peerEpochs = await epochsForARound(peer);
  await verify(ours, peer, Math.min(ourEpochs, peerEpochs));

  const times: { ours: number; peer: number; first: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const measureOurs = () => measure(ours, ourEpochs, samples);
    const measurePeer = () => measure(peer, peerEpochs, samples);
    // By turns, so that neither always runs on what the other left.
    const oursFirst = round % 2 === 0;
    const early = await (oursFirst ? measureOurs() : measurePeer());
    const late = await (oursFirst ? measurePeer() : measureOurs());
    const [mine, other] = oursFirst ? [early, late] : [late, early];
    times.push({ ours: mine.step, peer: other.step, first: mine.first });
  }
  return {
    ratio: median(times.map((time) => time.ours / time.peer)),
    oursNs: median(times.map((time) => time.ours)),
    peerNs: median(times.map((time) => time.peer)),
    prepareMs: median(times.map((time) => time.first)) / 1e6,
  };
}

async function measure(
  side: Side,
  epochs: number,
  samples: number,
): Promise<{ first: number; step: number }> {
  const first = (await side.run(1)).ns;
  const all = (await side.run(epochs)).ns;
  return { first, step: (all - first) / ((epochs - 1) * samples) };
}

async function epochsForARound(side: Side): Promise<number> {
  const isLong = async (epochs: number) => {
    const first = (await side.run(1)).ns;
    return (await side.run(epochs)).ns - first >= ROUND_NS;
  };
  for (let epochs = 2; ; epochs *= 2) {
    // Twice, because a single hiccup of the machine would pass for many epochs.
    if ((await isLong(epochs)) && (await isLong(epochs))) return epochs;
  }
}

async function verify(ours: Side, peer: Side, most: number): Promise<void> {
  const counts = [1, 2, 10, 100, 1000].filter((count) => count < most);
  for (const epochs of [...counts, most]) {
    const [a, b] = [(await ours.run(epochs)).loss, (await peer.run(epochs)).loss];
    if (!(Math.abs(a - b) <= TOLERANCE * Math.abs(b))) {
      throw new Error(
        `${ours.name} and ${peer.name} do not compute the same: the mean loss of epoch ${epochs} ` +
          `is ${a} in the one and ${b} in the other. Their times say nothing.`,
      );
    }
  }
}
