/** A fully connected layer: each neuron reads every value of the layer before. */

import type { GateLike } from "../gate.js";
import { AddGate } from "../gates/add.js";
import { MultiplyGate } from "../gates/multiply.js";
import { WeightGate } from "../gates/weight.js";
import type { GateGroup } from "../graph/wiring.js";
import { activations, type Activation } from "./activations.js";
import { indexed } from "./names.js";

/** Of each list, entry j belongs to neuron j, from 0. A layer is a group of the drawing, with all of its gates; its neurons are groups in it. */
export interface Layer extends GateGroup {
  /** `weights[j][i]` is w⁽ˡ⁾ⱼᵢ: what neuron j multiplies value i of the layer before with. */
  readonly weights: readonly (readonly WeightGate[])[];
  /** Empty for a network without biases. */
  readonly biases: readonly WeightGate[];
  /** zⱼ = Σᵢ wⱼᵢ · xᵢ + bⱼ; a single product without a bias is its own sum. */
  readonly sums: readonly GateLike[];
  /** aⱼ, the activation function of zⱼ; where that is linear, the sum itself. */
  readonly activations: readonly GateLike[];
}

export interface LayerPlan {
  readonly name: string;
  /** The position l of the layer, from 1 for the first one behind the inputs. */
  readonly position: number;
  readonly size: number;
  readonly activation: Activation;
  readonly alpha: number;
  /** The starting value of the biases; false for none. */
  readonly bias: number | false;
  /** Draws the starting value of the next weight. */
  readonly drawWeight: () => number;
}

/** Build the gates, neuron by neuron; within a neuron the weights are drawn in the order of the inputs. */
export function denseLayer(inputs: readonly GateLike[], plan: LayerPlan): Layer {
  const neurons = Array.from({ length: plan.size }, (_, j) => neuron(inputs, j + 1, plan));
  return {
    name: plan.name,
    gates: [...new Set(neurons.flatMap(({ gates }) => gates))],
    groups: neurons.map(({ gates }, j) => ({ name: `neuron ${j + 1}`, gates: [...new Set(gates)] })),
    weights: neurons.map(({ weights }) => weights),
    biases: neurons.flatMap(({ biases }) => biases),
    sums: neurons.map(({ sum }) => sum),
    activations: neurons.map(({ activation }) => activation),
  };
}

function neuron(inputs: readonly GateLike[], j: number, plan: LayerPlan) {
  const { position: l, alpha, bias } = plan;
  const weights = inputs.map((_, i) => new WeightGate(alpha, plan.drawWeight(), indexed("w", l, j, i + 1)));
  const products = inputs.map((x, i) => new MultiplyGate([weights[i]!, x], indexed("p", l, j, i + 1)));
  const biases = bias === false ? [] : [new WeightGate(alpha, bias, indexed("b", l, j))];
  const summands = [...products, ...biases];
  const sum = summands.length === 1 ? summands[0]! : new AddGate(summands);
  sum.name = indexed("z", l, j);
  const activation = activations[plan.activation](sum);
  activation.name = indexed("a", l, j);
  return { weights, biases, sum, activation, gates: [...weights, ...biases, ...products, sum, activation] };
}
