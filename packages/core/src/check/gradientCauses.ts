/** Tells from wrong gradients which mistake in `putGradient` gives just these numbers. */

import type { Arrival, Part } from "./pass.js";

interface Hypothesis {
  /** What arrives where somebody makes this mistake. */
  readonly gives: (arrival: Arrival) => number;
  readonly cause: string;
}

const product = ({ local, upstream }: Part) => local * upstream;
const total = (parts: readonly Part[], of: (part: Part) => number) =>
  parts.reduce((sum, part) => sum + of(part), 0);

/** In this order: the first that explains all arrivals is told. */
const hypotheses: readonly Hypothesis[] = [
  {
    gives: ({ parts }) => total(lastOfEach(parts), product),
    cause:
      "Of parallel edges, one contribution has overwritten the other of the same consumer: keep them apart by input position, or add them up.",
  },
  {
    gives: ({ parts, start }) => (parts.length === 0 ? start : product(parts.at(-1)!)),
    cause: "The last contribution has overwritten the others: putGradient must add with +=.",
  },
  {
    gives: ({ parts, start }) => (parts.length === 0 ? start : product(parts[0]!)),
    cause: "Only the first contribution counts: putGradient must add every one with +=.",
  },
  {
    gives: ({ parts, start }) => start - total(parts, product),
    cause: "The sign is wrong: putGradient must add local · consumer.dz, not subtract it.",
  },
  {
    gives: ({ parts, start }) => start + total(parts, ({ local }) => local),
    cause:
      "The upstream gradient is missing: by the chain rule putGradient adds local · consumer.dz, not local alone.",
  },
  {
    gives: ({ parts, start }) => start + total(parts, ({ upstream }) => upstream),
    cause: "The local derivative is missing: by the chain rule putGradient adds local · consumer.dz.",
  },
  {
    gives: ({ parts, start }) => start + total(parts, ({ local, upstream }) => local * upstream * upstream),
    cause: "The upstream gradient is multiplied twice: putGradient adds local · consumer.dz.",
  },
  {
    gives: ({ parts, start }) => start + total(parts, ({ local, upstream }) => local + upstream),
    cause:
      "Local derivative and upstream gradient are added, but the chain rule multiplies them: local · consumer.dz.",
  },
  {
    gives: ({ start }) => start,
    cause: "Nothing has arrived: putGradient must add local · consumer.dz to this.dz.",
  },
  {
    gives: ({ parts, start }) => start + 2 * total(parts, product),
    cause: "Every contribution counts twice: putGradient is to add it once.",
  },
];

/** @returns a sentence, or nothing where no mistake that we know gives all of these numbers */
export function gradientCause(arrivals: readonly Arrival[]): string | undefined {
  const wrong = arrivals.filter(({ got, due }) => !close(got, due));
  if (wrong.some(({ got }) => !Number.isFinite(got))) {
    return "putGradient does not compute a number: it adds local · consumer.dz to this.dz.";
  }
  return hypotheses.find(({ gives }) => arrivals.every((arrival) => close(gives(arrival), arrival.got)))
    ?.cause;
}

/** The last contribution of each consumer; the earlier ones where the consumer has only one. */
function lastOfEach(parts: readonly Part[]): Part[] {
  return [...new Map(parts.map((part) => [part.consumer, part])).values()];
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-7 * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;
}
