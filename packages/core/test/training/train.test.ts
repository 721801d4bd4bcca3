/** Training as a student meets it: it learns, it can be watched and stopped, it repeats to the last bit. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  AddGate,
  ComputationalGraph,
  denseNetwork,
  Gate,
  InputGate,
  InvalidOptionError,
  MissingValueError,
  moons,
  MultiplyGate,
  NoFeedError,
  NoSamplesError,
  NoWeightsError,
  SampleError,
  seededRandom,
  SquaredLossGate,
  TooFewGradientsError,
  train,
  WeightGate,
  xor,
  type Sample,
  type TrainingProgress,
} from "../../src/index.js";
import { assertClose } from "../assert.js";

/** ŷ = w · x, which learns the factor in y = 3x. */
function line(alpha = 0.1) {
  const [x, y, w] = [new InputGate(0, "x"), new InputGate(0, "y"), new WeightGate(alpha, 0, "w")];
  const loss = new SquaredLossGate([new MultiplyGate([w, x], "ŷ"), y], "L");
  return { x, y, w, graph: new ComputationalGraph(loss) };
}

const threefold: Sample[] = [1, 2, -1].map((x) => ({ x: [x], y: [3 * x] }));

/** The gates of a student's notebook: nothing of them comes from the package. */
abstract class StudentGate {
  out!: number;
  dz = 0;
  consumers: StudentGate[] = [];
  constructor(
    readonly inputNodes: StudentGate[] = [],
    public name = "",
  ) {
    for (const input of inputNodes) input.consumers.push(this);
  }
  abstract forward(): void;
  abstract backward(): void;
  putGradient(consumer: StudentGate, local: number): void {
    this.dz += local * consumer.dz;
  }
}
class StudentInput extends StudentGate {
  forward() {
    // given
  }
  backward() {
    // nothing behind
  }
}
class StudentWeight extends StudentGate {
  constructor(
    private readonly rate: number,
    value: number,
  ) {
    super();
    this.out = value;
  }
  forward() {
    // kept
  }
  backward() {
    this.out -= this.rate * this.dz;
  }
}
class StudentProduct extends StudentGate {
  forward() {
    this.out = this.inputNodes[0]!.out * this.inputNodes[1]!.out;
  }
  backward() {
    const [a, b] = this.inputNodes;
    a!.putGradient(this, b!.out);
    b!.putGradient(this, a!.out);
  }
}
class StudentLoss extends StudentGate {
  forward() {
    this.out = (this.inputNodes[0]!.out - this.inputNodes[1]!.out) ** 2;
  }
  backward() {
    const [a, b] = this.inputNodes;
    a!.putGradient(this, 2 * (a!.out - b!.out));
    b!.putGradient(this, -2 * (a!.out - b!.out));
  }
}

describe("train", () => {
  it("learns XOR, exercise 3-4 (f)", async () => {
    const network = denseNetwork({ layers: [2, 4, 1], alpha: 1, seed: 3 });
    const { losses, stopped } = await train(network, xor(), { epochs: 3000, seed: 1 });
    assert.equal(stopped, "epochs");
    assert.equal(losses.length, 3000);
    assert(losses.at(-1)! < 0.01, `loss ${losses.at(-1)}`);
    for (const { x, y } of xor()) assert.equal(Math.round(network.predict(x)[0]!), y[0]);
  });

  it("does what forward and backward do, sample by sample", async () => {
    const [compiled, byHand] = [line(), line()];
    const { x, y, w, graph } = byHand;
    const losses: number[] = [];
    for (let epoch = 0; epoch < 3; epoch++) {
      let sum = 0;
      for (const sample of threefold) {
        [x.out, y.out] = [sample.x[0]!, sample.y[0]!];
        graph.forward();
        sum += graph.target.out;
        graph.backward();
      }
      losses.push(sum / 3);
    }
    const training = await train(compiled.graph, threefold, {
      x: [compiled.x],
      y: [compiled.y],
      epochs: 3,
      shuffle: false,
    });
    assertClose(compiled.w.out, w.out);
    training.losses.forEach((loss, i) => {
      assertClose(loss, losses[i]!);
    });
  });

  it("trains the student's own gates, with a learning rate that nobody sees", async () => {
    const [x, y, w] = [new StudentInput(), new StudentInput(), new StudentWeight(0.1, 0)];
    const graph = new ComputationalGraph(new StudentLoss([new StudentProduct([w, x]), y]));
    const { losses } = await train(graph, threefold, { x: [x], y: [y], epochs: 100 });
    assertClose(w.out, 3, 1e-6);
    assert(losses.at(-1)! < 1e-9);
  });

  it("is the same to the last bit for the same seed, and another for another", async () => {
    const run = async (seed: number, onProgress?: () => void) => {
      const network = denseNetwork({ layers: [2, 3, 1], hidden: "tanh", seed: 5 });
      const { losses } = await train(network, moons(50, { noise: 0.1 }), { epochs: 40, seed, onProgress });
      return [...losses, ...network.layers.flatMap(({ weights }) => weights.flat().map(({ out }) => out))];
    };
    const first = await run(1);
    assert.deepEqual(await run(1), first);
    // However the clock cuts the work.
    const busy = () => {
      const end = performance.now() + 5;
      while (performance.now() < end);
    };
    assert.deepEqual(await run(1, busy), first);
    assert.notDeepEqual(await run(2), first);
  });

  it("uses every sample once in an epoch, in an order that changes", async () => {
    const fed: number[] = [];
    class Recorder extends Gate {
      forward() {
        this.out = this.inputNodes[0]!.out;
        fed.push(this.out);
      }
      backward() {
        this.inputNodes[0]!.putGradient(this, 1);
      }
    }
    const [x, w] = [new InputGate(0), new WeightGate(0, 1)];
    const graph = new ComputationalGraph(new MultiplyGate([new Recorder([x]), w]));
    const samples = Array.from({ length: 8 }, (_, i) => ({ x: [i], y: [] }));
    await train(graph, samples, { x: [x], y: [], epochs: 3, seed: 4 });
    const epochs = [0, 1, 2].map((epoch) => fed.slice(-24).slice(8 * epoch, 8 * epoch + 8));
    for (const epoch of epochs) assert.deepEqual([...epoch].sort(), [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.notDeepEqual(epochs[0], epochs[1]);
    assert.notDeepEqual(epochs[1], epochs[2]);
  });

  describe("stops", () => {
    it("at a loss", async () => {
      const { x, y, graph } = line();
      const { losses, stopped } = await train(graph, threefold, {
        x: [x],
        y: [y],
        epochs: 1000,
        stopAtLoss: 0.01,
      });
      assert.equal(stopped, "loss");
      assert(losses.length < 1000 && losses.at(-1)! <= 0.01 && losses.at(-2)! > 0.01);
    });

    it("when nothing becomes better for a while", async () => {
      const { x, y, graph } = line(0);
      const { losses, stopped } = await train(graph, threefold, {
        x: [x],
        y: [y],
        epochs: 1000,
        patience: 7,
      });
      assert.equal(stopped, "patience");
      assert.equal(losses.length, 8);
    });

    it("when it diverges", async () => {
      const { x, y, graph } = line(10);
      const { losses, stopped } = await train(graph, threefold, { x: [x], y: [y], epochs: 10_000 });
      assert.equal(stopped, "diverged");
      assert(!Number.isFinite(losses.at(-1)));
    });

    it("when it is aborted, and keeps what it has learned", async () => {
      const { x, y, w, graph } = line(1e-9);
      const controller = new AbortController();
      setTimeout(() => {
        controller.abort();
      }, 60);
      const training = train(graph, threefold, { x: [x], y: [y], epochs: 1e9, signal: controller.signal });
      const { losses, stopped } = await training;
      assert.equal(stopped, "aborted");
      assert(losses.length > 0 && w.out > 0);
    });

    it("before it begins when it is aborted before", async () => {
      const { x, y, w, graph } = line();
      const { losses, stopped } = await train(graph, threefold, {
        x: [x],
        y: [y],
        epochs: 10,
        signal: { aborted: true },
      });
      assert.deepEqual([losses, stopped, w.out], [[], "aborted", 0]);
    });
  });

  it("tells its progress while others run, and its end", async () => {
    const { x, y, graph } = line(1e-9);
    const told: TrainingProgress[] = [];
    let ticks = 0;
    const timer = setInterval(() => ticks++, 10);
    const signal = { aborted: false };
    await train(graph, threefold, {
      x: [x],
      y: [y],
      epochs: 1e9,
      signal,
      onProgress: (progress) => {
        told.push(progress);
        signal.aborted = told.length >= 4;
      },
    });
    clearInterval(timer);
    assert(told.length >= 4 && ticks >= 2, `${told.length} reports, ${ticks} ticks`);
    told.forEach(({ epoch, epochs, loss }, i) => {
      assert.equal(epochs, 1e9);
      assert(Number.isFinite(loss));
      if (i > 0) assert(epoch >= told[i - 1]!.epoch);
    });
  });

  describe("records the norm of the gradient", () => {
    it("of each layer of a network, as backward computes it", async () => {
      const options = { layers: [2, 3, 2, 1], alpha: 0, seed: 2 };
      const network = denseNetwork(options);
      const data = moons(10, { noise: 0.1 });
      const { gradientNorms } = await train(network, data, { epochs: 2, gradientNorms: true });
      assert.deepEqual(Object.keys(gradientNorms), ["hidden 1", "hidden 2", "output"]);
      const reference = denseNetwork(options);
      reference.layers.forEach(({ name, weights, biases }) => {
        const norms = data.map(({ x, y }) => {
          reference.inputs.forEach((input, i) => (input.out = x[i]!));
          reference.truths[0]!.out = y[0]!;
          reference.forward();
          reference.backward();
          return Math.hypot(...[...weights.flat(), ...biases].map(({ dz }) => dz));
        });
        const mean = norms.reduce((a, b) => a + b) / norms.length;
        assert.equal(gradientNorms[name]!.length, 2);
        // The learning rate is 0, so both epochs see the same gradients.
        for (const norm of gradientNorms[name]!) assertClose(norm, mean, 1e-12);
      });
    });

    it("of all weights where there are no layers, and of the student's too", async () => {
      const [x, y, w] = [new StudentInput(), new StudentInput(), new StudentWeight(0, 0)];
      const graph = new ComputationalGraph(new StudentLoss([new StudentProduct([w, x]), y]));
      const { gradientNorms } = await train(graph, [{ x: [2], y: [6] }], {
        x: [x],
        y: [y],
        epochs: 1,
        gradientNorms: true,
      });
      assert.deepEqual(gradientNorms, { weights: [24] });
    });

    it("only when asked", async () => {
      const { x, y, graph } = line();
      assert.deepEqual((await train(graph, threefold, { x: [x], y: [y], epochs: 1 })).gradientNorms, {});
    });

    it("shows the vanishing gradients of exercise 3-1", async () => {
      const network = denseNetwork({ layers: [1, 1, 1, 1, 1, 1, 1], alpha: 0, seed: 1 });
      const { gradientNorms } = await train(network, [{ x: [1], y: [0] }], {
        epochs: 1,
        gradientNorms: true,
      });
      const norms = Object.values(gradientNorms).map(([norm]) => norm!);
      assert(norms[0]! < norms.at(-1)! / 100, String(norms));
    });
  });

  it("leaves in the gates what the last step left", async () => {
    const { x, y, graph } = line();
    await train(graph, threefold, { x: [x], y: [y], epochs: 2, shuffle: false });
    assert.deepEqual([x.out, y.out], [-1, -3]);
    assert(graph.target.out > 0 && graph.target.dz === 1);
  });

  describe("says what is wrong", () => {
    const fails = (
      what: string,
      run: () => Promise<unknown>,
      type: new (...args: never[]) => Error,
      text: RegExp,
    ) => {
      it(`with ${what}`, async () => {
        await assert.rejects(run(), (error) => error instanceof type && text.test(error.message));
      });
    };
    const { x, y, graph } = line();
    const base = { x: [x], y: [y], epochs: 1 };
    fails("no samples", () => train(graph, [], base), NoSamplesError, /no samples to train on.*xor\(\)/);
    fails(
      "a sample of another size",
      () => train(graph, [...threefold, { x: [1, 2], y: [0] }], base),
      SampleError,
      /Sample 3 has x = \[1,2\], expected 1 number:/,
    );
    fails(
      "a sample that is no number",
      () => train(graph, [{ x: [1], y: [NaN] }], base),
      SampleError,
      /Sample 0 has y = \[null\]/,
    );
    fails(
      "no word about the inputs",
      () => train(graph, threefold, { epochs: 1 }),
      NoFeedError,
      /\{ x: \[x1, x2\]/,
    );
    fails(
      "epochs that are no number",
      () => train(graph, threefold, { ...base, epochs: 0 }),
      InvalidOptionError,
      /train got epochs = 0, expected a whole number/,
    );
    fails(
      "a patience of nothing",
      () => train(graph, threefold, { ...base, patience: 0 }),
      InvalidOptionError,
      /patience = 0/,
    );
    fails(
      "a graph without weights",
      () => {
        const [a, b] = [new InputGate(1, "a"), new InputGate(1, "b")];
        return train(new ComputationalGraph(new AddGate([a, b], "s")), threefold, {
          x: [a],
          y: [b],
          epochs: 1,
        });
      },
      NoWeightsError,
      /graph of AddGate "s" has no weight/,
    );
    fails(
      "an input that nobody feeds",
      () => {
        const [a, b, w] = [new InputGate(1, "a"), new InputGate(undefined, "b"), new WeightGate(0.1, 1)];
        return train(new ComputationalGraph(new MultiplyGate([a, b, w])), threefold, {
          x: [a],
          y: [w],
          epochs: 1,
        });
      },
      NoWeightsError,
      /has no weight/,
    );
    fails(
      "an input without a value",
      () => {
        const [a, b, w] = [new InputGate(1, "a"), new InputGate(undefined, "b"), new WeightGate(0.1, 1)];
        return train(new ComputationalGraph(new MultiplyGate([a, b, w])), [{ x: [1], y: [] }], {
          x: [a],
          y: [],
          epochs: 1,
        });
      },
      MissingValueError,
      /InputGate "b" has no value/,
    );
    fails(
      "a student's gate that forgets an input, before any weight has moved",
      () => {
        class Half extends StudentProduct {
          override backward() {
            this.inputNodes[0]!.putGradient(this, this.inputNodes[1]!.out);
          }
        }
        const [a, b, w] = [new StudentInput([], "a"), new StudentInput(), new StudentWeight(0.1, 1)];
        const half = new ComputationalGraph(new StudentLoss([new Half([w, a], "p"), b]));
        return train(half, [{ x: [2], y: [1] }], { x: [a], y: [b], epochs: 1 }).catch((error: unknown) => {
          assert.equal(w.out, 1);
          throw error;
        });
      },
      TooFewGradientsError,
      /Half "p" passed no gradient to StudentInput "a"/,
    );
  });

  it("agrees with gate by gate on random networks", async function () {
    // Each of the networks is compiled.
    this.timeout(30_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }),
        fc.constantFrom("sigmoid", "tanh", "relu", "leakyRelu", "softplus", "linear"),
        fc.constantFrom("squared", "meanSquared", "binaryCrossEntropy"),
        fc.integer(),
        async (layers, hidden, loss, seed) => {
          const options = { layers, hidden, loss, seed, alpha: 0.05 } as const;
          const [compiled, byHand] = [denseNetwork(options), denseNetwork(options)];
          const random = seededRandom(seed);
          const data = Array.from({ length: 4 }, () => ({
            x: Array.from({ length: layers[0]! }, () => 2 * random() - 1),
            y: Array.from({ length: layers.at(-1)! }, () => Math.round(random())),
          }));
          await train(compiled, data, { epochs: 2, shuffle: false });
          for (const { x, y } of [...data, ...data]) {
            byHand.inputs.forEach((input, i) => (input.out = x[i]!));
            byHand.truths.forEach((truth, i) => (truth.out = y[i]!));
            byHand.step();
          }
          compiled.gates.forEach((gate, i) => {
            assertClose(gate.out, byHand.gates[i]!.out, 1e-11, `value of ${gate.name}`);
            assertClose(gate.dz, byHand.gates[i]!.dz, 1e-11, `gradient of ${gate.name}`);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
