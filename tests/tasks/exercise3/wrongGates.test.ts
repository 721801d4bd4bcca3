/** What students do wrong in a gate is caught with any numbers, and told in words that fit. */

import { catches } from "./catches.js";
import { multiplyGateMistakes } from "./wrong/multiplyGate.js";
import { sigmoidGateMistakes } from "./wrong/sigmoidGate.js";
import { squaredLossGateMistakes } from "./wrong/squaredLossGate.js";
import { weightGateMistakes } from "./wrong/weightGate.js";

const SEEDS = 20;

describe("a weight is caught that", function () {
  this.timeout(20_000);
  catches(weightGateMistakes, SEEDS);
});

describe("a product is caught that", function () {
  this.timeout(20_000);
  catches(multiplyGateMistakes, SEEDS);
});

describe("a sigmoid is caught that", function () {
  this.timeout(20_000);
  catches(sigmoidGateMistakes, SEEDS);
});

describe("a squared loss is caught that", function () {
  this.timeout(20_000);
  catches(squaredLossGateMistakes, SEEDS);
});
