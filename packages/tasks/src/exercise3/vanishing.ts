/** What the tests of 3-1 have in common: the chain of sigmoids, and numbers that may be very small. */

import { formatNumber } from "@gradus/core";
import { Mismatch } from "../errors.js";
import type { Numbers } from "../numbers.js";
import type { Suspicion } from "../task.js";
import { describe, type Held } from "../world/student.js";

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
export const slopeAt = (z: number): number => sigmoid(z) * (1 - sigmoid(z));

/** One layer of the chain: z = weight · input, a = σ(z). */
export interface Link {
  readonly weight: number;
  readonly input: number;
  readonly z: number;
  readonly a: number;
  /** σ′(z) */
  readonly slope: number;
}

export function chainOf(x: number, weights: readonly number[]): Link[] {
  let input = x;
  return weights.map((weight) => {
    const z = weight * input;
    const link = { weight, input, z, a: sigmoid(z), slope: slopeAt(z) };
    input = link.a;
    return link;
  });
}

export function productOf(links: readonly Link[], factor: (link: Link) => number): number {
  return links.reduce((product, link) => product * factor(link), 1);
}

/** ∂y/∂x of the chain. */
export function derivativeOf(x: number, weights: readonly number[]): number {
  return productOf(chainOf(x, weights), ({ slope, weight }) => slope * weight);
}

/** Different in size, from 0.5 to 2, but none of size 1, which hides mistakes; the signs are random. */
export function drawWeights(numbers: Numbers, count: number): number[] {
  const sizes = new Set<number>();
  while (sizes.size < count) {
    const size = numbers.integer(5, 20);
    if (size !== 10) sizes.add(size);
  }
  return [...sizes].map((size) => (size / 10) * (numbers.integer(0, 1) === 0 ? 1 : -1));
}

/**
 * Compare numbers by their ratio: of two tiny gradients, neither is as good as the other.
 *
 * @param suspicions in the order in which they are considered
 * @throws Mismatch when they differ by more than rounding
 */
export function closeTo(
  what: string,
  got: Held,
  expected: number,
  suspicions: readonly Suspicion[] = [],
): void {
  if (isNear(got, expected)) return;
  const [, hint] =
    suspicions.find(([wrong]) => wrong !== undefined && (Object.is(got, wrong) || isNear(got, wrong))) ?? [];
  const shown = typeof got === "number" ? formatNumber(got, 6) : describe(got);
  throw new Mismatch(what, formatNumber(expected, 6), shown, hint ?? generalHint(got, expected));
}

function generalHint(got: Held, expected: number): string | undefined {
  if (got === undefined) return "Nothing came back. Is there a return at the end?";
  if (Number.isNaN(got)) return "NaN comes from a number that is missing: is there one for each name?";
  if (isNear(got, -expected)) return "The size is right, the sign is wrong.";
  if (isNear(got, expected, 1e-3))
    return "Very close, but not the same. Do not round, and use the derivative itself, not a difference quotient.";
  return undefined;
}

/** Written so that NaN is near nothing. */
function isNear(got: Held, expected: number, tolerance = 1e-9): boolean {
  return typeof got === "number" && Math.abs(got - expected) <= tolerance * Math.abs(expected);
}
