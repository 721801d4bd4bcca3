/** The losses of a network, by name, over any number of outputs. */

import type { GateLike } from "../gate.js";
import { AddGate } from "../gates/add.js";
import { BinaryCrossEntropyGate } from "../gates/binaryCrossEntropy.js";
import { MeanSquaredErrorGate } from "../gates/meanSquaredError.js";
import { SquaredLossGate } from "../gates/squaredLoss.js";
import type { Layer } from "./layer.js";
import { numbered } from "./names.js";

/**
 * "squared": Σₖ (ŷₖ − yₖ)², the loss of the sheet. "meanSquared": the same over the number of outputs.
 * "binaryCrossEntropy": Σₖ −yₖ ln ŷₖ − (1 − yₖ) ln(1 − ŷₖ), for sigmoid outputs.
 */
export type Loss = "squared" | "meanSquared" | "binaryCrossEntropy";

/** The terms of the loss: one for all outputs, or one for each. */
export const losses: Readonly<Record<Loss, (output: Layer, truths: readonly GateLike[]) => GateLike[]>> = {
  squared: ({ activations }, truths) => activations.map((yHat, k) => new SquaredLossGate([yHat, truths[k]!])),
  meanSquared: ({ activations }, truths) => [new MeanSquaredErrorGate([...activations, ...truths])],
  // From the logits, because a sure but wrong ŷ is rounded to 0 or 1 and has no logarithm.
  binaryCrossEntropy: ({ sums }, truths) => sums.map((z, k) => new BinaryCrossEntropyGate([z, truths[k]!])),
};

/** The gates of the loss, the loss itself at the end. */
export function lossGates(loss: Loss, output: Layer, truths: readonly GateLike[]): GateLike[] {
  const terms = losses[loss](output, truths);
  terms.forEach((term, k) => (term.name = numbered("L", k, terms.length)));
  return terms.length === 1 ? terms : [...terms, new AddGate(terms, "L")];
}
