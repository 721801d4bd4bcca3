import assert from "node:assert/strict";

import { matching } from "../../src/view/searchBox.js";

const nodes = [
  { key: "n1", name: "Loss" },
  { key: "n2", name: "ŷ" },
  { key: "n3", name: "hidden loss" },
];
const keys = (text: string): string[] => matching(text, nodes).map(({ key }) => key);

describe("a search for nodes", () => {
  it("finds parts of names, whatever the case", () => {
    assert.deepEqual(keys("LOSS"), ["n1", "n3"]);
    assert.deepEqual(keys("Ŷ"), ["n2"]);
  });

  it("finds the name in the DOT text", () => {
    assert.deepEqual(keys(" n3 "), ["n3"]);
  });

  it("finds nothing when nothing is asked", () => {
    assert.deepEqual(keys("  "), []);
  });
});
