/** Graphs, networks and trainings that are right, and written as few would write them. */

import { gates, replace, sheetGraph, train, xorNetwork } from "../right.js";
import { solutionsOf } from "./solution.js";

const SUM = 'const z = new AddGate([p1, p2, p0], "z");';
const LOSS = 'new SquaredLossGate([yHat, y], "L")';

export const unusualSheets = solutionsOf("sheet-graph", [
  ["as in the notebook", sheetGraph],
  ["sums of two", replace(sheetGraph, SUM, "const z = new AddGate([new AddGate([p1, p2]), p0]);")],
  ["the bias first", replace(sheetGraph, SUM, "const z = new AddGate([p0, new AddGate([p2, p1])]);")],
  ["x · w for w · x", replace(replace(sheetGraph, "[w1, x1]", "[x1, w1]"), "[w2, x2]", "[x2, w2]")],
  [
    "the bias as the weight of a one",
    replace(sheetGraph, SUM, "const z = new AddGate([p1, p2, new MultiplyGate([p0, new InputGate(1)])]);"),
  ],
  ["y first: the square is the same", replace(sheetGraph, LOSS, LOSS.replace("[yHat, y]", "[y, yHat]"))],
  [
    "a loss of other gates",
    replace(
      sheetGraph,
      `const loss = ${LOSS};`,
      "const error = new AddGate([yHat, new MultiplyGate([new InputGate(-1), y])]); const loss = new MultiplyGate([error, error]);",
    ),
  ],
  [
    "an object of a class",
    replace(
      sheetGraph,
      "return {",
      "class Sheet { constructor(parts) { Object.assign(this, parts); } } return new Sheet({",
    ).replace("ComputationalGraph(loss) };", "ComputationalGraph(loss) });"),
  ],
  [
    "more than was asked for",
    replace(sheetGraph, "return {", "return { loss, all: [x1, x2], describe: () => 'mine',"),
  ],
  [
    "with lists",
    `${gates}
    const sheetGraph = () => {
      const [x1, x2, y] = [1, 1, 1].map((value, i) => new InputGate(value, ["x1", "x2", "y"][i]));
      const [w1, w2, p0] = [0.8, -1.4, 0.6].map((value) => new WeightGate(0.1, value));
      const [p1, p2] = [[w1, x1], [w2, x2]].map((pair) => new MultiplyGate(pair));
      const z = new AddGate([p1, p2, p0]), yHat = new SigmoidGate([z]);
      const graph = new ComputationalGraph(new SquaredLossGate([yHat, y]));
      graph.forward(); graph.gradients();
      return { graph, yHat, z, p2, p1, p0, w2, w1, y, x2, x1 };
    };`,
  ],
]);

const BODY = xorNetwork.slice(xorNetwork.indexOf("  const weighted ="), xorNetwork.lastIndexOf("}"));
const network = (body: string): string => replace(xorNetwork, BODY, body);
const END = "return { x1, x2, y, yHat, graph: new ComputationalGraph(new SquaredLossGate([yHat, y])) };";

export const unusualNetworks = solutionsOf("xor-network", [
  ["as in the notebook", xorNetwork],
  [
    "layers in lists",
    network(`
      const layers: Gate[][] = [[x1, x2]];
      for (const size of [hiddenUnits, 1])
        layers.push(Array.from({ length: size }, () => {
          const read = layers[layers.length - 1];
          return new SigmoidGate([new AddGate([...read.map((g) => new MultiplyGate([g, weight("w")])), weight("b")])]);
        }));
      const yHat = layers[2][0];
      ${END.replace("x1,", "layers, x1,")}`),
  ],
  [
    "all weights made first, the output's before the others",
    network(`
      const v = Array.from({ length: hiddenUnits + 1 }, () => weight("v"));
      const w = v.slice(1).map(() => [weight("w"), weight("w"), weight("b")]);
      const h = w.map(([a, b, c]) => new SigmoidGate([new AddGate([c, new MultiplyGate([x2, b]), new MultiplyGate([x1, a])])]));
      const yHat = new SigmoidGate([new AddGate([v[0], ...h.map((g, j) => new MultiplyGate([g, v[j + 1]]))])]);
      ${END}`),
  ],
  [
    "sums of two, one after the other",
    network(`
      const neuron = (inputs: Gate[]) => {
        let z: Gate = weight("b");
        for (const input of inputs) z = new AddGate([z, new MultiplyGate([weight("w"), input])]);
        return new SigmoidGate([z]);
      };
      const yHat = neuron(Array.from({ length: hiddenUnits }, () => neuron([x1, x2])));
      ${END}`),
  ],
  [
    "biases that weigh a one and start at 0",
    network(`
      const one = new InputGate(1, "1");
      const bias = () => new MultiplyGate([one, new WeightGate(alpha, 0, "b")]);
      const neuron = (...inputs: Gate[]) =>
        new SigmoidGate([new AddGate([...inputs.map((g) => new MultiplyGate([weight("w"), g])), bias()])]);
      const yHat = neuron(...[...Array(hiddenUnits).keys()].map(() => neuron(x1, x2)));
      ${END}`),
  ],
  [
    "an object of a class",
    `${gates}
    class Network {
      x1 = new InputGate(0); x2 = new InputGate(0); y = new InputGate(0);
      yHat; graph;
      constructor(n, private alpha, private random) {
        const hidden = [];
        while (hidden.length < n) hidden.push(this.neuron(this.x1, this.x2));
        this.yHat = this.neuron(...hidden);
        this.graph = new ComputationalGraph(new SquaredLossGate([this.yHat, this.y]));
      }
      neuron(...inputs) {
        const sum = new AddGate([...inputs.map((g) => new MultiplyGate([g, this.weight()])), this.weight()]);
        return new SigmoidGate([sum]);
      }
      weight() { return new WeightGate(this.alpha, this.random() * 2 - 1); }
    }
    const xorNetwork = (n, alpha, random) => new Network(n, alpha, random);`,
  ],
  ["weights from 0 to 1", replace(xorNetwork, "2 * random() - 1", "random()")],
]);

const training = (body: string): string => `${xorNetwork}\n${body}`;

/** Slow: each trains a network or two. */
export const unusualTrainings = solutionsOf("xor-training", [
  ["as in the notebook", training(train)],
  [
    "all four patterns in a new order in each epoch",
    training(`
    function train(network, epochs, random) {
      return Array.from({ length: epochs }, () => {
        const order = patterns.map((p) => [random(), p] as const).sort(([a], [b]) => a - b);
        let sum = 0;
        for (const [, { x1, x2, y }] of order) {
          [network.x1.out, network.x2.out, network.y.out] = [x1, x2, y];
          network.graph.forward();
          sum += network.graph.target.out;
          network.graph.backward();
        }
        return sum / 4;
      });
    }`),
  ],
  [
    "one step() of the graph, its own loss and a running mean",
    training(`
    const train = ({ x1, x2, y, yHat, graph }, epochs, random) => {
      const history = [];
      while (history.length < epochs) {
        let mean = 0;
        for (let n = 1; n <= 4; n++) {
          const p = patterns[Math.trunc(4 * random())];
          Object.assign(x1, { out: p.x1 }); Object.assign(x2, { out: p.x2 }); Object.assign(y, { out: p.y });
          graph.step();
          mean += ((yHat.out - y.out) ** 2 - mean) / n;
        }
        history.push(mean);
      }
      return history;
    };`),
  ],
  [
    "the losses of an epoch in a list",
    training(`
    function train(network, epochs, random) {
      const step = () => {
        const i = Math.floor(random() * 4);
        network.x1.out = i >> 1; network.x2.out = i & 1; network.y.out = (i >> 1) ^ (i & 1);
        network.graph.forward(); network.graph.backward();
        return network.graph.target.out;
      };
      const history = new Array(epochs);
      for (const epoch of history.keys()) history[epoch] = [step(), step(), step(), step()].reduce((a, b) => a + b) / 4;
      return history;
    }`),
  ],
]);
