/** What a check has found: plain data for programs, plain words for people. */

import type { Drawing } from "../drawing/drawing.js";
import { formatNumber } from "../drawing/number.js";

/** What is wrong: a pass of a gate, a derivative, the gradient that arrived, or the step of a weight. */
export type FindingKind = "forward" | "backward" | "local derivative" | "gradient" | "weight step";

/** One fault of one gate. */
export interface Finding {
  readonly kind: FindingKind;
  /** The gate at fault in words, for example `MultiplyGate "p"`. */
  readonly gate: string;
  /** Its id in the drawing, for example `g4`. */
  readonly node: string;
  /** The input that is concerned, and at which positions, from 0, it stands. */
  readonly input?: string;
  readonly positions?: readonly number[];
  /** What the gate gave. NaN: something that is no number. */
  readonly got?: number;
  readonly expected?: number;
  /** The values of the inputs, or of the weight, where this was seen. */
  readonly at?: readonly { readonly name: string; readonly value: number }[];
  /** What has most likely led to this, as a sentence. Absent where it cannot be told. */
  readonly cause?: string;
}

/** Something that could be neither confirmed nor refuted. */
export interface Unmeasured {
  readonly what: "local derivative" | "gradient" | "weight step";
  readonly gate: string;
  readonly node: string;
  readonly input?: string;
  readonly why: string;
}

export interface Count {
  readonly measured: number;
  readonly total: number;
}

export class GradientReport {
  /** @internal */
  constructor(
    /** What is wrong, in the order of computation; empty where all is well. */
    readonly findings: readonly Finding[],
    readonly unmeasured: readonly Unmeasured[],
    /** Counted by input position. */
    readonly localDerivatives: Count,
    /** Counted by gate. */
    readonly gradients: Count,
    /** The graph after a backward pass, the gates at fault marked. */
    readonly drawing: Drawing,
  ) {}

  /** Whether nothing is wrong. What could not be measured counts as not wrong. */
  get ok(): boolean {
    return this.findings.length === 0;
  }

  /** The report in words, one finding per line. */
  get summary(): string {
    return [this.ok ? this.#allIsWell() : this.#whatIsWrong(), ...this.#notMeasured()].join("\n");
  }

  toString(): string {
    return this.summary;
  }

  toJSON(): object {
    const { ok, findings, unmeasured, localDerivatives, gradients } = this;
    return { ok, findings, unmeasured, localDerivatives, gradients };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.summary;
  }

  #allIsWell(): string {
    const { localDerivatives, gradients } = this;
    if (localDerivatives.measured + gradients.measured === 0) return "Nothing could be measured.";
    const all = [
      count(localDerivatives.measured, "local derivative"),
      count(gradients.measured, "gradient"),
    ].join(" and ");
    return `All ${all} agree with central differences.`;
  }

  #whatIsWrong(): string {
    const groups = groupBy(this.findings, ({ kind, gate, input, cause }) =>
      // Gates of one class are wrong for the same reason: told once.
      cause === undefined ? undefined : [kind, gate.split(" ")[0], input === undefined, cause].join("|"),
    );
    const lines = groups.slice(0, TOLD).map(([first, ...others]) => line(first!) + sameAt(others));
    const gates = new Set(this.findings.map(({ node }) => node)).size;
    const rest = groups.length > TOLD ? [`… and ${groups.length - TOLD} more.`] : [];
    return [`${count(gates, "gate")} ${gates === 1 ? "is" : "are"} wrong:`, ...lines, ...rest].join("\n");
  }

  #notMeasured(): string[] {
    const { gradients, unmeasured } = this;
    const lines = groupBy(unmeasured, ({ what, why }) => `${what}|${why}`).map((group) => {
      const { what, why } = group[0]!;
      const names = group.slice(0, LISTED).map(({ gate, node, input }) => {
        return input === undefined ? `${gate} (${node})` : `${gate} (${node}) for ${input}`;
      });
      const rest = group.length > LISTED ? ` and ${group.length - LISTED} more` : "";
      return `Not measured: the ${what} of ${names.join(", ")}${rest}: ${why}.`;
    });
    const skipped = gradients.total - gradients.measured - unmeasured.filter(isGradient).length;
    if (skipped > 0 && this.ok) {
      lines.push(
        `Of the gradients, a sample was compared: ${gradients.measured} of ${gradients.total}. ` +
          `The graph is large, and each gradient takes a run of all gates behind it.`,
      );
    }
    return lines;
  }
}

/** More lines than this would be read by nobody. */
const TOLD = 20;

/** More names than this are counted. */
const LISTED = 4;

/** What stands on a gate in the drawing. */
export function markOf(finding: Finding): string {
  const { cause } = finding;
  return [facts(finding), ...(cause === undefined ? [] : [cause])].join(". ");
}

/** For example: `MultiplyGate "p" (g4), input 1 (a): local derivative 2, expected 3, where a = 2, b = 3. Likely cause: …` */
function line(finding: Finding): string {
  const { gate, node, input, positions = [], cause } = finding;
  const where = input === undefined ? "" : `, input ${positions.map((p) => p + 1).join(" and ")} (${input})`;
  const because = cause === undefined ? "" : ` ${cause}`;
  return `- ${gate} (${node})${where}: ${facts(finding)}.${because}`.replaceAll(/\s+/g, " ");
}

function facts({ kind, got, expected, at = [] }: Finding): string {
  const [shownGot, shownExpected] = apart(got, expected);
  const numbers = [
    shownGot === undefined ? subjects[kind].alone : `${subjects[kind].before} ${shownGot}`,
    ...(shownExpected === undefined ? [] : [`expected ${shownExpected}`]),
  ].join(", ");
  const values = at.slice(0, LISTED).map(({ name, value }) => `${name} = ${formatNumber(value)}`);
  const more = at.length > LISTED ? ", …" : "";
  return values.length === 0 ? numbers : `${numbers}, where ${values.join(", ")}${more}`;
}

/** How a finding begins, before a number and without one. */
const subjects: Readonly<Record<FindingKind, { before: string; alone: string }>> = {
  forward: { before: "forward() leaves", alone: "forward() is wrong" },
  backward: { before: "backward() gives", alone: "backward() is wrong" },
  "local derivative": { before: "local derivative", alone: "local derivative is wrong" },
  gradient: { before: "gradient dz is", alone: "gradient dz is wrong" },
  "weight step": { before: "steps to", alone: "step is wrong" },
};

/** Two numbers with so many digits that they differ. */
function apart(got: number | undefined, expected: number | undefined): (string | undefined)[] {
  for (let digits = 4; digits <= 16; digits++) {
    const texts = [got, expected].map((value) =>
      value === undefined ? undefined : formatNumber(value, digits),
    );
    if (texts[0] !== texts[1] || digits === 16) return texts;
  }
  return [];
}

function sameAt(others: readonly Finding[]): string {
  if (others.length === 0) return "";
  const names = others.slice(0, LISTED).map(({ gate, node, positions }) => {
    return positions === undefined ? `${gate} (${node})` : `${gate} (${node}), input ${positions[0]! + 1}`;
  });
  const rest = others.length > LISTED ? ` and ${others.length - LISTED} more` : "";
  return ` The same at ${names.join(", ")}${rest}.`;
}

function isGradient({ what }: Unmeasured): boolean {
  return what === "gradient";
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** Lists of what has the same key, in the order of the first of each; without a key everything stays alone. */
function groupBy<T>(items: readonly T[], key: (item: T) => string | undefined): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const item of items) {
    const name = key(item) ?? item;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return [...groups.values()];
}
