/** The numbers of the sheet, exercise 3-3. */

import assert from "node:assert/strict";
import { assertClose } from "./assert.js";
import { sheetGraph } from "./sheetGraph.js";

describe("the graph of the sheet", () => {
  it("has the values of exercise 3-3 (a) after forward", () => {
    const { p1, p2, z, yHat, loss, graph } = sheetGraph();
    graph.forward();
    assertClose(p1.out, 4 / 5);
    assertClose(p2.out, -7 / 5);
    assertClose(z.out, 0);
    assertClose(yHat.out, 1 / 2);
    assertClose(loss.out, 1 / 4);
  });

  it("has the gradients of exercise 3-3 (c) after backward", () => {
    const { x1, x2, y, w1, w2, p0, p1, p2, z, yHat, loss, graph } = sheetGraph();
    graph.forward();
    graph.backward();
    assertClose(loss.dz, 1);
    assertClose(yHat.dz, -1);
    assertClose(y.dz, 1);
    for (const gate of [z, p1, p2, p0, w1, w2]) assertClose(gate.dz, -1 / 4);
    assertClose(x1.dz, -1 / 5);
    assertClose(x2.dz, 7 / 20);
  });

  it("moves each weight by −α times its gradient", () => {
    const { w1, w2, p0, graph } = sheetGraph(0.1);
    graph.forward();
    graph.backward();
    assertClose(w1.out, 0.825);
    assertClose(w2.out, -1.375);
    assertClose(p0.out, 0.625);
  });

  it("starts every backward pass from zero", () => {
    const { w1, x2, graph } = sheetGraph(0);
    graph.forward();
    graph.backward();
    graph.backward();
    assertClose(w1.dz, -1 / 4);
    assertClose(x2.dz, 7 / 20);
  });

  it("takes the next sample by assignment to out", () => {
    const { x1, x2, loss, yHat, graph } = sheetGraph();
    graph.forward();
    x1.out = 0;
    x2.out = 0;
    graph.forward();
    assertClose(yHat.out, 1 / (1 + Math.exp(-0.6)));
    assertClose(loss.out, (yHat.out - 1) ** 2);
  });

  it("orders the gates behind their inputs, the same way each time", () => {
    const names = (graph: ReturnType<typeof sheetGraph>["graph"]) => graph.gates.map(({ name }) => name);
    const order = ["w₁", "x₁", "p₁", "w₂", "x₂", "p₂", "p₀", "z", "ŷ", "y", "L"];
    assert.deepEqual(names(sheetGraph().graph), order);
    assert.deepEqual(names(sheetGraph().graph), order);
  });
});
