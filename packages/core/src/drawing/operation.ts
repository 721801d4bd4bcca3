/** What a gate computes, as a short sign. */

import type { GateLike } from "../gate.js";
import { formatNumber } from "./number.js";
import type { Role } from "./record.js";

/**
 * By class name and not by class: students write these gates themselves, and theirs should look the same.
 */
const signs: Readonly<Record<string, string>> = {
  InputGate: "input",
  WeightGate: "weight",
  ConstantGate: "constant",
  AddGate: "+",
  SubtractGate: "−",
  NegateGate: "−a",
  MultiplyGate: "×",
  DivideGate: "÷",
  PowerGate: "aⁿ",
  ExpGate: "exp",
  LogGate: "ln",
  SigmoidGate: "σ",
  TanhGate: "tanh",
  ReLUGate: "ReLU",
  LeakyReLUGate: "leaky ReLU",
  SoftplusGate: "softplus",
  MaximumGate: "max",
  IsMaximumGate: "is max",
  StepGate: "step",
  SquaredLossGate: "(ŷ − y)²",
  MeanSquaredErrorGate: "MSE",
  BinaryCrossEntropyGate: "BCE",
};

/** The sign of a gate; for a class that is not known, its name without "Gate". */
export function operationOf(gate: GateLike): string {
  if ((gate as { measured?: unknown }).measured === true) return "measured";
  const alpha = learningRate(gate);
  if (alpha !== undefined) return `α = ${formatNumber(alpha)}`;
  const names = classNames(gate);
  const known = names.find((name) => Object.hasOwn(signs, name));
  return known ? signs[known]! : (names[0] ?? "").replace(/Gate$/, "") || "gate";
}

/** What a gate is in its graph. */
export function roleOf(gate: GateLike, isTarget: boolean): Role {
  if (gate.inputNodes.length === 0) {
    return learningRate(gate) !== undefined || classNames(gate).includes("WeightGate") ? "weight" : "input";
  }
  return isTarget ? "target" : "operation";
}

function learningRate(gate: GateLike): number | undefined {
  const { alpha } = gate as { alpha?: unknown };
  return gate.inputNodes.length === 0 && typeof alpha === "number" ? alpha : undefined;
}

/** The names of a gate's class and of those that it extends, the nearest first. */
function classNames(gate: GateLike): string[] {
  const names: string[] = [];
  for (
    let prototype = Object.getPrototypeOf(gate) as object | null;
    prototype !== null && prototype !== Object.prototype;
    prototype = Object.getPrototypeOf(prototype) as object | null
  ) {
    names.push(prototype.constructor.name);
  }
  return names;
}
