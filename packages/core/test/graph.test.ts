/** What the graph promises whatever the gates are: order, depth, foreign gates, errors. */

import assert from "node:assert/strict";
import {
  AddGate,
  ComputationalGraph,
  Gate,
  InputGate,
  MultiplyGate,
  SigmoidGate,
  WeightGate,
} from "../src/index.js";

describe("ComputationalGraph", () => {
  it("adds up the gradients of several consumers", () => {
    const x = new InputGate(5, "x");
    const y = new AddGate([new MultiplyGate([x, x]), new MultiplyGate([x, new InputGate(3)])]);
    const graph = new ComputationalGraph(y);
    graph.forward();
    graph.backward();
    assert.equal(x.dz, 2 * 5 + 3);
  });

  it("tells each gate its consumers, in the order in which they were made and as often as they read it", () => {
    const x = new InputGate(1);
    const made = Array.from({ length: 20 }, () => new AddGate([x]));
    const twice = new MultiplyGate([x, x]);
    assert.deepEqual(x.consumers, [...made, twice, twice]);
  });

  it("runs a chain of 100,000 gates", () => {
    const x = new InputGate(1, "x");
    let chain: Gate = x;
    for (let i = 0; i < 100_000; i++) chain = new AddGate([chain]);
    const graph = new ComputationalGraph(chain);
    graph.forward();
    graph.backward();
    assert.equal(chain.out, 1);
    assert.equal(x.dz, 1);
  });

  it("runs a sum of 200,000 inputs in linear time", () => {
    const inputs = Array.from({ length: 200_000 }, () => new InputGate(1));
    const graph = new ComputationalGraph(new AddGate(inputs));
    graph.forward();
    graph.backward();
    assert.equal(graph.target.out, 200_000);
    assert.equal(inputs.at(-1)!.dz, 1);
  });

  it("leaves the weights alone in forward, and moves nothing but weights in backward", () => {
    const [w, x] = [new WeightGate(0.5, 2, "w"), new InputGate(3, "x")];
    const graph = new ComputationalGraph(new MultiplyGate([w, x]));
    graph.forward();
    assert.equal(w.out, 2);
    graph.backward();
    assert.equal(w.out, 2 - 0.5 * 3);
    assert.equal(x.out, 3);
  });
});

describe("gates that the student defines", () => {
  /** The template of the notebook: nothing of it comes from the package. */
  abstract class StudentGate {
    out!: number;
    dz = 0;
    consumers: StudentGate[] = [];
    constructor(
      readonly inputNodes: StudentGate[] = [],
      public name = "?",
    ) {
      for (const input of inputNodes) input.consumers.push(this);
    }
    abstract forward(): void;
    abstract backward(): void;
    putGradient(consumer: StudentGate, local: number): void {
      this.dz += local * consumer.dz;
    }
  }
  class Constant extends StudentGate {
    constructor(value: number, name: string) {
      super([], name);
      this.out = value;
    }
    override forward() {
      // given
    }
    override backward() {
      // given
    }
  }
  class CubeGate extends StudentGate {
    override forward() {
      this.out = this.inputNodes[0]!.out ** 3;
    }
    override backward() {
      const [x] = this.inputNodes;
      x!.putGradient(this, 3 * x!.out ** 2);
    }
  }

  it("run in the package's graph and are drawn with their derivatives", () => {
    const x = new Constant(2, "x");
    const graph = new ComputationalGraph(new CubeGate([x], "y"));
    graph.forward();
    const record = graph.backward().toJSON();
    assert.equal(x.dz, 12);
    assert.deepEqual(record.edges, [{ from: "g0", to: "g1", position: 0, local: 12, upstream: 1 }]);
    assert.equal(record.nodes[1]!.operation, "Cube");
  });

  it("add themselves to the consumers of the package's gates, as the template does", () => {
    const x = new InputGate(2, "x");
    const cube = new CubeGate([x as unknown as StudentGate], "y");
    assert.deepEqual(x.consumers, [cube]);
    const sum = new AddGate([x, x, cube]);
    assert.deepEqual(x.consumers, [cube, sum, sum]);
    assert.deepEqual(cube.consumers, [sum]);
    assert.deepEqual(sum.consumers, []);
  });

  it("mix with the package's gates", () => {
    const x = new Constant(0, "x");
    const y = new SigmoidGate([x]);
    const graph = new ComputationalGraph(y);
    graph.forward();
    graph.backward();
    assert.equal(x.dz, 0.25);
  });

  it("keep their own putGradient, also when a pass fails", () => {
    const original = Object.getOwnPropertyDescriptor(StudentGate.prototype, "putGradient")!.value as unknown;
    class Failing extends CubeGate {
      override backward() {
        throw new Error("not written yet");
      }
    }
    const graph = new ComputationalGraph(new Failing([new Constant(1, "x")], "y"));
    graph.forward();
    assert.throws(() => graph.backward(), /not written yet/);
    assert.equal(Object.getOwnPropertyDescriptor(StudentGate.prototype, "putGradient")!.value, original);
  });

  it("are noted once when an override calls super.putGradient", () => {
    class Loud extends Constant {
      override putGradient(consumer: StudentGate, local: number) {
        super.putGradient(consumer, local);
      }
    }
    const x = new Loud(2, "x");
    const graph = new ComputationalGraph(new CubeGate([x], "y"));
    graph.forward();
    assert.equal(graph.backward().toJSON().edges[0]!.local, 12);
    assert.equal(x.dz, 12);
  });
});
