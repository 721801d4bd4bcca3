import assert from "node:assert/strict";

import { altText } from "../src/alt.js";
import { english } from "../src/words.js";

const triangle = [
  '<g id="node1" class="node">',
  '<g id="node2" class="node hidden">',
  '<g id="mine" class="node">',
  '<g id="edge1" class="edge">',
].join("\n");

const words = (data: Record<string, string | string[]>, metadata = {}, svg = triangle): string =>
  altText({ data, metadata }, svg, english);

describe("the alternative text", () => {
  it("is what the author wrote into the metadata", () => {
    const metadata = { "text/vnd.graphviz": { alt: " XOR net\nafter training " } };
    assert.equal(words({ "text/plain": "Graph: 3 nodes" }, metadata), "XOR net after training");
  });

  it("is else the summary that came along as plain text", () => {
    assert.equal(words({ "text/plain": "Graph: 3 nodes,\n1 edge" }), "Graph: 3 nodes, 1 edge");
    assert.equal(words({ "text/plain": ["Graph: 3 nodes,\n", "1 edge"] }), "Graph: 3 nodes, 1 edge");
  });

  it("passes over metadata that holds no words", () => {
    for (const entry of [null, "alt", {}, { alt: 3 }, { alt: "  " }]) {
      assert.equal(words({ "text/plain": "Summary" }, { "text/vnd.graphviz": entry }), "Summary");
    }
  });

  it("passes over plain text that is long, empty, or only Python's name for an object", () => {
    for (const plain of ["x".repeat(501), " ", "<graphviz.Digraph object at 0x7f2b>", "<x.Display object>"]) {
      assert.equal(words({ "text/plain": plain }), "Graph with 3 nodes and 1 edge");
    }
  });

  it("is a plain word for a picture without nodes", () => {
    assert.equal(words({}, {}, "<svg/>"), "Graph");
  });
});
