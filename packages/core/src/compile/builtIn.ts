/** Which gates may be compiled from their formulas: the package's own classes, as long as nobody has changed them. */

import { AddGate } from "../gates/add.js";
import { BinaryCrossEntropyGate } from "../gates/binaryCrossEntropy.js";
import { ConstantGate } from "../gates/constant.js";
import { DivideGate } from "../gates/divide.js";
import { ExpGate } from "../gates/exp.js";
import { InputGate } from "../gates/input.js";
import { IsMaximumGate } from "../gates/isMaximum.js";
import { LeakyReLUGate } from "../gates/leakyRelu.js";
import { LogGate } from "../gates/log.js";
import { MaximumGate } from "../gates/maximum.js";
import { MeanSquaredErrorGate } from "../gates/meanSquaredError.js";
import { MultiplyGate } from "../gates/multiply.js";
import { NegateGate } from "../gates/negate.js";
import { PowerGate } from "../gates/power.js";
import { ReLUGate } from "../gates/relu.js";
import { SigmoidGate } from "../gates/sigmoid.js";
import { SoftplusGate } from "../gates/softplus.js";
import { SquaredLossGate } from "../gates/squaredLoss.js";
import { StepGate } from "../gates/step.js";
import { SubtractGate } from "../gates/subtract.js";
import { TanhGate } from "../gates/tanh.js";
import { WeightGate } from "../gates/weight.js";
import type { DifferentiableGate } from "../gates/formulaGate.js";
import type { GateLike } from "../gate.js";

const METHODS = ["forward", "backward", "putGradient", "formula", "derivatives"] as const;

/** By class: the names of the numbers that its formula reads from the gate. */
const PARAMETERS = new Map<unknown, readonly string[]>([
  [AddGate, []],
  [BinaryCrossEntropyGate, []],
  [ConstantGate, []],
  [DivideGate, []],
  [ExpGate, []],
  [InputGate, []],
  [IsMaximumGate, ["position"]],
  [LeakyReLUGate, ["slope"]],
  [LogGate, []],
  [MaximumGate, []],
  [MeanSquaredErrorGate, []],
  [MultiplyGate, []],
  [NegateGate, []],
  [PowerGate, ["exponent"]],
  [ReLUGate, []],
  [SigmoidGate, []],
  [SoftplusGate, []],
  [SquaredLossGate, []],
  [StepGate, ["above", "below"]],
  [SubtractGate, []],
  [TanhGate, []],
  [WeightGate, []],
]);

/** The methods as they were when this module was loaded. */
const ORIGINALS = new Map([...PARAMETERS.keys()].map((type) => [type, methodsOf(type)]));

function methodsOf(type: unknown): unknown[] {
  const { prototype } = type as { prototype: Record<string, unknown> };
  return METHODS.map((method) => prototype[method]);
}

/** Whether a gate does what its built-in class says, so that its formula may stand for its methods. */
export function isBuiltIn(gate: GateLike): boolean {
  const { constructor: type } = gate;
  const originals = ORIGINALS.get(type);
  if (!originals) return false;
  if (Object.getPrototypeOf(gate) !== (type as { prototype: object }).prototype) return false;
  return METHODS.every((method, i) => (gate as Partial<DifferentiableGate>)[method] === originals[i]);
}

/** Two built-in gates of the same kind compute the same formula, whatever their inputs. */
export function kindOf(gate: GateLike): string {
  let kind = `${gate.constructor.name} ${gate.inputNodes.length}`;
  for (const name of PARAMETERS.get(gate.constructor)!) {
    kind += ` ${(gate as unknown as Record<string, number>)[name]}`;
  }
  return kind;
}
