/** A right gate passes, however it is written and whatever the numbers are. */

import { passes } from "./passes.js";
import { unusualLosses, unusualProducts, unusualSigmoids, unusualWeights } from "./unusual/gates.js";

const SEEDS = 200;

describe("a right weight passes", function () {
  this.timeout(20_000);
  passes(unusualWeights, SEEDS);
});

describe("a right product passes", function () {
  this.timeout(20_000);
  passes(unusualProducts, SEEDS);
});

describe("a right sigmoid passes", function () {
  this.timeout(20_000);
  passes(unusualSigmoids, SEEDS);
});

describe("a right squared loss passes", function () {
  this.timeout(20_000);
  passes(unusualLosses, SEEDS);
});
