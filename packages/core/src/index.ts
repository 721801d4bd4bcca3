/** `@gradus/core`: gates, computational graphs and their drawings. */

export { Gate, type GateLike } from "./gate.js";
export type { Algebra } from "./algebra/algebra.js";
export { FormulaGate, type DifferentiableGate } from "./gates/formulaGate.js";
export { AddGate } from "./gates/add.js";
export { BinaryCrossEntropyGate } from "./gates/binaryCrossEntropy.js";
export { ConstantGate } from "./gates/constant.js";
export { DivideGate } from "./gates/divide.js";
export { ExpGate } from "./gates/exp.js";
export { InputGate } from "./gates/input.js";
export { IsMaximumGate } from "./gates/isMaximum.js";
export { LeakyReLUGate } from "./gates/leakyRelu.js";
export { LogGate } from "./gates/log.js";
export { MaximumGate } from "./gates/maximum.js";
export { MeanSquaredErrorGate } from "./gates/meanSquaredError.js";
export { MultiplyGate } from "./gates/multiply.js";
export { NegateGate } from "./gates/negate.js";
export { PowerGate } from "./gates/power.js";
export { ReLUGate } from "./gates/relu.js";
export { SigmoidGate } from "./gates/sigmoid.js";
export { SoftplusGate } from "./gates/softplus.js";
export { SquaredLossGate } from "./gates/squaredLoss.js";
export { StepGate } from "./gates/step.js";
export { SubtractGate } from "./gates/subtract.js";
export { TanhGate } from "./gates/tanh.js";
export { WeightGate } from "./gates/weight.js";
export { ComputationalGraph } from "./graph/computationalGraph.js";
export type { GateGroup } from "./graph/wiring.js";
export { checkGradients } from "./check/checkGradients.js";
export type { Finding, FindingKind, GradientReport, Unmeasured } from "./check/report.js";
export { compile } from "./compile/compile.js";
export type { CompiledGraph } from "./compile/program.js";
export { explain, type Explanation } from "./explain/explain.js";
export { gradientGraph, type GradientGraph } from "./gradients/gradientGraph.js";
export type { Drawing } from "./drawing/drawing.js";
export { cellsOf, type Cell, type PictureCells, type Row, type Tone } from "./drawing/cells.js";
export {
  fromJson,
  GRAPH_MIME_TYPE,
  graphDocument,
  type PackedDocument,
  toJson,
  type GraphDocument,
} from "./drawing/document.js";
export { toDot } from "./drawing/dot.js";
export { fold, groupIds, openTo } from "./drawing/fold.js";
export { Moments, withoutNumbers, type Moment } from "./drawing/moments.js";
export { graphSchema } from "./drawing/schema.js";
export type { GateNotes } from "./explain/notes.js";
export { provideLayout, type Layout } from "./drawing/layout.js";
export { formatNumber } from "./drawing/number.js";
export { edgeId } from "./drawing/record.js";
export type {
  EdgeRecord,
  FoldedRecord,
  GraphRecord,
  GroupRecord,
  NodeRecord,
  Pass,
  PictureRecord,
  Range,
  Role,
} from "./drawing/record.js";
export type { BackwardStep, Contribution, ForwardStep, Step, UpdateStep } from "./drawing/steps.js";
export type { Sample } from "./data/sample.js";
export { xor } from "./data/xor.js";
export { circles, type CirclesOptions } from "./data/circles.js";
export { moons } from "./data/moons.js";
export { spirals } from "./data/spirals.js";
export type { PointOptions } from "./data/twoClasses.js";
export { denseNetwork, type DenseNetworkOptions } from "./network/denseNetwork.js";
export type { Network } from "./network/network.js";
export type { Layer } from "./network/layer.js";
export type { Activation } from "./network/activations.js";
export type { Loss } from "./network/losses.js";
export {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  uniform,
  type Initialiser,
} from "./network/initialisers.js";
export { gaussian } from "./random/gaussian.js";
export { train, type Training, type TrainingOptions, type TrainingProgress } from "./training/train.js";
export { seededRandom } from "./random/seededRandom.js";
export * from "./errors.js";
