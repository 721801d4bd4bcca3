/** 3-1 (a): the derivative of a chain of sigmoids. */

import type { Suspicion, Task } from "../task.js";
import { describe } from "../world/student.js";
import { chainOf, closeTo, derivativeOf, drawWeights, productOf, slopeAt, type Link } from "./vanishing.js";

const LENGTH = "The number of layers is fixed. Loop over weights, however many there are.";

export const chainDerivative: Task = {
  id: "chain-derivative",
  title: "3-1 (a) the derivative of the chain",
  needs: ["derivative"],
  tests: [
    {
      name: "is σ′(z) · w for a single layer",
      points: 1,
      run: async ({ student, numbers, holds }) => {
        const x = numbers.integer(3, 9) / 10;
        const weights = drawWeights(numbers, 1);
        const got = await student.call("derivative", x, weights);
        const again = await student.call("derivative", x, weights);
        holds(
          Object.is(got, again) || typeof got !== "number",
          "a second call with the same numbers",
          describe(got),
          describe(again),
          "It remembers something from the call before. Start the product at 1 within the function.",
        );
        closeTo(`∂y/∂x for x = ${x} and w₁ = ${weights[0]}`, got, derivativeOf(x, weights), [
          ...mistakes(x, weights),
          [NaN, LENGTH],
        ]);
      },
    },
    {
      name: "is the product of one factor per layer, for the four layers of the sheet",
      points: 1,
      run: async ({ student, numbers }) => {
        const x = numbers.integer(3, 9) / 10;
        const weights = drawWeights(numbers, 4);
        const got = await student.call("derivative", x, weights);
        closeTo(
          `∂y/∂x for x = ${x} and the weights ${weights.join(", ")}`,
          got,
          derivativeOf(x, weights),
          mistakes(x, weights),
        );
      },
    },
    {
      name: "takes any number of layers",
      points: 1,
      run: async ({ student, numbers }) => {
        for (const count of [2, numbers.integer(6, 9)]) {
          const x = numbers.integer(3, 9) / 10;
          const weights = drawWeights(numbers, count);
          const got = await student.call("derivative", x, weights);
          closeTo(`∂y/∂x of ${count} layers`, got, derivativeOf(x, weights), [
            [NaN, LENGTH],
            [derivativeOf(x, weights.slice(0, 4)), LENGTH],
            ...mistakes(x, weights),
          ]);
        }
      },
    },
  ],
};

function mistakes(x: number, weights: readonly number[]): Suspicion[] {
  const links = chainOf(x, weights);
  const [first, last] = [links[0]!, links.at(-1)!];
  const factor = ({ slope, weight }: Link) => slope * weight;
  const right = productOf(links, factor);
  return [
    [productOf(links, ({ slope }) => slope), "The weights are missing: each factor is σ′(zᵢ) · wᵢ."],
    [productOf(links, ({ weight }) => weight), "The slopes are missing: each factor is σ′(zᵢ) · wᵢ."],
    [
      productOf(links, ({ a, weight }) => a * weight),
      "There is σ where its slope should be: σ′ = σ · (1 − σ).",
    ],
    [productOf(links, ({ a, weight }) => (1 - a) * weight), "σ′ has two factors: σ · (1 − σ)."],
    [productOf(links, ({ a, weight }) => a * (1 + a) * weight), "The sign in σ′ is wrong: σ · (1 − σ)."],
    [
      productOf(links, ({ a, weight }) => slopeAt(a) * weight),
      "σ was taken of σ. With aᵢ = σ(zᵢ) at hand, the slope is aᵢ · (1 − aᵢ).",
    ],
    [
      productOf(links, ({ input, weight }) => slopeAt(input) * weight),
      "The slope belongs at zᵢ = wᵢ · aᵢ₋₁, and not at aᵢ₋₁.",
    ],
    [
      productOf(links, ({ weight }) => slopeAt(weight * x) * weight),
      "Every layer reads x here. Layer i reads aᵢ₋₁, what the layer before it has computed.",
    ],
    [linear(x, weights), "A layer reads aᵢ₋₁ = σ(zᵢ₋₁). Here it reads zᵢ₋₁, without the σ."],
    [right / factor(last), "The factor of the last layer is missing."],
    [right / factor(first), "The factor of the first layer is missing."],
    [(right / first.weight) * x, "This is the derivative with respect to w₁. Asked for is that to x."],
    [factor(last), "This is the factor of the last layer alone: multiply into the product, with *=."],
    [factor(first), "This is the factor of the first layer alone."],
    [
      links.reduce((sum, link) => sum + factor(link), 0),
      "The factors are added here. The chain rule multiplies them.",
    ],
    [derivativeOf(x, [...weights].reverse()), "The weights are used in the opposite order. w₁ is next to x."],
    [last.a, "This is y itself, not its derivative."],
    [productOf(links, ({ weight }) => weight / 4), "¼ is the largest that σ′ can be. Take σ′ at each zᵢ."],
    [0, "A product that starts at 0 stays 0. Start at 1."],
  ];
}

/** What comes out when the layers hand on z instead of σ(z). */
function linear(x: number, weights: readonly number[]): number {
  let [z, product] = [x, 1];
  for (const weight of weights) {
    z *= weight;
    product *= slopeAt(z) * weight;
  }
  return product;
}
