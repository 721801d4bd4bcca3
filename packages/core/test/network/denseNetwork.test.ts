/** Dense networks: their gates and names, their numbers, and what they refuse. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { xor } from "../../src/data/xor.js";
import { InvalidOptionError, MissingValueError } from "../../src/errors.js";
import { WeightGate } from "../../src/gates/weight.js";
import { activations, type Activation } from "../../src/network/activations.js";
import { denseNetwork, type DenseNetworkOptions } from "../../src/network/denseNetwork.js";
import { constant, heNormal, type Initialiser } from "../../src/network/initialisers.js";
import { losses, type Loss } from "../../src/network/losses.js";
import type { Network } from "../../src/network/network.js";
import { seededRandom } from "../../src/random/seededRandom.js";
import { assertClose } from "../assert.js";

const names = (gates: readonly { name: string }[]) => gates.map(({ name }) => name).join(" ");

const weightsOf = ({ gates }: Network) =>
  gates.filter((gate): gate is WeightGate => gate instanceof WeightGate);

function feed(network: Network, x: readonly number[], y: readonly number[]): void {
  network.inputs.forEach((input, i) => (input.out = x[i]!));
  network.truths.forEach((truth, k) => (truth.out = y[k]!));
}

/** A loss is built with the outputs that it fits. */
const outputFor = (loss: Loss, output: Activation) => (loss === "binaryCrossEntropy" ? "sigmoid" : output);

const anyActivation = fc.constantFrom(...(Object.keys(activations) as Activation[]));
const anyOptions = fc
  .record({
    layers: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }),
    hidden: anyActivation,
    output: anyActivation,
    loss: fc.constantFrom(...(Object.keys(losses) as Loss[])),
    bias: fc.constantFrom<number | false>(false, 0, 0.3),
    seed: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .map((options) => ({ ...options, output: outputFor(options.loss, options.output) }));

describe("denseNetwork", () => {
  describe("gates and names", () => {
    it("writes the network of XOR out in 43 gates", () => {
      const network = denseNetwork({ layers: [2, 4, 1] });
      // Inputs and truth, weights and biases, products, sums, activations, loss.
      assert.equal(network.gates.length, 3 + (8 + 4 + 4 + 1) + (8 + 4) + 5 + 5 + 1);
      assert.equal(weightsOf(network).length, 17);
    });

    it("names gates as the lecture does, and puts them into groups by layer", () => {
      const network = denseNetwork({ layers: [2, 2, 1] });
      assert.deepEqual(
        network.groups.map((group) => [group.name, names(group.gates)]),
        [
          ["input", "x₁ x₂"],
          [
            "hidden 1",
            "w⁽¹⁾₁₁ w⁽¹⁾₁₂ b⁽¹⁾₁ p⁽¹⁾₁₁ p⁽¹⁾₁₂ z⁽¹⁾₁ a⁽¹⁾₁ w⁽¹⁾₂₁ w⁽¹⁾₂₂ b⁽¹⁾₂ p⁽¹⁾₂₁ p⁽¹⁾₂₂ z⁽¹⁾₂ a⁽¹⁾₂",
          ],
          ["output", "w⁽²⁾₁₁ w⁽²⁾₁₂ b⁽²⁾₁ p⁽²⁾₁₁ p⁽²⁾₁₂ z⁽²⁾₁ ŷ"],
          ["loss", "y L"],
        ],
      );
    });

    it("numbers several outputs and the terms of their loss", () => {
      const network = denseNetwork({ layers: [1, 3] });
      assert.equal(names(network.inputs), "x");
      assert.equal(names(network.outputs), "ŷ₁ ŷ₂ ŷ₃");
      assert.equal(names(network.truths), "y₁ y₂ y₃");
      assert.equal(names(network.loss.inputNodes), "L₁ L₂ L₃");
      assert.equal(network.loss.name, "L");
    });

    it("keeps indices of two digits apart", () => {
      const [hidden] = denseNetwork({ layers: [12, 11, 1] }).layers;
      assert.equal(hidden!.weights[0]![10]!.name, "w⁽¹⁾₁,₁₁");
      assert.equal(hidden!.weights[10]![0]!.name, "w⁽¹⁾₁₁,₁");
      assert.equal(hidden!.weights[0]![0]!.name, "w⁽¹⁾₁₁");
    });

    it("gives each gate a name of its own, short enough to be drawn whole, and a group", () => {
      fc.assert(
        fc.property(anyOptions, (options) => {
          const network = denseNetwork(options);
          const given = network.gates.map(({ name }) => name);
          assert.equal(new Set(given).size, given.length);
          assert.ok(given.every((name) => name.length > 0 && name.length <= 20));
          const grouped = network.groups.flatMap(({ gates }) => gates);
          assert.equal(new Set(grouped).size, grouped.length);
          for (const gate of network.gates) assert.ok(grouped.includes(gate), gate.name);
        }),
      );
    });

    it("lists weights by neuron and input, which is w_ji", () => {
      const [hidden, output] = denseNetwork({ layers: [2, 3, 1] }).layers;
      assert.equal(hidden!.weights[2]![1]!.name, "w⁽¹⁾₃₂");
      assert.deepEqual(
        hidden!.weights.map((row) => row.length),
        [2, 2, 2],
      );
      assert.equal(names(hidden!.biases), "b⁽¹⁾₁ b⁽¹⁾₂ b⁽¹⁾₃");
      assert.equal(names(hidden!.sums), "z⁽¹⁾₁ z⁽¹⁾₂ z⁽¹⁾₃");
      assert.equal(names(hidden!.activations), "a⁽¹⁾₁ a⁽¹⁾₂ a⁽¹⁾₃");
      assert.equal(names(output!.activations), "ŷ");
    });

    it("is the chain of exercise 3-1 without biases: aᵢ = σ(wᵢ · aᵢ₋₁)", () => {
      const network = denseNetwork({
        layers: [1, 1, 1, 1, 1],
        bias: false,
        initialise: constant(2),
        alpha: 0,
      });
      assert.equal(
        names(network.prediction.gates),
        "w⁽⁴⁾₁₁ w⁽³⁾₁₁ w⁽²⁾₁₁ w⁽¹⁾₁₁ x z⁽¹⁾₁ a⁽¹⁾₁ z⁽²⁾₁ a⁽²⁾₁ z⁽³⁾₁ a⁽³⁾₁ z⁽⁴⁾₁ ŷ",
      );
      network.inputs[0]!.out = 1;
      network.prediction.forward();
      network.prediction.backward();
      // ∂y/∂x = Π σ′(zᵢ) wᵢ, the solution of 3-1 (a).
      const factors = network.layers.map(({ activations: [a] }) => a!.out * (1 - a!.out) * 2);
      assertClose(
        network.inputs[0]!.dz,
        factors.reduce((a, b) => a * b),
      );
    });

    it("has no gate for a linear activation: the prediction is the sum", () => {
      const network = denseNetwork({ layers: [2, 1], output: "linear" });
      assert.equal(network.outputs[0], network.layers[0]!.sums[0]);
      assert.equal(network.outputs[0]!.name, "ŷ");
    });
  });

  describe("numbers", () => {
    it("are those of the formulas", () => {
      const network = denseNetwork({
        layers: [2, 2, 1],
        hidden: "tanh",
        bias: 0.1,
        initialise: constant(0.5),
      });
      feed(network, [1, 3], [1]);
      network.forward();
      const a = Math.tanh(0.5 * 1 + 0.5 * 3 + 0.1);
      const yHat = 1 / (1 + Math.exp(-(0.5 * a + 0.5 * a + 0.1)));
      assertClose(network.outputs[0]!.out, yHat);
      assertClose(network.loss.out, (yHat - 1) ** 2);
    });

    it("draws weights layer by layer, neuron by neuron, input by input", () => {
      let drawn = 0;
      const fans: [number, number][] = [];
      const count: Initialiser = (fanIn, fanOut) => {
        fans.push([fanIn, fanOut]);
        return drawn++;
      };
      const { layers } = denseNetwork({ layers: [2, 3, 1], initialise: count });
      assert.deepEqual(
        layers.map(({ weights }) => weights.map((row) => row.map(({ out }) => out))),
        [
          [
            [0, 1],
            [2, 3],
            [4, 5],
          ],
          [[6, 7, 8]],
        ],
      );
      assert.deepEqual(fans, [...Array<number[]>(6).fill([2, 3]), ...Array<number[]>(3).fill([3, 1])]);
    });

    it("starts from Glorot's uniform distribution and biases of 0", () => {
      const random = seededRandom(9);
      const [hidden] = denseNetwork({ layers: [2, 4, 1], seed: 9 }).layers;
      for (const weight of hidden!.weights.flat()) {
        assert.equal(weight.out, (2 * random() - 1) * Math.sqrt(6 / (2 + 4)));
      }
      for (const bias of hidden!.biases) assert.equal(bias.out, 0);
    });

    it("are the same for the same seed to the last bit, and others for another", () => {
      const start = (seed: number) =>
        weightsOf(denseNetwork({ layers: [3, 5, 2], initialise: heNormal(), seed })).map(({ out }) => out);
      assert.deepEqual(start(3), start(3));
      assert.notDeepEqual(start(3), start(4));
    });

    it("gives the learning rate to all weights and biases", () => {
      for (const weight of weightsOf(denseNetwork({ layers: [2, 2, 1], alpha: 0.25 }))) {
        assert.equal(weight.alpha, 0.25);
      }
    });

    it("of the losses are sums over the outputs, or their mean", () => {
      const run = (loss: Loss) => {
        const network = denseNetwork({ layers: [2, 3, 2], loss, seed: 5 });
        feed(network, [0.3, -1], [1, 0]);
        network.forward();
        return { loss: network.loss.out, outputs: network.outputs.map(({ out }) => out) };
      };
      const [first, second] = run("squared").outputs as [number, number];
      const squared = (first - 1) ** 2 + second ** 2;
      assertClose(run("squared").loss, squared);
      assertClose(run("meanSquared").loss, squared / 2);
      assertClose(run("binaryCrossEntropy").loss, -Math.log(first) - Math.log(1 - second));
      assert.deepEqual(run("binaryCrossEntropy").outputs, [first, second]);
    });
  });

  describe("gradients", () => {
    for (const loss of Object.keys(losses) as Loss[])
      for (const hidden of Object.keys(activations) as Activation[])
        it(`of ${loss} agree with central differences through ${hidden} layers`, () => {
          const output = outputFor(loss, hidden);
          const network = denseNetwork({
            layers: [2, 3, 3, 2],
            hidden,
            output,
            loss,
            alpha: 0,
            bias: 0.1,
            seed: 8,
          });
          feed(network, [0.8, -0.4], [1, 0]);
          network.forward();
          network.backward();
          const sources = [...weightsOf(network), ...network.inputs];
          const gradients = sources.map(({ dz }) => dz);
          const h = 1e-5;
          sources.forEach((source, i) => {
            const at = source.out;
            const lossAt = (value: number) => {
              source.out = value;
              network.forward();
              return network.loss.out;
            };
            const difference = (lossAt(at + h) - lossAt(at - h)) / (2 * h);
            source.out = at;
            assertClose(gradients[i]!, difference, 1e-8, source.name);
          });
        });

    it("flow to every weight", () => {
      fc.assert(
        fc.property(anyOptions, (options) => {
          // A dead rectifier passes nothing on, as it should.
          const alive = (activation: Activation) => (activation === "relu" ? "softplus" : activation);
          const network = denseNetwork({
            ...options,
            hidden: alive(options.hidden),
            output: alive(options.output),
            alpha: 0,
          });
          const truths = network.truths.map(() => 0.5);
          feed(
            network,
            network.inputs.map((_, i) => 0.7 + i / 10),
            truths,
          );
          network.forward();
          network.backward();
          for (const weight of weightsOf(network)) assert.notEqual(weight.dz, 0, weight.name);
        }),
        { seed: 1 },
      );
    });
  });

  it("learns XOR with its defaults, from ten starts of ten", () => {
    for (let seed = 0; seed < 10; seed++) {
      const network = denseNetwork({ layers: [2, 4, 1], seed });
      for (let epoch = 0; epoch < 4000; epoch++)
        for (const { x, y } of xor()) {
          feed(network, x, y);
          step(network);
        }
      for (const { x, y } of xor()) assert.equal(Math.round(network.predict(x)[0]!), y[0], `seed ${seed}`);
    }
  }).timeout(60_000);

  describe("what it refuses", () => {
    for (const [option, given] of [
      ["layers", { layers: [2] }],
      ["layers", { layers: [] }],
      ["layers", { layers: [2, 0, 1] }],
      ["layers", { layers: [2, 1.5, 1] }],
      ["layers", { layers: 3 as unknown as number[] }],
      ["hidden", { hidden: "sigmod" as Activation }],
      ["hidden", { hidden: "toString" as Activation }],
      ["output", { output: "softmax" as Activation }],
      ["output", { output: "tanh", loss: "binaryCrossEntropy" }],
      ["loss", { loss: "crossEntropy" as Loss }],
      ["alpha", { alpha: -1 }],
      ["alpha", { alpha: NaN }],
      ["initialise", { initialise: 1 as unknown as Initialiser }],
      ["bias", { bias: NaN }],
      ["bias", { bias: true as unknown as false }],
      ["seed", { seed: 0.5 }],
    ] as [string, Partial<DenseNetworkOptions>][]) {
      it(`${JSON.stringify(given)}: names ${option} and what would fit`, () => {
        assert.throws(
          () => denseNetwork({ layers: [2, 4, 1], ...given }),
          (error) => {
            assert.ok(error instanceof InvalidOptionError);
            assert.equal(error.option, option);
            assert.match(error.message, /such as|"sigmoid"|"squared"/);
            return true;
          },
        );
      });
    }
  });
});

describe("Network.predict", () => {
  it("gives what forward() computes for the outputs", () => {
    fc.assert(
      fc.property(anyOptions, fc.array(fc.double({ min: -3, max: 3, noNaN: true })), (options, numbers) => {
        const network = denseNetwork(options);
        const x = network.inputs.map((_, i) => numbers[i] ?? 1);
        const predicted = network.predict(x);
        feed(
          network,
          x,
          network.truths.map(() => 1),
        );
        network.forward();
        assert.deepEqual(
          predicted,
          network.outputs.map(({ out }) => out),
        );
      }),
    );
  });

  it("needs no true values and leaves the network as it was, before the first forward() too", () => {
    const network = denseNetwork({ layers: [2, 3, 1], seed: 2 });
    const values = () => network.gates.map(({ out }) => out);
    const before = values();
    network.predict([1, 1]);
    assert.deepEqual(values(), before);
  });

  it("between forward() and backward() does not change the gradients", () => {
    const gradients = (between: (network: Network) => void) => {
      const network = denseNetwork({ layers: [2, 3, 1], loss: "binaryCrossEntropy", seed: 2 });
      feed(network, [0, 1], [1]);
      network.forward();
      between(network);
      network.backward();
      return [...network.gates, ...network.outputs].map(({ out, dz }) => [out, dz]);
    };
    assert.deepEqual(
      gradients((network) => network.predict([5, -5])),
      gradients(() => undefined),
    );
  });

  it("says how many numbers it takes", () => {
    const network = denseNetwork({ layers: [2, 3, 1] });
    for (const x of [[], [1], [1, 2, 3]])
      assert.throws(() => network.predict(x), {
        name: "InvalidOptionError",
        message: /one number for each input, such as network\.predict\(\[0, 0\]\)/,
      });
  });

  it("names the gate whose number is missing, and puts the values back", () => {
    const network = denseNetwork({ layers: [2, 3, 1] });
    feed(network, [1, 2], [0]);
    assert.throws(
      () => network.predict([1, NaN]),
      (error) => error instanceof MissingValueError && error.message.includes("x₂"),
    );
    assert.equal(network.inputs[1]!.out, 2);
  });
});

/** One step of gradient descent without drawings, which ten trainings would spend most of their time on. */
function step({ gates, loss }: Network): void {
  for (const gate of gates) gate.forward();
  for (const gate of gates) gate.dz = 0;
  loss.dz = 1;
  for (const gate of [...gates].reverse()) gate.backward();
}
