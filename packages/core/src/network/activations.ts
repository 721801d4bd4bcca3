/** The activation functions of a neuron, by name. */

import type { GateLike } from "../gate.js";
import { LeakyReLUGate } from "../gates/leakyRelu.js";
import { ReLUGate } from "../gates/relu.js";
import { SigmoidGate } from "../gates/sigmoid.js";
import { SoftplusGate } from "../gates/softplus.js";
import { TanhGate } from "../gates/tanh.js";

/** "linear" is no function at all: the neuron's value is its sum. */
export type Activation = "sigmoid" | "tanh" | "relu" | "leakyRelu" | "softplus" | "linear";

/** The gate of the activation, from the neuron's sum z. */
export const activations: Readonly<Record<Activation, (z: GateLike) => GateLike>> = {
  sigmoid: (z) => new SigmoidGate([z]),
  tanh: (z) => new TanhGate([z]),
  relu: (z) => new ReLUGate([z]),
  leakyRelu: (z) => new LeakyReLUGate([z]),
  softplus: (z) => new SoftplusGate([z]),
  linear: (z) => z,
};
