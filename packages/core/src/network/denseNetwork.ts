/** Networks of fully connected layers, gate by gate: what exercise 3-4 (f) of the sheet builds by hand. */

import { InvalidOptionError } from "../errors.js";
import type { GateLike } from "../gate.js";
import { InputGate } from "../gates/input.js";
import { seededRandom } from "../random/seededRandom.js";
import { activations, type Activation } from "./activations.js";
import { glorotUniform, type Initialiser } from "./initialisers.js";
import { denseLayer, type Layer } from "./layer.js";
import { lossGates, losses, type Loss } from "./losses.js";
import { numbered } from "./names.js";
import { Network } from "./network.js";

export interface DenseNetworkOptions {
  /** The number of inputs, of neurons in each hidden layer, and of outputs: [2, 4, 1]. */
  readonly layers: readonly number[];
  /** The activation function of the hidden layers. Default "sigmoid". */
  readonly hidden?: Activation;
  /** The activation function of the output layer. Default "sigmoid". */
  readonly output?: Activation;
  /** Default "squared". */
  readonly loss?: Loss;
  /** The learning rate α of all weights and biases. Default 0.5. */
  readonly alpha?: number;
  /** Where the weights start. Default `glorotUniform()`. */
  readonly initialise?: Initialiser;
  /** Where the biases start; false for neurons without a bias. Default 0. */
  readonly bias?: number | false;
  /** An integer that stands for all random numbers: the same seed gives the same network. Default 0. */
  readonly seed?: number;
}

/**
 * A network of fully connected layers, each neuron written out in gates: products, their sum, its activation.
 *
 * Layer l, neuron j and input i are counted from 1 in the names: weights w⁽ˡ⁾ⱼᵢ, products p⁽ˡ⁾ⱼᵢ, biases b⁽ˡ⁾ⱼ, sums
 * z⁽ˡ⁾ⱼ, activations a⁽ˡ⁾ⱼ; inputs xᵢ, predictions ŷₖ, true values yₖ, loss L. Random numbers are drawn layer by layer
 * from the first, in a layer neuron by neuron, for a neuron weight by weight; biases draw none.
 *
 * With "binaryCrossEntropy" the loss reads the logits z, and the predictions stand beside the loss's graph: they are
 * computed in `forward()` all the same and drawn by `network.prediction.draw()`.
 *
 * ```ts
 * const network = denseNetwork({ layers: [2, 4, 1], seed: 1 });
 * network.predict([0, 1]); // one number between 0 and 1
 * ```
 *
 * @throws InvalidOptionError
 */
export function denseNetwork(options: DenseNetworkOptions): Network {
  const {
    layers: sizes,
    hidden = "sigmoid",
    output = "sigmoid",
    loss = "squared",
    alpha = 0.5,
    initialise = glorotUniform(),
    bias = 0,
    seed = 0,
  } = options;
  check({ layers: sizes, hidden, output, loss, alpha, initialise, bias, seed });

  const random = seededRandom(seed);
  const inputs = inputGates("x", sizes[0]!);
  const truths = inputGates("y", sizes.at(-1)!);
  const layers: Layer[] = [];
  let values: readonly GateLike[] = inputs;
  for (let l = 1; l < sizes.length; l++) {
    const [fanIn, fanOut] = [sizes[l - 1]!, sizes[l]!];
    const isOutput = l === sizes.length - 1;
    const layer = denseLayer(values, {
      name: isOutput ? "output" : `hidden ${l}`,
      position: l,
      size: fanOut,
      activation: isOutput ? output : hidden,
      alpha,
      bias,
      drawWeight: () => initialise(fanIn, fanOut, random),
    });
    layers.push(layer);
    values = layer.activations;
  }
  values.forEach((yHat, k) => (yHat.name = numbered("ŷ", k, values.length)));
  return new Network({ inputs, truths, layers, lossGates: lossGates(loss, layers.at(-1)!, truths) });
}

function inputGates(letter: string, count: number): InputGate[] {
  return Array.from({ length: count }, (_, i) => new InputGate(undefined, numbered(letter, i, count)));
}

/** @throws InvalidOptionError at the first option that does not fit */
function check(options: Required<DenseNetworkOptions>): void {
  const { layers, hidden, output, loss, alpha, initialise, bias, seed } = options;
  const ensure = (holds: boolean, option: keyof DenseNetworkOptions, expected: string) => {
    if (!holds) throw new InvalidOptionError("denseNetwork", option, options[option], expected);
  };
  const isSize = (size: unknown) => Number.isSafeInteger(size) && (size as number) >= 1;
  ensure(
    Array.isArray(layers) && layers.length >= 2 && layers.every(isSize),
    "layers",
    "the number of inputs, of neurons in each hidden layer, and of outputs, such as layers: [2, 4, 1]",
  );
  ensure(Object.hasOwn(activations, hidden), "hidden", oneOf(activations));
  ensure(Object.hasOwn(activations, output), "output", oneOf(activations));
  ensure(Object.hasOwn(losses, loss), "loss", oneOf(losses));
  const isLogistic = loss !== "binaryCrossEntropy" || output === "sigmoid";
  ensure(isLogistic, "output", '"sigmoid", because the loss "binaryCrossEntropy" takes ŷ for a probability');
  ensure(Number.isFinite(alpha) && alpha >= 0, "alpha", "a number of at least 0, such as alpha: 0.5");
  ensure(typeof initialise === "function", "initialise", "an initialiser, such as initialise: heNormal()");
  ensure(bias === false || Number.isFinite(bias), "bias", "a number, such as bias: 0, or false for none");
  ensure(Number.isSafeInteger(seed), "seed", "a whole number, such as seed: 1");
}

/** "a", "b" or "c" */
function oneOf(table: object): string {
  const names = Object.keys(table).map((name) => `"${name}"`);
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)!}`;
}
