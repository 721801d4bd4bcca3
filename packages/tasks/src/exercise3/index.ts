/** The tasks of exercise 3, in the order of the sheet. */

import type { Task } from "../task.js";
import { bonusMoons } from "./bonusMoons.js";
import { bonusOwnGate } from "./bonusOwnGate.js";
import { bonusSecond } from "./bonusSecond.js";
import { gradientsAt } from "./gradientsAt.js";
import { gradientValues } from "./gradientsByHand.js";
import { forwardValues } from "./gradientsForwardValues.js";
import { localDerivatives } from "./gradientsLocal.js";
import { valuesAt } from "./gradientsValuesAt.js";
import { expressionGraph } from "./graphsExpression.js";
import { lossGraph } from "./graphsLoss.js";
import { multiplyGate } from "./multiplyGate.js";
import { sheetGraph } from "./sheetGraph.js";
import { sigmoidGate } from "./sigmoidGate.js";
import { squaredLossGate } from "./squaredLossGate.js";
import { chainDerivative } from "./vanishingChain.js";
import { gradientByDepth } from "./vanishingDepth.js";
import { initialisers } from "./vanishingInitialisers.js";
import { leakyReluSlope } from "./vanishingLeaky.js";
import { sigmoidSlope } from "./vanishingSlope.js";
import { weightGate } from "./weightGate.js";
import { xorNetwork } from "./xorNetwork.js";
import { xorTraining } from "./xorTraining.js";

export const exercise3: readonly Task[] = [
  chainDerivative,
  sigmoidSlope,
  gradientByDepth,
  initialisers,
  leakyReluSlope,
  expressionGraph,
  lossGraph,
  forwardValues,
  valuesAt,
  localDerivatives,
  gradientValues,
  gradientsAt,
  weightGate,
  multiplyGate,
  sigmoidGate,
  squaredLossGate,
  sheetGraph,
  xorNetwork,
  xorTraining,
  bonusMoons,
  bonusSecond,
  bonusOwnGate,
];
