/** Tells from wrong local derivatives which mistake gives just these numbers. */

import type { GateLike } from "../gate.js";
import type { Call } from "./bench.js";

/** One run of a gate's `backward()`, seen from one of its inputs. */
export interface Case {
  /** The values of the inputs, each input once. */
  readonly values: readonly number[];
  /** Which of the inputs is meant. */
  readonly k: number;
  readonly out: number;
  /** By input: measured, NaN where that was not possible. */
  readonly expected: readonly number[];
  /** By input: what was passed, divided by the upstream gradient. */
  readonly got: readonly number[];
  /** The same runs with two upstream gradients: what was passed in all. */
  readonly passed: readonly { readonly upstream: number; readonly total: number }[];
  readonly calls: readonly Call[];
  readonly isWrong: boolean;
}

/** What the cases do not hold themselves. */
export interface Circumstances {
  readonly gate: GateLike;
  readonly inputs: readonly GateLike[];
  readonly names: readonly string[];
  /** Measure the derivative with the input at another value. */
  readonly slopeAt: (case_: Case, x: number) => number;
}

interface Hypothesis {
  /** What somebody who makes this mistake passes, for the upstream gradient 1. */
  readonly gives: (case_: Case) => number;
  readonly cause: string;
}

/** @returns a sentence, or nothing where no mistake that we know gives all of these numbers */
export function localCause(cases: readonly Case[], about: Circumstances): string | undefined {
  return (
    wrongCall(cases, about) ??
    passesNothing(cases, about) ??
    notANumber(cases, about) ??
    wrongUpstream(cases) ??
    onlyOnOneSide(cases) ??
    hypotheses(cases, about).find(({ gives }) => explains(cases, gives))?.cause ??
    constantFactor(cases) ??
    alwaysTheSame(cases)
  );
}

function wrongCall(cases: readonly Case[], { gate, inputs }: Circumstances): string | undefined {
  const calls = cases.flatMap(({ calls, k, isWrong }) =>
    isWrong ? calls.filter(({ receiver }) => receiver === inputs[k]) : [],
  );
  if (calls.some(({ consumer }) => typeof consumer !== "object" || consumer === null)) {
    return "putGradient(consumer, local) wants the gate first and the number second: putGradient(this, local).";
  }
  // A proxy of a gate may call in the name of the gate behind it: then the upstream is the same.
  const isStranger = calls.some(({ consumer, upstream }) => consumer !== gate && upstream !== gate.dz);
  if (isStranger && calls.every(({ consumer }) => consumer !== gate)) {
    return "putGradient is called in the name of another gate: the consumer is the gate that read the value, so putGradient(this, local).";
  }
  return undefined;
}

function passesNothing(cases: readonly Case[], { inputs }: Circumstances): string | undefined {
  const wrong = cases.filter(({ isWrong }) => isWrong);
  const isSilent = wrong.every(
    ({ calls, k, got }) => got[k] === 0 && !calls.some(({ receiver }) => receiver === inputs[k]),
  );
  if (!isSilent) return undefined;
  return wrong.length === cases.filter(({ expected, k }) => Math.abs(expected[k]!) > TINY).length
    ? "backward() passes nothing to this input: it is forgotten."
    : undefined;
}

function notANumber(cases: readonly Case[], { inputs }: Circumstances): string | undefined {
  const passed = cases.flatMap(({ calls, k }) =>
    calls.flatMap(({ receiver, local }) => (receiver === inputs[k] ? [local] : [])),
  );
  const other = passed.find((local) => typeof local !== "number" && local !== undefined);
  if (other !== undefined) {
    const kind = Array.isArray(other) ? "list" : typeof other;
    return `backward() passes a ${kind}, and putGradient(this, local) wants one number for each input.`;
  }
  const broken = cases.filter(({ got, k }) => !Number.isFinite(got[k]));
  if (broken.length === 0) return undefined;
  if (broken.every(({ values, out }) => values.includes(0) || out === 0)) {
    return "backward() divides by something that is 0 here, as out / x does for x = 0: multiply the other factors instead.";
  }
  return broken.length === cases.length
    ? "backward() does not compute a number: look for a name that is not defined there, or for an input that does not exist."
    : "backward() leaves the range of numbers here, as a division by 0 or the logarithm of a negative number does.";
}

function wrongUpstream(cases: readonly Case[]): string | undefined {
  const grows = (power: number) =>
    cases.every(({ passed, expected, k }) =>
      passed.every(({ upstream, total }) => close(total, expected[k]! * upstream ** power)),
    );
  const isInformative = cases.some(({ expected, k }) => Math.abs(expected[k]!) > TINY);
  if (!isInformative) return undefined;
  if (grows(2)) return "The upstream gradient dz is multiplied twice: putGradient does it already.";
  if (grows(0)) {
    return "The upstream gradient is missing: by the chain rule the local derivative is multiplied by dz.";
  }
  const depends = cases.some(({ passed }) => {
    const [one, two] = passed.map(({ upstream, total }) => total / upstream);
    return one !== undefined && two !== undefined && !close(one, two);
  });
  return depends
    ? "The local derivative changes with the upstream gradient dz, and it must depend on the inputs only: putGradient multiplies by dz."
    : undefined;
}

/** In this order: the first that explains all cases is told. */
function hypotheses(cases: readonly Case[], about: Circumstances): Hypothesis[] {
  const isOneInput = about.inputs.length === 1;
  const k = cases[0]!.k;
  const own = (c: Case) => c.values[k]!;
  const right = (c: Case) => c.expected[k]!;
  const others = (c: Case) => c.values.filter((_, j) => j !== k);
  const swapped = about.inputs.flatMap((_, j): Hypothesis[] => {
    const isSwap = cases.every((c) => close(c.got[j]!, c.expected[k]!) && close(c.got[k]!, c.expected[j]!));
    if (j === k || !isSwap) return [];
    const names = [about.names[k]!, about.names[j]!].sort().join(" and ");
    const sign = cases.every((c) => close(right(c), -c.expected[j]!)) ? ", or both have the wrong sign" : "";
    return [{ gives: (c) => c.expected[j]!, cause: `The derivatives of ${names} are swapped${sign}.` }];
  });
  const places: Hypothesis[] = [
    {
      gives: (c) => own(c) * (1 - own(c)),
      cause:
        "It passes z · (1 − z) with the input z, but σ′ = σ · (1 − σ) takes the value σ = out of the gate.",
    },
    {
      gives: (c) => 1 - own(c) ** 2,
      cause: "It passes 1 − z² with the input z, but tanh′ = 1 − tanh² takes the value of the gate, out.",
    },
    {
      gives: (c) => about.slopeAt(c, c.out),
      cause: "The derivative is taken at the wrong place: at the gate's value out instead of at its input.",
    },
    { gives: own, cause: "It passes its input instead of the derivative." },
  ];
  const ofGate = [
    { name: "out", of: (c: Case) => c.out },
    { name: "(1 − out)", of: (c: Case) => 1 - c.out },
  ];
  const ofInputs = about.names
    .map((name, j) => ({ name, of: (c: Case) => c.values[j]! }))
    .slice(0, MOST_FACTORS);
  // What is near at hand first: the derivative of a function of one input often holds the function itself.
  const factors = isOneInput ? [...ofGate, ...ofInputs] : [...ofInputs, ...ofGate];
  return [
    ...swapped,
    { gives: (c) => -right(c), cause: "The sign is wrong." },
    {
      gives: (c) => right(c) / 2,
      cause: "The factor 2 is missing: the derivative of a square u² is 2 · u.",
    },
    ...(isOneInput ? places : []),
    {
      gives: (c) => c.out,
      cause: "It passes the value of the gate, out, instead of the derivative.",
    },
    ...(isOneInput
      ? []
      : [
          {
            gives: own,
            cause: "It passes the value of the input itself, but the derivative is made of the others.",
          },
          {
            gives: (c: Case) => others(c).reduce((sum, value) => sum + value, 0),
            cause: "It passes the sum of the other inputs, but the derivative is their product.",
          },
        ]),
    { gives: () => 1, cause: "It passes 1, as the derivative of a sum; the derivative here is another one." },
    ...factors.map(({ name, of }) => ({
      // Compared as products: a factor may be 0.
      gives: (c: Case) => (close(c.got[k]! * of(c), right(c)) ? c.got[k]! : NaN),
      cause: `The factor ${name} is missing.`,
    })),
    ...factors.map(({ name, of }) => ({
      gives: (c: Case) => right(c) * of(c),
      cause: `The factor ${name} is one too many.`,
    })),
  ];
}

/** Whether a mistake gives what the gate passed in every case, and something else than the right thing. */
function explains(cases: readonly Case[], gives: (case_: Case) => number): boolean {
  return (
    cases.length >= FEWEST &&
    cases.every((c) => close(gives(c), c.got[c.k]!)) &&
    cases.some((c) => !close(c.got[c.k]!, c.expected[c.k]!))
  );
}

function constantFactor(cases: readonly Case[]): string | undefined {
  const first = cases.find(({ expected, k }) => Math.abs(expected[k]!) > 1e-3);
  if (first === undefined || cases.length < FEWEST) return undefined;
  const factor = first.got[first.k]! / first.expected[first.k]!;
  if (factor === 0) return undefined;
  return explains(cases, (c) => factor * c.expected[c.k]!)
    ? `It is always ${Number(factor.toPrecision(4))} times what it should be: a constant factor is wrong, or an input position is counted too often or too seldom.`
    : undefined;
}

function alwaysTheSame(cases: readonly Case[]): string | undefined {
  const { got, k, expected } = cases[0]!;
  const isSame = cases.length >= FEWEST && cases.every((c) => close(c.got[k]!, got[k]!));
  const shouldChange = cases.some((c) => !close(c.expected[k]!, expected[k]!));
  if (isSame && got[k] === 0) return "It is always 0, as if the gate did not depend on this input.";
  return isSame && shouldChange
    ? "It is the same for all values of the inputs, but this derivative changes with them: compute it in backward()."
    : undefined;
}

function onlyOnOneSide(cases: readonly Case[]): string | undefined {
  const sides = [
    { words: "where the input is negative", holds: (x: number) => x < 0 },
    { words: "where the input is positive", holds: (x: number) => x > 0 },
    { words: "where the input is 0", holds: (x: number) => x === 0 },
  ];
  const informative = cases.filter(({ expected, got, k }) => expected[k] !== 0 || got[k] !== 0);
  const side = sides.find(
    ({ holds }) =>
      informative.every(({ values, k, isWrong }) => isWrong === holds(values[k]!)) &&
      informative.filter(({ isWrong }) => !isWrong).length >= 2,
  );
  return side && `It is wrong only ${side.words}: look at how backward() tells these cases apart.`;
}

/** Fewer runs than this prove no mistake. */
const FEWEST = 3;

/** Of more inputs than this, nobody forgets just one. */
const MOST_FACTORS = 8;

const TINY = 1e-7;

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b)) + TINY;
}
