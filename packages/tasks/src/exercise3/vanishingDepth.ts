/** 3-1 (c): how the gradient depends on the number of layers. */

import type { Suspicion, Task } from "../task.js";
import { closeTo, derivativeOf, drawWeights, slopeAt } from "./vanishing.js";

const NAME = "gradientThroughLayers";

export const gradientByDepth: Task = {
  id: "gradient-by-depth",
  title: "3-1 (c) the gradient by depth",
  needs: [NAME],
  tests: [
    {
      name: "is the size of ∂y/∂x for x = 1 and equal weights",
      points: 1,
      run: async ({ student, numbers }) => {
        const [size] = drawWeights(numbers, 1).map(Math.abs);
        for (const weight of [size!, -size!]) {
          const depth = 2 * numbers.integer(2, 5) + 1;
          const got = await student.call(NAME, depth, weight);
          closeTo(
            `|∂y/∂x| of ${depth} layers with the weight ${weight}`,
            got,
            through(depth, weight),
            mistakes(depth, weight),
          );
        }
      },
    },
    {
      name: "is right for 50 layers, where it is tiny",
      points: 1,
      run: async ({ student, numbers }) => {
        const [weight] = drawWeights(numbers, 1).map(Math.abs);
        const got = await student.call(NAME, 50, weight);
        closeTo(`|∂y/∂x| of 50 layers with the weight ${weight}`, got, through(50, weight!), [
          [0, "It is tiny, but not 0. Is something rounded?"],
          ...mistakes(50, weight!),
        ]);
      },
    },
  ],
};

function through(depth: number, weight: number, x = 1): number {
  return Math.abs(derivativeOf(x, new Array<number>(depth).fill(weight)));
}

function mistakes(depth: number, weight: number): Suspicion[] {
  const right = through(depth, weight);
  const size = Math.abs(weight);
  return [
    [-right, "Asked for is the size, which is never negative: Math.abs."],
    [Math.log10(right), "This is the logarithm. Return the size itself: the plot has an axis for it."],
    [through(depth - 1, weight), "One layer is missing. Are there as many weights as layers?"],
    [-through(depth - 1, weight), "One layer is missing. Are there as many weights as layers?"],
    [through(depth + 1, weight), "There is one layer too many."],
    [through(4, weight), "There are four layers here, whatever depth says."],
    ...[0, 0.5, weight].map((x): Suspicion => [through(depth, weight, x), "The input x is 1 here."]),
    [0.25 ** depth, "¼ is the largest that σ′ can be, and the weight is missing. Use derivative from (a)."],
    [
      (size / 4) ** depth,
      "This is the largest that it could be, with σ′ = ¼ everywhere. Use derivative from (a).",
    ],
    [
      (slopeAt(weight) * size) ** depth,
      "Only the first layer reads 1. The others read what comes before them: use derivative from (a).",
    ],
    [size ** depth, "The slopes σ′ are missing. Use derivative from (a)."],
    [through(1, weight), "This is one layer. derivative wants a list with the weight once per layer."],
  ];
}
