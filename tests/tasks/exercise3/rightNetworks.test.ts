/** A right graph, network or training passes, however it is written and whatever the numbers are. */

import { passes } from "./passes.js";
import { unusualNetworks, unusualSheets, unusualTrainings } from "./unusual/networks.js";

describe("a right graph of the sheet passes", function () {
  this.timeout(20_000);
  passes(unusualSheets, 10);
});

describe("a right network passes", function () {
  this.timeout(20_000);
  passes(unusualNetworks.slice(0, 1), 30);
  passes(unusualNetworks.slice(1), 5);
});

describe("a right training passes", function () {
  this.timeout(60_000);
  // Each takes half a second.
  passes(unusualTrainings.slice(0, 1), 10);
  passes(unusualTrainings.slice(1), 5);
});
