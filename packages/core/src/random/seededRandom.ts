/** Random numbers that are the same on every run, so that a training can be repeated and graded. */

/**
 * A generator of numbers in [0, 1), the same sequence for the same seed.
 *
 * Source: T. Ettinger's mulberry32, a 32-bit generator; good for starting weights, not for secrets.
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
