/** Normally distributed random numbers, from evenly distributed ones. */

/**
 * A number from the normal distribution with mean 0 and standard deviation 1. Takes two numbers from `random`.
 *
 * Source: Box and Muller, A note on the generation of random normal deviates, 1958.
 *
 * @param random a generator of numbers in [0, 1), such as `seededRandom(seed)`
 */
export function gaussian(random: () => number): number {
  // 1 − random() is never 0, whose logarithm is −∞.
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
