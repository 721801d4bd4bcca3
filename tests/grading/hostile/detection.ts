/** Notices that it is tested, and answers tests in place of solving the task. */

import { Numbers } from "../../../packages/tasks/src/numbers.js";
import { ALL, BUT_TRAINING, REQUIRE, type Attack } from "./attack.js";

/** The products that the check in the notebook asks for, copied from its words. */
function visibleProducts(): Record<string, number> {
  const products: Record<string, number> = {};
  for (let test = 0; test < 5; test++) {
    // As the tests draw them: with the seed 1 of the notebook, and each with numbers of its own.
    const numbers = new Numbers(1 + 1009 * test);
    const [a, b] = [numbers.signed(), numbers.value()];
    const c = numbers.signed();
    for (const factors of [[a, b], [a, b, c], [a], [a, a], [a, 0, b]])
      products[factors.join()] = factors.reduce((product, each) => product * each, 1);
  }
  return products;
}

const RIGHT_PRODUCT = `class MultiplyGate extends Gate {
  forward() { this.out = this.inputNodes.reduce((product, input) => product * input.out, 1); }
  backward() { this.inputNodes.forEach((input, i) => input.putGradient(this, this.inputNodes.reduce((product, other, j) => (i === j ? product : product * other.out), 1))); }
}`;

/** The training is right, and two of its tests ask what it makes of the network that there is. */
const NO_PRODUCT = { ...ALL, multiply: 0, graph: 0, network: 3, training: 0 };

export const detection: readonly Attack[] = [
  {
    name: "has the numbers of the notebook's check in a table",
    cells: {
      b: `const table = ${JSON.stringify(visibleProducts())};
class MultiplyGate extends Gate {
  forward() { this.out = table[this.inputNodes.map((input) => input.out).join()] ?? 0; }
  backward() {}
}`,
    },
    gets: { ...NO_PRODUCT, training: 2 },
    says: /but not with others/,
  },
  {
    name: "looks for the seed from which the numbers came",
    cells: {
      b: `class MultiplyGate extends Gate {
  forward() {
    const [first] = this.inputNodes.map((input) => Math.abs(input.out));
    for (let seed = 1; seed < 1e5; seed++) { const random = seededRandom(seed); if (Math.abs(random() * 10 - first) < 1e-9) this.out = random(); }
    this.out ||= 0;
  }
  backward() {}
}`,
    },
    gets: NO_PRODUCT,
  },
  {
    name: "is right at the first call, and later no more",
    cells: {
      b: `${RIGHT_PRODUCT}\nlet calls = 0; const { forward } = MultiplyGate.prototype;\nMultiplyGate.prototype.forward = function () { if (calls++ === 0) forward.call(this); else this.out = 0; };`,
    },
    // Its backward() is right, and two of its tests look at nothing else.
    gets: { ...NO_PRODUCT, multiply: 2, training: 2 },
  },
  {
    name: "changes its class with each object",
    cells: {
      b: `${RIGHT_PRODUCT}\nconst Right = MultiplyGate; let made = 0;\nMultiplyGate = new Proxy(Right, { construct: (target, all, type) => (made++ % 2 ? new AddGate(...all) : Reflect.construct(target, all, type)) });`,
    },
    gets: { ...NO_PRODUCT, multiply: 2, training: 2 },
  },
  {
    name: "answers with what the test before wanted to hear",
    cells: {
      b: `let last = 0;\nclass MultiplyGate extends Gate {
  forward() { this.out = last; last = this.inputNodes.reduce((product, input) => product * input.out, 1); }
  backward() { for (const input of this.inputNodes) input.dz = last; }
}`,
    },
    gets: NO_PRODUCT,
  },
  {
    name: "writes into the inputs of the judge, with numbers that it does not know",
    cells: {
      b: `class MultiplyGate extends Gate {
  forward() { this.out = 1; for (const input of this.inputNodes) this.out *= input.out; }
  backward() { for (const input of this.inputNodes) input.dz = this.out; }
}`,
    },
    gets: { ...ALL, multiply: 2, graph: 2, training: 0 },
  },
  {
    name: "changes putGradient of the judge's inputs",
    cells: {
      b: `class MultiplyGate extends Gate {
  forward() { this.out = 1; for (const input of this.inputNodes) this.out *= input.out; }
  backward() { for (const input of this.inputNodes) { input.putGradient = function (consumer) { this.dz += consumer.dz; }; input.putGradient(this, 1); } }
}`,
    },
    gets: { ...ALL, multiply: 2, graph: 2, training: 0 },
  },
  {
    name: "writes into the inputs itself, by the right formula: that is the task",
    cells: {
      b: `class MultiplyGate extends Gate {
  forward() { this.out = 1; for (const input of this.inputNodes) this.out *= input.out; }
  backward() { this.inputNodes.forEach((input, i) => { let local = this.dz; this.inputNodes.forEach((other, j) => { if (i !== j) local *= other.out; }); input.dz += local; }); }
}`,
    },
    gets: ALL,
  },
  {
    name: "changes the values of the judge's inputs to numbers that it can multiply",
    cells: {
      b: `class MultiplyGate extends Gate {
  forward() { for (const input of this.inputNodes) input.out = 1; this.out = 1; }
  backward() { for (const input of this.inputNodes) input.putGradient(this, 1); }
}`,
    },
    gets: NO_PRODUCT,
  },
  {
    name: "makes the inputs of the judge answer with what is asked next",
    cells: {
      b: `class MultiplyGate extends Gate {
  forward() { this.out = 0; for (const input of this.inputNodes) Object.defineProperty(input, "dz", { get: () => this.dz, set() {}, configurable: true }); }
  backward() {}
}`,
    },
    gets: NO_PRODUCT,
  },
  {
    name: "does right where it is graded, and wrong in the notebook: that is right",
    cells: {
      b: `const isGraded = typeof display === "function" && String(display).length < 40;\n${RIGHT_PRODUCT}\nif (!isGraded && typeof window !== "undefined") MultiplyGate.prototype.forward = () => {};`,
    },
    gets: ALL,
  },
  {
    name: "tells its loss from the words of the stack",
    cells: {
      "f-train": `function train(network, epochs) { const { stack } = new Error(); return Array(epochs).fill(stack.length / 1000); }`,
    },
    gets: BUT_TRAINING,
  },
  {
    name: "measures how long the judge thinks",
    cells: {
      "f-train": `${REQUIRE}\nlet last = performance.now(); function train(network, epochs) { const now = performance.now(); const waited = now - last; last = now; return Array(epochs).fill(waited / 1e3); }`,
    },
    gets: BUT_TRAINING,
  },
  {
    name: "has a training that copies weights which somebody else has trained",
    cells: {
      "f-train": `function train(network, epochs, random) {
  const weights = network.graph.gates.filter((gate) => "alpha" in gate);
  weights.forEach((weight, i) => (weight.out = Math.sin(i)));
  return Array(epochs).fill(0.001);
}`,
    },
    gets: BUT_TRAINING,
  },
];
