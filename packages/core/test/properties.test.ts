/** Gradients of random graphs against central differences. */

import fc from "fast-check";
import {
  AddGate,
  ComputationalGraph,
  InputGate,
  MultiplyGate,
  SigmoidGate,
  SquaredLossGate,
  type GateLike,
} from "../src/index.js";
import { assertClose } from "./assert.js";

/** How to build one gate: its kind and which of the gates so far it reads, as fractions of their number. */
const plan = fc.record({
  kind: fc.constantFrom("add", "multiply", "sigmoid", "loss"),
  picks: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 5 }),
});

const value = fc.oneof(fc.constant(0), fc.double({ min: -2, max: 2, noNaN: true }));

const graphPlan = fc.record({
  values: fc.array(value, { minLength: 1, maxLength: 4 }),
  gates: fc.array(plan, { minLength: 1, maxLength: 12 }),
});

/** Picks may repeat, so re-used gates and parallel edges are common. */
function build({ values, gates }: typeof graphPlan extends fc.Arbitrary<infer P> ? P : never) {
  const inputs = values.map((v) => new InputGate(v));
  const all: GateLike[] = [...inputs];
  for (const { kind, picks } of gates) {
    const picked = picks.map((pick) => all[Math.floor(pick * all.length)]!);
    const first = picked[0]!;
    // Values stay small enough for central differences: a sigmoid tames what a product feeds on.
    if (kind === "add") all.push(new AddGate(picked));
    else if (kind === "multiply") all.push(new MultiplyGate(picked.map((gate) => new SigmoidGate([gate]))));
    else if (kind === "sigmoid") all.push(new SigmoidGate([first]));
    else all.push(new SquaredLossGate([new SigmoidGate([first]), picked.at(-1)!]));
  }
  return { inputs, graph: new ComputationalGraph(new SigmoidGate([all.at(-1)!])) };
}

describe("gradients", () => {
  it("agree with central differences on random graphs with re-used gates, parallel edges and zeros", () => {
    fc.assert(
      fc.property(graphPlan, (drawn) => {
        const { inputs, graph } = build(drawn);
        graph.forward();
        graph.backward();
        const gradients = inputs.map(({ dz }) => dz);
        inputs.forEach((input, i) => {
          const at = input.out;
          const h = 1e-5;
          const valueAt = (x: number) => {
            input.out = x;
            graph.forward();
            return graph.target.out;
          };
          const difference = (valueAt(at + h) - valueAt(at - h)) / (2 * h);
          input.out = at;
          if (graph.gates.includes(input))
            assertClose(gradients[i]!, difference, 2e-5, `gradient of input ${i}`);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("of a product are right with 1 to 5 factors, zeros among them", () => {
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
