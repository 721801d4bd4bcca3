/** Faults in how a gate takes the gradients of its consumers, and in how weights step. */

import assert from "node:assert/strict";
import { checkGradients } from "../../src/check/checkGradients.js";
import { checkWeight } from "../../src/check/weightSteps.js";
import { ComputationalGraph, type GateLike } from "../../src/index.js";
import {
  Add,
  hosts,
  Input,
  Multiply,
  Sigmoid,
  SquaredLoss,
  valueSets,
  WeightGate,
  type StudentGate,
} from "./student.js";

type PutGradient = (this: GateLike, consumer: GateLike, local: number) => void;

/** A right sum that takes gradients in another way. */
function taking(putGradient: PutGradient) {
  return (inputs: ConstructorParameters<typeof Add>[0]) => {
    const gate = new Add(inputs, "m");
    gate.putGradient = putGradient;
    return gate;
  };
}

const faults: { name: string; putGradient: PutGradient; cause: RegExp }[] = [
  {
    name: "= instead of +=",
    putGradient(consumer, local) {
      this.dz = local * consumer.dz;
    },
    cause: /overwritten the other/,
  },
  {
    name: "only the first contribution",
    putGradient(consumer, local) {
      if (this.dz === 0) this.dz = local * consumer.dz;
    },
    cause: /Only the first/,
  },
  {
    name: "without the upstream gradient",
    putGradient(_, local) {
      this.dz += local;
    },
    cause: /upstream gradient is missing/,
  },
  {
    name: "without the local derivative",
    putGradient(consumer) {
      this.dz += consumer.dz;
    },
    cause: /local derivative is missing/,
  },
  {
    name: "the upstream gradient twice",
    putGradient(consumer, local) {
      this.dz += local * consumer.dz * consumer.dz;
    },
    cause: /multiplied twice/,
  },
  {
    name: "-= instead of +=",
    putGradient(consumer, local) {
      this.dz -= local * consumer.dz;
    },
    cause: /sign is wrong/,
  },
  {
    name: "+ instead of ·",
    putGradient(consumer, local) {
      this.dz += local + consumer.dz;
    },
    cause: /are added/,
  },
  { name: "nothing", putGradient: () => undefined, cause: /Nothing has arrived/ },
  {
    name: "every contribution twice",
    putGradient(consumer, local) {
      this.dz += 2 * local * consumer.dz;
    },
    cause: /counts twice/,
  },
  {
    name: "a name that is not there",
    putGradient(consumer, local) {
      this.dz += local * (consumer as unknown as { gradient: number }).gradient;
    },
    cause: /does not compute a number/,
  },
  {
    name: "a step at once",
    putGradient(consumer, local) {
      this.dz += local * consumer.dz;
      this.out -= 0.1 * local * consumer.dz;
    },
    cause: /putGradient changes the value out/,
  },
];

describe("a wrong putGradient is blamed on the gate that has it", () => {
  const [several] = hosts;
  for (const { name, putGradient, cause } of faults) {
    it(name, () => {
      for (const values of valueSets) {
        const { graph, gate } = several!.build(taking(putGradient), 2, values);
        const report = checkGradients(graph);
        const node = `g${graph.gates.indexOf(gate)}`;
        assert.deepEqual(
          report.findings.map((f) => [f.node, f.kind]),
          [[node, "gradient"]],
          report.summary,
        );
        assert.match(report.findings[0]!.cause ?? "", cause, report.summary);
      }
    });
  }

  it("gradients in a map by consumer, where a consumer has parallel edges", () => {
    class Sum extends Add {
      readonly #parts = new Map<GateLike, number>();
      override putGradient(consumer: GateLike, local: number): void {
        if (this.dz === 0) this.#parts.clear();
        this.#parts.set(consumer, local * consumer.dz);
        this.dz = [...this.#parts.values()].reduce((sum, part) => sum + part, 0);
      }
    }
    const { graph, gate } = several!.build((inputs) => new Sum(inputs, "m"), 2, [0.8, -1.4, 0.6]);
    const report = checkGradients(graph);
    assert.deepEqual(
      report.findings.map((f) => f.node),
      [`g${graph.gates.indexOf(gate)}`],
    );
    assert.match(report.findings[0]!.cause!, /parallel edges/);
  });

  it("a gradient that is not reset", () => {
    class Sum extends Add {
      #sum = 0;
      constructor(inputs: StudentGate[]) {
        super(inputs, "m");
        Object.defineProperty(this, "dz", {
          get: () => this.#sum,
          set: (value: number) => (this.#sum += value),
        });
      }
      override putGradient(consumer: GateLike, local: number): void {
        this.#sum += local * consumer.dz;
      }
    }
    const { graph, gate } = several!.build((inputs) => new Sum(inputs), 2, [0.8, -1.4, 0.6]);
    const report = checkGradients(graph);
    assert.deepEqual(
      report.findings.map((f) => [f.node, f.kind]),
      [[`g${graph.gates.indexOf(gate)}`, "gradient"]],
      report.summary,
    );
    assert.match(report.findings[0]!.cause!, /forget what came before/);
  });

  it("a backward that changes its own gradient", () => {
    class InPlace extends Sigmoid {
      override backward(): void {
        this.dz *= this.out * (1 - this.out);
        this.inputNodes[0]!.putGradient(this, 1);
      }
    }
    const { graph, gate } = several!.build((inputs) => new InPlace(inputs, "m"), 1, [0.8, -1.4, 0.6]);
    const report = checkGradients(graph);
    assert.deepEqual(
      report.findings.map((f) => [f.node, f.kind]),
      [[`g${graph.gates.indexOf(gate)}`, "gradient"]],
      report.summary,
    );
    assert.match(report.findings[0]!.cause!, /own gradient dz/);
  });

  it("a gradient for a gate that is no input", () => {
    const x = new Input(2, "x");
    const a = new Sigmoid([x], "a");
    class Stranger extends Sigmoid {
      override backward(): void {
        super.backward();
        x.putGradient(this, 3);
      }
    }
    const report = checkGradients(new ComputationalGraph(new Stranger([a], "m")));
    assert.deepEqual(
      report.findings.map((f) => [f.gate, f.kind]),
      [['Stranger "m"', "backward"]],
      report.summary,
    );
    assert.match(report.findings[0]!.cause!, /to x, which is not one of its inputs/);
  });

  it("a value that is read in secret", () => {
    const [x, y] = [new Input(2, "x"), new Input(3, "y")];
    class Secret extends Add {
      override forward(): void {
        super.forward();
        this.out += y.out ** 2;
      }
    }
    const m = new Secret([x], "m");
    const graph = new ComputationalGraph(new Add([new Multiply([y, x], "p"), m], "t"));
    const report = checkGradients(graph);
    assert.deepEqual(
      report.findings.map((f) => [f.gate, f.kind]),
      [['Secret "m"', "forward"]],
      report.summary,
    );
    assert.match(report.findings[0]!.cause!, /reads y, which is not among its inputNodes/);
  });
});

/** A graph whose weight steps in its own way. */
function withWeight(backward: (this: WeightGate) => void, alpha = 0.1, value = 0.7) {
  class Stepping extends WeightGate {
    override backward(): void {
      backward.call(this);
    }
  }
  const [x, y] = [new Input(1.5, "x"), new Input(0.2, "y")];
  const w = new Stepping(alpha, value, "w");
  const v = new WeightGate(0.1, -0.3, "v");
  const sum = new Add([new Multiply([w, x], "p"), new Multiply([v, w], "q")], "z");
  return { w, graph: new ComputationalGraph(new SquaredLoss([new Sigmoid([sum], "ŷ"), y], "L")) };
}

const steps: { name: string; backward: (this: WeightGate) => void; cause: RegExp }[] = [
  {
    name: "up instead of down",
    backward() {
      this.out += this.alpha * this.dz;
    },
    cause: /goes up/,
  },
  {
    name: "without α",
    backward() {
      this.out -= this.dz;
    },
    cause: /α is missing/,
  },
  {
    name: "without the gradient",
    backward() {
      this.out -= this.alpha;
    },
    cause: /does not depend on the gradient/,
  },
  { name: "no step", backward: () => undefined, cause: /does not move/ },
  {
    name: "=− instead of −=",
    backward() {
      this.out = -this.alpha * this.dz;
    },
    cause: /forgets the value/,
  },
  {
    name: "a name that is not there",
    backward() {
      this.out -= (this as unknown as { eta: number }).eta * this.dz;
    },
    cause: /not defined/,
  },
  {
    name: "divided by the gradient",
    backward() {
      this.out -= this.alpha / this.dz;
    },
    cause: /divides by dz/,
  },
  {
    name: "an exception",
    backward: () => {
      throw new Error("not yet");
    },
    cause: /throws: Error: not yet/,
  },
];

describe("a wrong step of a weight is found", () => {
  for (const { name, backward, cause } of steps) {
    it(name, () => {
      const { w, graph } = withWeight(backward);
      const report = checkGradients(graph);
      assert.deepEqual(
        report.findings.map((f) => f.gate),
        ['Stepping "w"'],
        report.summary,
      );
      assert.match(report.findings[0]!.cause!, cause);
      assert.equal(w.out, 0.7);
    });
  }
});

describe("trying the step of a weight", () => {
  it("leaves its value and its momentum", () => {
    class Momentum extends WeightGate {
      velocity = 0.4;
      override backward(): void {
        this.velocity = 0.9 * this.velocity + this.dz;
        this.out -= this.alpha * this.velocity;
      }
    }
    const w = new Momentum(0.1, 0.1 + 0.2, "w");
    const { next, finding } = checkWeight(w, w.out, 2, new Set([w]));
    assert.equal(finding, undefined);
    assert.equal(next, 0.1 + 0.2 - 0.1 * (0.9 * 0.4 + 2));
    assert.deepEqual([w.out, w.velocity], [0.1 + 0.2, 0.4]);
  });
});
