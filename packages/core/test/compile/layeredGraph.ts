/** Random graphs of dense layers in which single places are not as in a dense layer. */

import fc from "fast-check";
import {
  AddGate,
  ComputationalGraph,
  ConstantGate,
  ExpGate,
  InputGate,
  MultiplyGate,
  seededRandom,
  SigmoidGate,
  TanhGate,
  WeightGate,
  type GateLike,
} from "../../src/index.js";

/** What one place of a layer can be instead of a product of its own weight and its input. */
const irregularities = [
  "none",
  "weightOfTheNeighbour",
  "weightOfTheLayerBefore",
  "squaredWeight",
  "constantWeight",
  "fedWeight",
  "otherRate",
  "turnedProduct",
  "noProduct",
  "productReadTwice",
  "sumIsTarget",
  "productIsTarget",
  "weightIsTarget",
  "weightReadElsewhere",
  "threeFactors",
  "inputOfAnotherUnit",
  "otherActivation",
  "noBias",
  "biasFirst",
  "twoBiases",
  "nestedSum",
] as const;

type Irregularity = (typeof irregularities)[number];

const place = fc.record({
  kind: fc.constantFrom(...irregularities),
  layer: fc.nat(2),
  unit: fc.nat(35),
  input: fc.nat(35),
});

export const layeredGraph = fc
  .record({
    sizes: fc.array(fc.integer({ min: 3, max: 36 }), { minLength: 3, maxLength: 4 }),
    places: fc.array(place, { maxLength: 4 }),
    hasBias: fc.boolean(),
    inputsLearn: fc.boolean(),
    seed: fc.integer(),
  })
  .map((drawn) => ({ ...build(drawn), [fc.toStringMethod]: () => JSON.stringify(drawn) }));

interface Plan {
  readonly sizes: readonly number[];
  readonly places: readonly { kind: Irregularity; layer: number; unit: number; input: number }[];
  readonly hasBias: boolean;
  readonly inputsLearn: boolean;
  readonly seed: number;
}

function build({ sizes, places, hasBias, inputsLearn, seed }: Plan) {
  const random = seededRandom(seed);
  const draw = () => random() - 0.5;
  const feed: GateLike[] = [];
  const weights: WeightGate[] = [];
  const targets: GateLike[] = [];
  const weight = (alpha = 0.05) => {
    const gate = new WeightGate(alpha, draw());
    weights.push(gate);
    return gate;
  };
  const fed = (gate: GateLike) => {
    feed.push(gate);
    return gate;
  };

  let values: GateLike[] = Array.from({ length: sizes[0]! }, () =>
    inputsLearn ? weight() : fed(new InputGate(0)),
  );
  let latest = weight();
  const unread: GateLike[] = [latest];
  for (const [l, size] of sizes.slice(1).entries()) {
    const before = latest;
    values = Array.from({ length: size }, (_, j) => {
      const here = places.filter(({ layer, unit }) => layer % (sizes.length - 1) === l && unit % size === j);
      const products = values.flatMap((value, i): GateLike[] => {
        const kinds = here.filter(({ input }) => input % values.length === i).map(({ kind }) => kind);
        const is = (kind: Irregularity) => kinds.includes(kind);
        if (is("noProduct")) return [];
        let w: GateLike;
        if (is("weightOfTheNeighbour")) w = latest;
        else if (is("weightOfTheLayerBefore")) w = before;
        else if (is("constantWeight")) w = new ConstantGate(draw());
        else if (is("fedWeight")) w = fed(new WeightGate(0.05, draw()));
        else w = latest = weight(is("otherRate") ? 0.01 : 0.05);
        const x = is("inputOfAnotherUnit") ? values[0]! : value;
        const factors = is("turnedProduct") ? [x, w] : is("threeFactors") ? [w, x, before] : [w, x];
        const product = new MultiplyGate(is("squaredWeight") ? [w, w] : factors);
        if (is("productIsTarget")) targets.push(product);
        if (is("weightIsTarget")) targets.push(w);
        if (is("weightReadElsewhere")) unread.push(new ExpGate([w]));
        return is("productReadTwice") ? [product, product] : [product];
      });
      const has = (kind: Irregularity) => here.some((each) => each.kind === kind);
      const biases = Array.from({ length: has("twoBiases") ? 2 : hasBias && !has("noBias") ? 1 : 0 }, () =>
        weight(),
      );
      const terms = has("biasFirst") ? [...biases, ...products] : [...products, ...biases];
      const sum = new AddGate(has("nestedSum") ? [new AddGate(terms), weight()] : terms);
      if (has("sumIsTarget")) targets.push(sum);
      return has("otherActivation") ? new SigmoidGate([sum]) : new TanhGate([sum]);
    });
  }
  const graph = new ComputationalGraph([new AddGate([...values, ...unread]), ...targets]);
  const samples = [0, 1].map(() => feed.map(draw));
  return { graph, feed, weights, samples };
}
