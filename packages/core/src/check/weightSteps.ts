/** Checks the step of a weight: its `backward()` with known gradients, and back again. */

import { roleOf } from "../drawing/operation.js";
import type { GateLike } from "../gate.js";
import { messageOf, putDz, putOut } from "./access.js";
import { remember } from "./memory.js";
import type { Finding, Unmeasured } from "./report.js";

/**
 * Small and large gradients, each in both directions. Their difference shows which way the gradient moves the
 * weight, whatever else moves it: a momentum from steps before, a decay, a gradient that is cut off.
 */
const SIZES = [0.5, 8, 1000];

export interface WeightCheck {
  readonly finding?: Omit<Finding, "gate" | "node">;
  readonly unmeasured?: Pick<Unmeasured, "what" | "why">;
  /** The value after the step with this gradient. */
  readonly next: number;
}

/** Steps with a gradient and with its negative. */
interface Pair {
  readonly size: number;
  readonly down: number;
  readonly up: number;
}

/**
 * @param value the value of the weight
 * @param dz the gradient that it has where the graph is now
 */
export function checkWeight(
  gate: GateLike,
  value: number,
  dz: number,
  gates: ReadonlySet<GateLike>,
): WeightCheck {
  const putBack = remember([gate], gates);
  const step = (from: number, gradient: number): number => {
    try {
      putOut(gate, from);
      putDz(gate, gradient);
      gate.backward();
      return gate.out - from;
    } finally {
      putBack();
      putOut(gate, value);
    }
  };
  try {
    const next = value + step(value, dz);
    return { next, ...judge(gate, value, step) };
  } catch (error) {
    return { next: NaN, finding: { kind: "backward", cause: `backward() throws: ${messageOf(error)}` } };
  }
}

function judge(
  gate: GateLike,
  value: number,
  step: (from: number, gradient: number) => number,
): Omit<WeightCheck, "next"> {
  const alpha = learningRateOf(gate);
  const pairs = SIZES.map((size): Pair => ({ size, down: step(value, size), up: step(value, -size) }));
  const { size, down } = pairs[0]!;
  const fault = (got: number, cause: string): Omit<WeightCheck, "next"> => ({
    finding: {
      kind: "weight step",
      got: value + got,
      ...(alpha === undefined ? {} : { expected: value - alpha * size }),
      at: [
        { name: "out", value },
        { name: "dz", value: size },
        ...(alpha === undefined ? [] : [{ name: "α", value: alpha }]),
      ],
      cause,
    },
  });
  const all = (holds: (pair: Pair) => boolean) => pairs.every(holds);

  if (!all((pair) => Number.isFinite(pair.down) && Number.isFinite(pair.up))) {
    return fault(NaN, "The step does not give a number: look for a name that is not defined there.");
  }
  if (!Number.isFinite(step(value, 0))) {
    return fault(NaN, "The step with the gradient 0 does not give a number: it divides by dz.");
  }
  if (all((pair) => pair.down === 0 && pair.up === 0)) return standsStill(gate, alpha, fault);
  if (alpha === 0) return {};
  if (all((pair) => pair.down === pair.up)) {
    return fault(down, "The step does not depend on the gradient: it is out − α · dz.");
  }
  // Compared from two places; a sum with out itself would move along.
  const forgets = SIZES.every((gradient) => {
    const there = value + 1 + step(value + 1, gradient);
    return Math.abs(there - (value + step(value, gradient))) <= 1e-9 * Math.abs(there);
  });
  if (forgets) {
    return fault(
      down,
      "The step forgets the value that the weight has: it is out −= α · dz, not out = −α · dz.",
    );
  }
  if (all((pair) => pair.down > pair.up)) {
    return fault(down, "The step goes up, along the gradient: descent subtracts α · dz.");
  }
  const isBare = all((pair) => isClose(pair.down, -pair.size) && isClose(pair.up, pair.size));
  if (isBare && alpha !== undefined && alpha !== 1) {
    return fault(down, "The learning rate α is missing: the step is α · dz, not dz alone.");
  }
  return {};
}

/** A weight that does not move at all is right where it is frozen, and an input is no weight. */
function standsStill(
  gate: GateLike,
  alpha: number | undefined,
  fault: (got: number, cause: string) => Omit<WeightCheck, "next">,
): Omit<WeightCheck, "next"> {
  if (roleOf(gate, false) !== "weight" || alpha === 0) return {};
  const isSwitched = Object.values(gate).some((field) => typeof field === "boolean");
  if (alpha === undefined || isSwitched) {
    return {
      unmeasured: { what: "weight step", why: "it does not move, which is right only if it is frozen" },
    };
  }
  return fault(0, "The weight does not move: its backward() takes the step out −= α · dz.");
}

/** Where it can be seen. */
function learningRateOf(gate: GateLike): number | undefined {
  const { alpha } = gate as { alpha?: unknown };
  return typeof alpha === "number" ? alpha : undefined;
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.abs(b);
}
