/** Gradients of random graphs against central differences. */

import fc from "fast-check";
import { ComputationalGraph, InputGate, MultiplyGate } from "../src/index.js";
import { centralDifference } from "../src/numeric/centralDifference.js";
import { assertClose } from "./assert.js";
import { isNearKink, randomGraph } from "./randomGraph.js";

describe("gradients", () => {
  it("agree with central differences on random graphs of all gates, with re-used gates, parallel edges and zeros", () => {
    fc.assert(
      fc.property(randomGraph, ({ graph, leaves }) => {
        graph.forward();
        fc.pre(!isNearKink(graph, 0.02));
        graph.gradients();
        const gradients = leaves.map(({ dz }) => dz);
        leaves.forEach((leaf, i) => {
          const at = leaf.out;
          const { derivative } = centralDifference((x) => {
            leaf.out = x;
            graph.forward();
            return graph.target.out;
          }, at);
          leaf.out = at;
          assertClose(gradients[i]!, derivative, 1e-7, `gradient of ${leaf.name}`);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("of a product are right with 1 to 5 factors, zeros among them", () => {
    const value = fc.oneof(fc.constant(0), fc.double({ min: -2, max: 2, noNaN: true }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
        const inputs = values.map((v) => new InputGate(v));
        const graph = new ComputationalGraph(new MultiplyGate(inputs));
        graph.forward();
        graph.backward();
        inputs.forEach(({ dz }, i) => {
          assertClose(
            dz,
            values.filter((_, j) => j !== i).reduce((a, b) => a * b, 1),
          );
        });
      }),
    );
  });
});
