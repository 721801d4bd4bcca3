/** The gates of the library pass the check, in random graphs of all of them. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { checkGradients } from "../../src/check/checkGradients.js";
import * as gradus from "../../src/index.js";
import {
  ComputationalGraph,
  InputGate,
  SigmoidGate,
  TanhGate,
  WeightGate,
  type GateLike,
} from "../../src/index.js";

/** How to make each gate from as many inputs as it likes. */
const makers: Readonly<Record<string, (inputs: GateLike[]) => GateLike>> = {
  AddGate: (inputs) => new gradus.AddGate(inputs),
  SubtractGate: ([a, b]) => new gradus.SubtractGate([a!, b!]),
  NegateGate: ([a]) => new gradus.NegateGate([a!]),
  MultiplyGate: (inputs) => new gradus.MultiplyGate(inputs),
  // The denominator stays away from 0, as in a graph that somebody means.
  DivideGate: ([a, b]) => new gradus.DivideGate([a!, new gradus.ExpGate([b!])]),
  PowerGate: ([a, b]) => new gradus.PowerGate([a!], a === b ? 2 : 3),
  ExpGate: ([a]) => new gradus.ExpGate([a!]),
  LogGate: ([a]) => new gradus.LogGate([new gradus.SoftplusGate([a!])]),
  SigmoidGate: ([a]) => new SigmoidGate([a!]),
  TanhGate: ([a]) => new TanhGate([a!]),
  ReLUGate: ([a]) => new gradus.ReLUGate([a!]),
  LeakyReLUGate: ([a]) => new gradus.LeakyReLUGate([a!], 0.1),
  SoftplusGate: ([a]) => new gradus.SoftplusGate([a!]),
  StepGate: ([a]) => new gradus.StepGate([a!]),
  MaximumGate: (inputs) => new gradus.MaximumGate(inputs),
  IsMaximumGate: (inputs) => new gradus.IsMaximumGate(inputs, inputs.length - 1),
  SquaredLossGate: ([a, b]) => new gradus.SquaredLossGate([a!, b!]),
  MeanSquaredErrorGate: ([a, b]) => new gradus.MeanSquaredErrorGate([a!, b!, b!, a!]),
  BinaryCrossEntropyGate: ([a, b]) => new gradus.BinaryCrossEntropyGate([a!, b!]),
};

/** Gates without inputs. */
const leaves = ["ConstantGate", "InputGate", "WeightGate"];

const value = fc.oneof(fc.constantFrom(0, 1, -1), fc.double({ min: -2, max: 2, noNaN: true }));

const plan = fc.record({
  values: fc.array(value, { minLength: 2, maxLength: 4 }),
  gates: fc.array(
    fc.record({
      kind: fc.constantFrom(...Object.keys(makers)),
      picks: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 2, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 10 },
  ),
});

describe("the gates of the library pass the check", function () {
  this.timeout(60_000);

  it("all of them are tried", () => {
    const names = Object.keys(gradus).filter(
      (name) => name.endsWith("Gate") && !["Gate", "FormulaGate"].includes(name),
    );
    assert.deepEqual(names.sort(), [...Object.keys(makers), ...leaves].sort());
  });

  for (const [name, make] of Object.entries(makers)) {
    it(`${name}, alone`, () => {
      fc.assert(
        fc.property(value, value, value, (a, b, c) => {
          const inputs = [new InputGate(a, "a"), new InputGate(b, "b"), new InputGate(c, "c")];
          const report = checkGradients(new ComputationalGraph(make(inputs)));
          assert.ok(report.ok, report.summary);
          assert.ok(report.localDerivatives.measured > 0, report.summary);
        }),
        { numRuns: 50 },
      );
    });
  }

  it("together, in random graphs with re-used gates, parallel edges, zeros, ties and kinks", () => {
    let measured = 0;
    let total = 0;
    fc.assert(
      fc.property(plan, ({ values, gates }) => {
        const all: GateLike[] = values.map((v, i) => (i === 1 ? new WeightGate(0.1, v) : new InputGate(v)));
        for (const { kind, picks } of gates) {
          const picked = picks.map((pick) => all[Math.floor(pick * all.length)]!);
          // Squashed now and then: powers of powers leave the range in which anything can be measured.
          all.push(new TanhGate([makers[kind]!(picked)]));
        }
        const report = checkGradients(new ComputationalGraph(new SigmoidGate([all.at(-1)!])));
        assert.ok(report.ok, report.summary);
        measured += report.gradients.measured;
        total += report.gradients.total;
      }),
      { numRuns: 300 },
    );
    // Passing because nothing could be measured would be no pass.
    assert.ok(measured > 0.8 * total, `${measured} of ${total}`);
  });
});
