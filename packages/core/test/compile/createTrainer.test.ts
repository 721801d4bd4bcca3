/** Training gives the same weights whichever way a graph is compiled. */

import assert from "node:assert/strict";
import fc from "fast-check";
import * as core from "../../src/index.js";
import {
  AddGate,
  BinaryCrossEntropyGate,
  ComputationalGraph,
  ConstantGate,
  denseNetwork,
  DivideGate,
  ExpGate,
  FormulaGate,
  InputGate,
  IsMaximumGate,
  LeakyReLUGate,
  LogGate,
  MaximumGate,
  MeanSquaredErrorGate,
  MissingValueError,
  MultiplyGate,
  NegateGate,
  PowerGate,
  ReLUGate,
  seededRandom,
  SigmoidGate,
  SoftplusGate,
  SquaredLossGate,
  StepGate,
  SubtractGate,
  TanhGate,
  WeightGate,
  type DenseNetworkOptions,
  type GateLike,
} from "../../src/index.js";
import { createTrainer } from "../../src/compile/createTrainer.js";
import { LONGEST_RUN } from "../../src/compile/program.js";
import { isNearKink, randomGraph } from "../randomGraph.js";
import {
  assertAgree,
  assertEnginesAgree,
  byTrainer,
  engines,
  forEachEngine,
  gateByGate,
  numbersOf,
  taskOf,
} from "./comparing.js";
import { layeredGraph } from "./layeredGraph.js";

const fraction = fc.double({ min: 0, max: 0.999, noNaN: true });
const value = fc.oneof(fc.constant(0), fc.double({ min: -2, max: 2, noNaN: true }));

/** A random graph, what is fed, what learns how fast, what is a target, and a few steps. */
const randomTraining = fc
  .record({
    drawn: randomGraph,
    fed: fc.array(fraction, { maxLength: 3 }),
    alphas: fc.array(fc.constantFrom(0, 0.001, 0.01, 0.03), { minLength: 3, maxLength: 3 }),
    targets: fc.array(fraction, { maxLength: 2 }),
    rows: fc.array(fc.array(value, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
    order: fc.array(fraction, { minLength: 1, maxLength: 6 }),
    pieces: fc.array(fc.nat(3), { maxLength: 3 }),
  })
  .map((plan) => {
    const { gates, target } = plan.drawn.graph;
    const graph = new ComputationalGraph([target, ...plan.targets.map((at) => pick(gates, at))]);
    // One fed gate is always beside the graph, and sometimes a fed gate is a weight.
    const leaves = plan.drawn.leaves;
    const fed: GateLike[] = leaves.length > 0 ? plan.fed.map((at) => pick(leaves, at)) : [];
    const feed = [...new Set(fed), new InputGate(0, "beside")];
    const rows = plan.rows.map((row) => row.slice(0, feed.length));
    const weights = gates.filter((gate): gate is WeightGate => gate instanceof WeightGate);
    weights.forEach((weight, i) => (weight.alpha = plan.alphas[i]!));
    const learning = weights.filter((weight) => !feed.includes(weight));
    const groups = learning.length > 0 ? [learning, learning.slice(0, 1)] : [];
    return {
      graph,
      task: taskOf(feed, rows, groups),
      order: plan.order.map((at) => Math.floor(at * rows.length)),
      pieces: plan.pieces,
      [fc.toStringMethod]: () => fc.stringify(plan),
    };
  });

function pick<T>(list: readonly T[], at: number): T {
  return list[Math.floor(at * list.length)]!;
}

/** Numbers between −1 and 1. */
function randomRows(count: number, width: number, seed: number): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => Array.from({ length: width }, () => 2 * random() - 1));
}

/** A network and three random samples for it; the groups are its layers. */
function networkTraining(options: DenseNetworkOptions) {
  const network = denseNetwork(options);
  const feed = [...network.inputs, ...network.truths];
  const groups = network.layers.map(({ weights, biases }) => [...weights.flat(), ...biases]);
  return { network, task: taskOf(feed, randomRows(3, feed.length, options.seed ?? 0), groups) };
}

/** L = (w · x − y)² */
function line() {
  const [x, y, w] = [new InputGate(0, "x"), new InputGate(0, "y"), new WeightGate(0.1, 0.5, "w")];
  const graph = new ComputationalGraph(new SquaredLossGate([new MultiplyGate([w, x]), y], "L"));
  return { x, y, w, graph, task: taskOf([x, y], [[1, 3], [2, 6], [-1, -3]], [[w]]) }; // prettier-ignore
}

describe("createTrainer", () => {
  describe("chooses", () => {
    it("one WebAssembly program for a small graph of built-in gates", () => {
      const { graph, task } = line();
      assert.equal(createTrainer(graph, task).engine, "wasm");
    });

    it("loops over arrays for a graph that is too large for it", () => {
      const w = new WeightGate(0.1, 0.5);
      let last: GateLike = w;
      for (let i = 0; i < 50_000; i++) last = new NegateGate([last]);
      assert.equal(createTrainer(new ComputationalGraph(last), taskOf([], [[]])).engine, "kernels");
    });

    it("the gates' own methods where one class, object or prototype is not the package's", () => {
      class Own extends SigmoidGate {}
      const engineOf = (gate: GateLike) =>
        createTrainer(new ComputationalGraph(gate), taskOf([], [[]])).engine;
      const w = new WeightGate(0.1, 0.5);
      assert.equal(engineOf(new Own([w])), "gates");
      assert.equal(engineOf(new SigmoidGate([w])), "wasm");
      const patched = new SigmoidGate([w]);
      patched.backward = () => undefined;
      assert.equal(engineOf(patched), "gates");
      const original = Object.getOwnPropertyDescriptor(TanhGate.prototype, "derivatives")!;
      try {
        TanhGate.prototype.derivatives = (math) => [math.constant(1)];
        assert.equal(engineOf(new TanhGate([w])), "gates");
      } finally {
        Object.defineProperty(TanhGate.prototype, "derivatives", original);
      }
      assert.equal(engineOf(new TanhGate([w])), "wasm");
    });
  });

  describe("is gate by gate forward and backward, with each engine,", () => {
    it("on random graphs with weights, targets and fed gates at odd places", () => {
      fc.assert(
        fc.property(randomTraining, ({ graph, task, order }) => {
          // Two ways of rounding may end on two sides of a kink, and large gradients make two ways out of one.
          let near = false;
          const { dz } = gateByGate(graph, task, order, () => (near ||= isNearKink(graph, 1e-9)));
          fc.pre(!near && dz.every((each) => Math.abs(each) < 100));
          assertEnginesAgree(graph, task, order);
        }),
        { numRuns: 400 },
      );
    });

    it("on random small networks", () => {
      const activation = fc.constantFrom("sigmoid", "tanh", "relu", "leakyRelu", "softplus", "linear");
      fc.assert(
        fc.property(
          fc.record({
            layers: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 5 }),
            hidden: activation,
            output: activation,
            loss: fc.constantFrom("squared", "meanSquared", "binaryCrossEntropy"),
            bias: fc.constantFrom<number | false>(false, 0, 0.3),
            alpha: fc.constant(0.05),
            seed: fc.integer(),
          }),
          (drawn) => {
            const isEntropy = drawn.loss === "binaryCrossEntropy";
            const options = { ...drawn, output: isEntropy ? "sigmoid" : drawn.output } as const;
            const { network, task } = networkTraining(options);
            assertEnginesAgree(network, task, [0, 1, 2, 0]);
          },
        ),
        { numRuns: 60 },
      );
    });

    for (const [layers, hidden, loss] of [
      [[20, 30, 5], "relu", "meanSquared"],
      [[64, 32, 10], "sigmoid", "squared"],
      [[33, 17, 9, 3], "tanh", "binaryCrossEntropy"],
      [[9, 71, 35, 3], "tanh", "meanSquared"],
      [[1, 90, 1], "softplus", "squared"],
      [[90, 1, 90], "leakyRelu", "squared"],
    ] as const) {
      it(`on a network of ${layers.join(", ")} neurons`, () => {
        const { network, task } = networkTraining({ layers, hidden, loss, alpha: 0.05, seed: 1 });
        const order = [0, 1, 2, 1];
        const expected = gateByGate(network, task, order);
        for (const make of [createTrainer, engines.kernels, engines.gates]) {
          assertAgree(byTrainer(make, network, task, order), expected, network, task);
        }
        // Large layers are compiled in another way where nobody asks for norms.
        const unwatched = { ...task, groups: [] };
        const outcome = byTrainer(createTrainer, network, unwatched, order);
        assertAgree(outcome, { ...expected, norms: [] }, network, unwatched);
      });
    }

    it("on layers that are dense but for some irregular places", function () {
      this.timeout(20_000);
      fc.assert(
        fc.property(layeredGraph, fc.boolean(), ({ graph, feed, weights, samples }, isWatched) => {
          const task = taskOf(feed, samples, isWatched ? [weights, weights.slice(0, 3)] : []);
          const order = [0, 1, 1, 0];
          const expected = gateByGate(graph, task, order);
          for (const make of [createTrainer, engines.kernels]) {
            assertAgree(byTrainer(make, graph, task, order), expected, graph, task);
          }
        }),
        { numRuns: 50 },
      );
    });
  });

  describe("handles", () => {
    const kinds: Record<string, (a: GateLike, b: GateLike, c: GateLike) => GateLike> = {
      AddGate: (a, b, c) => new AddGate([a, b, c]),
      BinaryCrossEntropyGate: (a, b) => new BinaryCrossEntropyGate([a, b]),
      DivideGate: (a, b) => new DivideGate([a, b]),
      ExpGate: (a) => new ExpGate([a]),
      IsMaximumGate: (a, b, c) => new AddGate([new IsMaximumGate([a, b, c], 1), a]),
      LeakyReLUGate: (a) => new LeakyReLUGate([a], 0.2),
      LogGate: (a) => new LogGate([new PowerGate([a], 2)]),
      MaximumGate: (a, b, c) => new MaximumGate([a, b, c]),
      MeanSquaredErrorGate: (a, b, c) => new MeanSquaredErrorGate([a, b, c, a]),
      MultiplyGate: (a, b, c) => new MultiplyGate([a, b, c]),
      NegateGate: (a) => new NegateGate([a]),
      PowerGate: (a) => new AddGate([-2, -1, 0, 1, 2, 3, 4].map((n) => new PowerGate([a], n))),
      ReLUGate: (a) => new ReLUGate([a]),
      SigmoidGate: (a) => new SigmoidGate([a]),
      SoftplusGate: (a) => new SoftplusGate([a]),
      SquaredLossGate: (a, b) => new SquaredLossGate([a, b]),
      StepGate: (a, b) => new AddGate([new StepGate([a], 2, -3), b]),
      SubtractGate: (a, b) => new SubtractGate([a, b]),
      TanhGate: (a) => new TanhGate([a]),
    };

    it("every kind of gate that the package has", () => {
      const all = Object.entries(core).filter(
        ([, each]) => typeof each === "function" && each.prototype instanceof FormulaGate,
      );
      assert.deepEqual(all.map(([name]) => name).sort(), Object.keys(kinds).sort());
    });

    for (const [name, build] of Object.entries(kinds)) {
      it(`${name}, alone and with a neighbour of its kind`, () => {
        for (const [a, b, c] of [
          [0.5, -1.5, 0.25],
          [-0.75, 2, 2],
          [3, 3, 1],
        ] as const) {
          const [u, v, w] = [a, b, c].map((each) => new WeightGate(0.01, each));
          const [x] = [new InputGate(0)];
          const alone = new ComputationalGraph(build(u!, v!, x));
          const both = new ComputationalGraph(new MultiplyGate([build(u!, v!, x), build(w!, u!, x)]));
          for (const graph of [alone, both]) {
            assertEnginesAgree(graph, taskOf([x], [[c], [0.3]], [[u!, v!]]), [0, 1, 0]);
          }
        }
      });
    }

    it("exact kinks: zeros and ties go the same way", () => {
      const [u, v] = [new WeightGate(0.25, 1), new WeightGate(0.25, 1)];
      const x = new InputGate(0);
      const zero = new SubtractGate([u, x]);
      const kinked = [
        new ReLUGate([zero]),
        new LeakyReLUGate([zero], 0.5),
        new MaximumGate([u, v, x]),
        new MaximumGate([v, x, u]),
        new IsMaximumGate([x, u, v], 2),
        new StepGate([zero]),
      ];
      assertEnginesAgree(new ComputationalGraph(new AddGate(kinked)), taskOf([x], [[1]]), [0]);
    });

    for (const z of [1000, -1000, 745.2, -745.2, 709.9, -709.9, Infinity, -Infinity]) {
      it(`${z} in what grows or shrinks fast`, () => {
        for (const f of [SigmoidGate, TanhGate, SoftplusGate, ExpGate]) {
          const [x, w] = [new InputGate(0), new WeightGate(0.5, 1)];
          const graph = new ComputationalGraph(new AddGate([new f([x]), w]));
          assertEnginesAgree(graph, taskOf([x], [[z]]), [0, 0]);
        }
      });
    }

    it("large logits in a cross-entropy", () => {
      for (const z of [1000, -1000]) {
        for (const y of [0, 1]) {
          const [w, truth] = [new WeightGate(0.5, z), new InputGate(0)];
          const graph = new ComputationalGraph(new BinaryCrossEntropyGate([w, truth]));
          assertEnginesAgree(graph, taskOf([truth], [[y]]), [0, 0]);
        }
      }
    });

    it("a weight that diverges, up to NaN", () => {
      const [x, w] = [new InputGate(0), new WeightGate(1e200, 1)];
      const graph = new ComputationalGraph(new PowerGate([new MultiplyGate([w, x])], 2));
      const order = [0, 0, 0, 0];
      const task = taskOf([x], [[3]]);
      forEachEngine((make) => {
        const { losses, out } = byTrainer(make, graph, task, order);
        assert.deepEqual(losses, [9, Infinity, Infinity, NaN]);
        assert(Number.isNaN(out[graph.gates.indexOf(w)]));
      });
    });

    it("a NaN on its way through each activation function", () => {
      for (const f of [SigmoidGate, TanhGate, SoftplusGate, ExpGate]) {
        const [x, w] = [new InputGate(0), new WeightGate(0, 1)];
        const difference = new SubtractGate([x, new PowerGate([x], 3)]);
        const graph = new ComputationalGraph(new AddGate([new f([difference]), w]));
        forEachEngine((make, engine) => {
          const { losses } = byTrainer(make, graph, taskOf([x], [[Infinity]]), [0]);
          assert.deepEqual(losses, [NaN], `${f.name}, ${engine}`);
        });
      }
    });

    it("a weight as the target, alone, twice, and beside what reads it", () => {
      const [x, w] = [new InputGate(0), new WeightGate(0.1, 0.5)];
      const product = new MultiplyGate([w, w, x]);
      for (const targets of [[w], [w, w], [w, product], [product, w, product]]) {
        assertEnginesAgree(new ComputationalGraph(targets), taskOf([x], [[2], [3]], [[w]]), [0, 1]);
      }
    });

    it("weights of which each learns at its own pace, and some not at all", () => {
      const weights = [0, 0.1, 0, 0.2, 0.3].map((alpha, i) => new WeightGate(alpha, i / 5));
      const x = new InputGate(0);
      const sum = new AddGate(weights.map((w) => new MultiplyGate([w, x])));
      const graph = new ComputationalGraph(new SquaredLossGate([sum, x]));
      assertEnginesAgree(graph, taskOf([x], [[1], [2]], [weights]), [0, 1, 0]);
    });

    it("a fed weight like an input: it has the sample's number in each step", () => {
      const [fed, w] = [new WeightGate(0.1, undefined), new WeightGate(0.1, 0.5)];
      const graph = new ComputationalGraph(new PowerGate([new MultiplyGate([fed, w])], 2));
      const task = taskOf([fed], [[1], [2]], [[w]]);
      fed.out = 7;
      assertEnginesAgree(graph, task, [0, 1, 1, 0]);
    });

    it("a graph of which no weight is fed, nor anything else", () => {
      const w = new WeightGate(0.1, 0.5);
      assertEnginesAgree(new ComputationalGraph(new PowerGate([w], 2)), taskOf([], [[]], [[w]]), [0, 0, 0]);
    });

    it("a fed gate that stands in a sample twice: the later number counts", () => {
      const [x, w] = [new InputGate(0), new WeightGate(0.1, 0.5)];
      const graph = new ComputationalGraph(new MultiplyGate([x, w]));
      assertEnginesAgree(graph, taskOf([x, x], [[1, 2]]), [0]);
    });

    it("constants and unfed inputs, with the numbers that they had when the trainer was made", () => {
      const [x, c, w] = [new InputGate(3), new ConstantGate(-2), new WeightGate(0.1, 0.5)];
      const graph = new ComputationalGraph(
        new AddGate([new MultiplyGate([x, c, w]), new ExpGate([c]), new SigmoidGate([x]), new TanhGate([c])]),
      );
      assertEnginesAgree(graph, taskOf([], [[]]), [0, 0]);
    });

    it("a chain as long as fits into one program", () => {
      const w = new WeightGate(0.001, 0.5);
      let last: GateLike = w;
      for (let i = 0; i < 900; i++) last = i % 3 === 0 ? new TanhGate([last]) : new NegateGate([last]);
      const graph = new ComputationalGraph(last);
      const task = taskOf([], [[]], [[w]]);
      assert.equal(createTrainer(graph, task).engine, "wasm");
      assertEnginesAgree(graph, task, [0, 0, 0]);
    });

    it("sums and products of hundreds of inputs", () => {
      const weights = Array.from({ length: 200 }, (_, i) => new WeightGate(1e-3, 1 + Math.sin(i) / 10));
      const gates = [new MultiplyGate(weights), new MaximumGate(weights), new MeanSquaredErrorGate(weights)];
      assertEnginesAgree(
        new ComputationalGraph(new AddGate([...gates, ...weights])),
        taskOf([], [[]]),
        [0, 0],
      );
    });
  });

  describe("is the same to the last bit", () => {
    it("in two runs, and however they are cut into pieces", () => {
      fc.assert(
        fc.property(randomTraining, ({ graph, task, order, pieces }) => {
          forEachEngine((make) => {
            const first = byTrainer(make, graph, task, order);
            assert.deepEqual(byTrainer(make, graph, task, order), first);
            assert.deepEqual(byTrainer(make, graph, task, order, pieces), first);
            assert.deepEqual(byTrainer(make, graph, task, order, order.map(() => 1)), first); // prettier-ignore
          });
        }),
        { numRuns: 100 },
      );
    });

    it("for networks, in pieces of the longest run too", () => {
      for (const layers of [
        [2, 4, 1],
        [20, 30, 5],
      ]) {
        const { network, task: watched } = networkTraining({ layers, alpha: 0.1, seed: 3 });
        const task = { ...watched, groups: [] };
        const order = Array.from({ length: LONGEST_RUN }, (_, i) => i % 3);
        const whole = byTrainer(createTrainer, network, task, order);
        assert.deepEqual(byTrainer(createTrainer, network, task, order), whole);
        assert.deepEqual(byTrainer(createTrainer, network, task, order, [1, 500, 0, 23]), whole);
      }
    });
  });

  describe("store", () => {
    it("changes nothing before the first step", () => {
      forEachEngine((make) => {
        const { graph, task } = line();
        graph.forward();
        graph.gradients();
        const before = numbersOf(graph);
        const trainer = make(graph, task);
        trainer.store();
        trainer.run(0);
        trainer.store();
        assert.deepEqual(numbersOf(graph), before);
      });
    });

    it("writes the weights after the last step, and the values and gradients that led to it", () => {
      forEachEngine((make) => {
        const { x, y, w, graph, task } = line();
        const trainer = make(graph, task);
        trainer.order.set([2, 1]);
        trainer.run(2);
        trainer.store();
        // w: 0.5 → 0.5 − 0.1 · 2 · (−0.5 + 3) · (−1) = 1 → 1 − 0.1 · 2 · (2 − 6) · 2 = 2.6
        assert.deepEqual([x.out, y.out, w.out, w.dz, graph.target.out], [2, 6, 2.6, -16, 16]);
        trainer.store();
        assert.equal(w.out, 2.6);
      });
    });

    it("may be called between runs without a trace", () => {
      forEachEngine((make) => {
        const [watched, unwatched] = [line(), line()];
        const outcomes = [watched, unwatched].map(({ graph, task }) => {
          const trainer = make(graph, task);
          for (const sample of [0, 1, 2, 2]) {
            trainer.order[0] = sample;
            trainer.run(1);
            if (graph === watched.graph) trainer.store();
          }
          trainer.store();
          return numbersOf(graph);
        });
        assert.deepEqual(outcomes[0], outcomes[1]);
      });
    });
  });

  it("adds the norms of the gradients up, group by group", () => {
    forEachEngine((make) => {
      const [x, u, v, w] = [new InputGate(0), ...[1, 2, 3].map((each) => new WeightGate(0, each))];
      const graph = new ComputationalGraph(
        new AddGate([u!, v!, w!].map((weight) => new MultiplyGate([weight, x]))),
      );
      const trainer = make(graph, taskOf([x], [[3], [-4]], [[u!], [u!, v!, w!], [], [v!]]));
      trainer.order.set([0, 1]);
      trainer.run(2);
      const norms = [7, 7 * Math.sqrt(3), 0, 7];
      norms.forEach((norm, i) => assert(Math.abs(trainer.gradientNorms[i]! - norm) < 1e-14));
      trainer.run(1);
      assert.equal(trainer.gradientNorms[0], 10);
    });
  });

  it("takes the samples in the order that is written, the same sample as often as it stands there", () => {
    forEachEngine((make) => {
      const [x, w] = [new InputGate(0), new WeightGate(0, 1)];
      const trainer = make(new ComputationalGraph(new MultiplyGate([x, w])), taskOf([x], [[5], [6], [7]]));
      trainer.order.set([2, 2, 0, 1, 2]);
      trainer.run(5);
      assert.deepEqual([...trainer.losses.subarray(0, 5)], [7, 7, 5, 6, 7]);
    });
  });

  it("says which weight or which unfed input has no value", () => {
    forEachEngine((make) => {
      const [x, w] = [new InputGate(undefined, "x"), new WeightGate(0.1, undefined, "w")];
      const graph = new ComputationalGraph(new MultiplyGate([x, w]));
      assert.throws(() => make(graph, taskOf([x], [[1]])), MissingValueError);
      w.out = 1;
      assert.throws(() => make(graph, taskOf([], [[]])), /InputGate "x" has no value/);
      make(graph, taskOf([x], [[1]]));
    });
  });
});
