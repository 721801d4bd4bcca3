/** The tasks of exercise 3, in the order of the sheet. */

import type { Task } from "../task.js";
import { multiplyGate } from "./multiplyGate.js";
import { sheetGraph } from "./sheetGraph.js";
import { sigmoidGate } from "./sigmoidGate.js";
import { squaredLossGate } from "./squaredLossGate.js";
import { weightGate } from "./weightGate.js";
import { xorNetwork, xorTraining } from "./xor.js";

export const exercise3: readonly Task[] = [
  weightGate,
  multiplyGate,
  sigmoidGate,
  squaredLossGate,
  sheetGraph,
  xorNetwork,
  xorTraining,
];
