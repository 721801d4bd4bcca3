/** A mixed graph of any number of gates: irregular layers, wide and some twenty deep. */

import {
  AddGate,
  ComputationalGraph,
  InputGate,
  MultiplyGate,
  ReLUGate,
  seededRandom,
  SigmoidGate,
  SquaredLossGate,
  TanhGate,
  WeightGate,
  type Gate,
} from "@gradus/core";

const INPUTS = 256;
const LAYERS = 20;
const MOST_INPUTS = 8;
/** A unit with the most inputs: a weight and a product for each, a bias, a sum and an activation. */
const LARGEST_UNIT = 2 * MOST_INPUTS + 3;

/**
 * Nine units in ten are the activation of a weighted sum of one to eight units of the layer before, drawn at random;
 * the tenth is the tanh of the product of two. The target is the sum of a squared loss for each unit of the last
 * layer and of the units that nothing else reads. Gates have no names.
 *
 * @param size the number of gates, to the gate
 */
export function mixedGraph(size: number): ComputationalGraph {
  const random = seededRandom(1_000_000);
  const below = (count: number) => Math.floor(random() * count);
  let made = 0;
  const count = <T extends Gate>(gate: T): T => {
    made++;
    return gate;
  };
  const input = () => count(new InputGate(2 * random() - 1));
  const weight = () => count(new WeightGate(1e-3, 2 * random() - 1));

  const unit = (before: readonly Gate[]): Gate => {
    const pick = () => before[below(before.length)]!;
    if (below(10) === 0) return count(new TanhGate([count(new MultiplyGate([pick(), pick()]))]));
    const products = Array.from({ length: 1 + below(MOST_INPUTS) }, () =>
      count(new MultiplyGate([weight(), pick()])),
    );
    const sum = count(new AddGate([...products, weight()]));
    const Activation = [SigmoidGate, TanhGate, ReLUGate][below(3)]!;
    return count(new Activation([sum]));
  };

  const layers: Gate[][] = [Array.from({ length: INPUTS }, input)];
  const last = () => layers[layers.length - 1]!;
  // Each unit of the last layer will need its true value and its loss, and one gate adds them all up.
  const isFull = () => made + 2 * last().length + 1 + LARGEST_UNIT + 2 > size;
  for (let layer = 1; layer <= LAYERS; layer++) {
    const before = last();
    const layerEnd = layer === LAYERS ? Infinity : made + size / LAYERS;
    layers.push([]);
    while (made < layerEnd && !isFull()) last().push(unit(before));
  }
  const unread = layers.slice(0, -1).flatMap((layer) => layer.filter((gate) => gate.consumers.length === 0));
  const losses = last().map((yHat) => count(new SquaredLossGate([yHat, input()])));
  const rest = Array.from({ length: size - made - 1 }, weight);
  return new ComputationalGraph(count(new AddGate([...losses, ...unread, ...rest])));
}
