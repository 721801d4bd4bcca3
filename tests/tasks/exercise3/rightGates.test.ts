/** A right gate passes, however it is written and whatever the numbers are. */

import { passes } from "./passes.js";
import { unusualLosses, unusualProducts, unusualSigmoids, unusualWeights } from "./unusual/gates.js";

const SEEDS = 200;

describe("a right weight passes", () => {
  passes(unusualWeights, SEEDS);
});

describe("a right product passes", () => {
  passes(unusualProducts, SEEDS);
});

describe("a right sigmoid passes", () => {
  passes(unusualSigmoids, SEEDS);
});

describe("a right squared loss passes", () => {
  passes(unusualLosses, SEEDS);
});
