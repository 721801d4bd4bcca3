/** A network: a computational graph that knows its inputs, layers and outputs. */

import type { Drawing } from "../drawing/drawing.js";
import { InvalidOptionError } from "../errors.js";
import type { GateLike } from "../gate.js";
import type { InputGate } from "../gates/input.js";
import { ComputationalGraph } from "../graph/computationalGraph.js";
import type { Layer } from "./layer.js";

/** The gates of a network, as `denseNetwork` wires them. */
export interface NetworkParts {
  readonly inputs: readonly InputGate[];
  readonly truths: readonly InputGate[];
  /** Behind the inputs, in order of computation; at least one. */
  readonly layers: readonly Layer[];
  /** The gates between the outputs and the loss, the loss at the end. */
  readonly lossGates: readonly GateLike[];
}

/** Feed a sample with `inputs` and `truths`, then call `step()`; or ask with `predict()`. */
export class Network extends ComputationalGraph {
  readonly inputs: readonly InputGate[];
  /** The true values that the loss compares the outputs with. */
  readonly truths: readonly InputGate[];
  /** The hidden layers, then the output layer. */
  readonly layers: readonly Layer[];
  /** The predictions ŷ. */
  readonly outputs: readonly GateLike[];
  /** The graph of the outputs, without truths and loss. It shares its gates with the network. */
  readonly prediction: ComputationalGraph;
  /** Outputs that the loss does not read: a cross-entropy reads their logits. */
  readonly #besideLoss: readonly GateLike[];

  constructor({ inputs, truths, layers, lossGates }: NetworkParts) {
    const groups = [{ name: "input", gates: inputs }, ...layers];
    super(lossGates.at(-1)!, [...groups, { name: "loss", gates: [...truths, ...lossGates] }]);
    this.inputs = inputs;
    this.truths = truths;
    this.layers = layers;
    this.outputs = layers.at(-1)!.activations;
    this.prediction = new ComputationalGraph(this.outputs, groups);
    const gates = new Set(this.gates);
    this.#besideLoss = this.outputs.filter((output) => !gates.has(output));
  }

  /** The gate whose value the training makes small. */
  get loss(): GateLike {
    return this.target;
  }

  override forward(): Drawing {
    const drawing = super.forward();
    for (const output of this.#besideLoss) output.forward();
    return drawing;
  }

  /**
   * The outputs for one input. The network is left as it was, all values included, so that a prediction in the midst
   * of a training changes nothing.
   *
   * @param x a number for each input
   * @returns a number for each output
   * @throws InvalidOptionError when `x` has not one number for each input
   * @throws MissingValueError when a number or a weight is no number
   */
  predict(x: readonly number[]): number[] {
    if (x.length !== this.inputs.length) {
      const example = `network.predict([${this.inputs.map(() => 0).join(", ")}])`;
      throw new InvalidOptionError("predict", "x", x, `one number for each input, such as ${example}`);
    }
    const { gates } = this.prediction;
    const kept = gates.map(({ out }) => out);
    try {
      this.inputs.forEach((input, i) => (input.out = x[i]!));
      this.prediction.forward();
      return this.outputs.map(({ out }) => out);
    } finally {
      gates.forEach((gate, i) => (gate.out = kept[i]!));
    }
  }
}
