/** `@gradus/core`: gates, computational graphs and their drawings. */

export { Gate, type GateLike } from "./gate.js";
export { AddGate } from "./gates/add.js";
export { InputGate } from "./gates/input.js";
export { MultiplyGate } from "./gates/multiply.js";
export { SigmoidGate } from "./gates/sigmoid.js";
export { SquaredLossGate } from "./gates/squaredLoss.js";
export { WeightGate } from "./gates/weight.js";
export { ComputationalGraph } from "./graph/computationalGraph.js";
export type { Drawing } from "./drawing/drawing.js";
export { provideLayout, type Layout } from "./drawing/layout.js";
export { formatNumber } from "./drawing/number.js";
export type { EdgeRecord, GraphRecord, NodeRecord, Pass, Role } from "./drawing/record.js";
export { seededRandom } from "./random.js";
export * from "./errors.js";
