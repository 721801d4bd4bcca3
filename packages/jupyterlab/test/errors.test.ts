import assert from "node:assert/strict";

import { asDrawingError, GraphvizError, NoGraphError } from "../src/errors.js";
import type { Words } from "../src/words.js";

const shouting: Words = {
  __: (text, ...args: string[]) =>
    args.reduce((said, arg, i) => said.replace(`%${i + 1}`, arg), text.toUpperCase()),
  _n: (one, many, n) => (n === 1 ? one : many),
};

describe("an error", () => {
  it("knows the line that Graphviz complains of", () => {
    assert.equal(new GraphvizError("syntax error in line 12 near '->'\n").line, 12);
    assert.equal(new GraphvizError("in label of node a").line, undefined);
  });

  it("speaks the reader's language, and quotes Graphviz", () => {
    assert.equal(
      new GraphvizError("syntax error in line 1 near '}'").say(shouting),
      "GRAPHVIZ COULD NOT DRAW THIS GRAPH: syntax error in line 1 near '}'",
    );
  });

  it("keeps the words of a fault that nobody thought of", () => {
    assert.equal(asDrawingError(new RangeError("no room")).message, "The drawing failed: no room");
    const known = new NoGraphError();
    assert.equal(asDrawingError(known), known);
  });
});
