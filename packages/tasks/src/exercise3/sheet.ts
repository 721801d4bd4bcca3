/** The neuron of the sheet, forward and backward, in plain numbers. */

/** What the graph starts from. */
export interface Start {
  readonly x1: number;
  readonly x2: number;
  readonly w1: number;
  readonly w2: number;
  readonly p0: number;
  readonly y: number;
}

/** The numbers of the sheet. */
export const SHEET: Start = { x1: 1, x2: 1, w1: 4 / 5, w2: -7 / 5, p0: 3 / 5, y: 1 };

export const SIGNS = {
  ...{ x1: "x₁", x2: "x₂", w1: "w₁", w2: "w₂", p0: "p₀", y: "y" },
  ...{ p1: "p₁", p2: "p₂", z: "z", yHat: "ŷ", loss: "L" },
} as const;

export const sigma = (z: number): number => 1 / (1 + Math.exp(-z));

/** The forward pass. */
export function forward({ x1, x2, w1, w2, p0, y }: Start) {
  const [p1, p2] = [w1 * x1, w2 * x2];
  const z = p1 + p2 + p0;
  const yHat = sigma(z);
  return { p1, p2, z, yHat, loss: (yHat - y) ** 2 };
}

/** The backward pass: the derivative of L with respect to each node. */
export function backward(start: Start) {
  const { yHat } = forward(start);
  const dyHat = 2 * (yHat - start.y);
  const dz = dyHat * yHat * (1 - yHat);
  return {
    ...{ yHat: dyHat, y: -dyHat, z: dz, p1: dz, p2: dz, p0: dz },
    ...{ w1: dz * start.x1, w2: dz * start.x2, x1: dz * start.w1, x2: dz * start.w2 },
  };
}
