/** The values that weights start from: what exercise 3-1 (d) of the sheet does against vanishing gradients. */

import { InvalidOptionError } from "../errors.js";
import { gaussian } from "../random/gaussian.js";

/**
 * Draws the starting value of one weight.
 *
 * @param fanIn the number of inputs of the neuron
 * @param fanOut the number of neurons in its layer
 * @param random a generator of numbers in [0, 1)
 */
export type Initialiser = (fanIn: number, fanOut: number, random: () => number) => number;

/** The same value for each weight. With it all neurons of a layer stay equal for ever. @throws InvalidOptionError */
export function constant(value: number): Initialiser {
  if (!Number.isFinite(value))
    throw new InvalidOptionError("constant", "value", value, "a number, such as constant(1)");
  return () => value;
}

/** Evenly from −limit to limit, whatever the size of the layer. @throws InvalidOptionError */
export function uniform(limit = 1): Initialiser {
  if (!Number.isFinite(limit) || limit < 0)
    throw new InvalidOptionError("uniform", "limit", limit, "a number of at least 0, such as uniform(0.5)");
  return (_fanIn, _fanOut, random) => evenly(limit, random);
}

/**
 * Evenly from −ℓ to ℓ with ℓ = √(6 / (fanIn + fanOut)): the variance is 2 / (fanIn + fanOut).
 *
 * For tanh and sigmoid. Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural
 * networks, 2010, formula 16.
 */
export function glorotUniform(): Initialiser {
  return (fanIn, fanOut, random) => evenly(Math.sqrt(6 / (fanIn + fanOut)), random);
}

/**
 * Normal with mean 0 and variance 2 / (fanIn + fanOut).
 *
 * For tanh and sigmoid. Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural
 * networks, 2010, formula 12.
 */
export function glorotNormal(): Initialiser {
  return (fanIn, fanOut, random) => Math.sqrt(2 / (fanIn + fanOut)) * gaussian(random);
}

/**
 * Evenly from −ℓ to ℓ with ℓ = √(6 / fanIn): the variance is 2 / fanIn.
 *
 * For ReLU, with the variance of `heNormal`.
 */
export function heUniform(): Initialiser {
  return (fanIn, _fanOut, random) => evenly(Math.sqrt(6 / fanIn), random);
}

/**
 * Normal with mean 0 and variance 2 / fanIn.
 *
 * For ReLU. Source: He, Zhang, Ren and Sun, Delving deep into rectifiers, 2015, formula 10.
 */
export function heNormal(): Initialiser {
  return (fanIn, _fanOut, random) => Math.sqrt(2 / fanIn) * gaussian(random);
}

function evenly(limit: number, random: () => number): number {
  return (2 * random() - 1) * limit;
}
