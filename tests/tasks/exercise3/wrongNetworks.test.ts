/** What students do wrong in a graph, a network or its training is caught, and told in words that fit. */

import { catches } from "./catches.js";
import { sheetGraphMistakes } from "./wrong/sheetGraph.js";
import { xorNetworkMistakes } from "./wrong/xorNetwork.js";
import { xorTrainingMistakes } from "./wrong/xorTraining.js";

describe("a graph of the sheet is caught that", function () {
  this.timeout(20_000);
  catches(sheetGraphMistakes, 20);
});

describe("a network is caught that", function () {
  this.timeout(20_000);
  catches(xorNetworkMistakes, 5);
});

describe("a training is caught that", function () {
  this.timeout(60_000);
  catches(xorTrainingMistakes, 5);
});
