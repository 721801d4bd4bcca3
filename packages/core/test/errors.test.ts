/** Errors teach: where it is, what came, what was expected, what to do, and how far the graph came. */

import assert from "node:assert/strict";
import {
  AddGate,
  BackwardBeforeForwardError,
  ComputationalGraph,
  CycleError,
  Gate,
  GradusError,
  InputGate,
  LocalDerivativeError,
  LogGate,
  MissingValueError,
  MultiplyGate,
  NotAGateError,
  NotComputedError,
  SigmoidGate,
  StrangerError,
  TooFewGradientsError,
  TooManyGradientsError,
  WeightGate,
} from "../src/index.js";

describe("an error", () => {
  const failing = (
    target: Gate,
    steps: (graph: ComputationalGraph) => void,
    type: new (...args: never[]) => Error,
    message: RegExp,
  ) => {
    assert.throws(
      () => {
        steps(new ComputationalGraph(target));
      },
      (error) => error instanceof type && message.test(error.message),
    );
  };

  it("name the gates around a cycle, in the direction of the values", () => {
    const a = new AddGate([new InputGate(1)], "a");
    const b = new AddGate([a], "b");
    const c = new AddGate([b], "c");
    (a.inputNodes as Gate[]).push(c);
    failing(c, () => undefined, CycleError, /"c" → AddGate "a" → AddGate "b" → AddGate "c" form a cycle/);
  });

  it("name the input that has no value", () => {
    const sum = new AddGate([new InputGate(1, "a"), new InputGate(undefined, "b")], "sum");
    failing(
      sum,
      (graph) => graph.forward(),
      MissingValueError,
      /InputGate "b" has no value: out is undefined.*x\.out = 1/,
    );
  });

  it("name the gate that computed nothing", () => {
    class Lazy extends Gate {
      forward() {
        // forgets out
      }
      backward() {
        // nothing
      }
    }
    failing(
      new Lazy([new InputGate(1)], "lazy"),
      (graph) => graph.forward(),
      NotComputedError,
      /Lazy "lazy" left out = undefined/,
    );
  });

  it("say that backward needs forward, also after a forward that failed", () => {
    const x = new InputGate(1, "x");
    const y = new AddGate([x], "y");
    failing(y, (graph) => graph.backward(), BackwardBeforeForwardError, /Call graph\.forward\(\) first/);
    const graph = new ComputationalGraph(y);
    graph.forward();
    x.out = NaN;
    assert.throws(() => graph.forward(), MissingValueError);
    assert.throws(() => graph.backward(), BackwardBeforeForwardError);
  });

  it("name the gate whose local derivative is no number", () => {
    class Odd extends AddGate {
      override backward() {
        this.inputNodes[0]!.putGradient(this, undefined as unknown as number);
      }
    }
    const run = (graph: ComputationalGraph) => {
      graph.forward();
      graph.backward();
    };
    failing(
      new Odd([new InputGate(1, "x")], "odd"),
      run,
      LocalDerivativeError,
      /Odd "odd" gave InputGate "x".*undefined/,
    );
  });

  it("say what is missing in something that is no gate", () => {
    failing(
      new AddGate([{} as Gate], "sum"),
      () => undefined,
      NotAGateError,
      /Input 1 of AddGate "sum".*no list inputNodes/,
    );
    for (const target of [undefined as unknown as Gate, []]) {
      assert.throws(
        () => new ComputationalGraph(target),
        /The target of the graph is not a gate: it is undefined/,
      );
    }
  });
});

describe("the drawing of an error", () => {
  /** Names of the marked gates, and of those that have a value. */
  function drawn(run: () => unknown): { marked: string[]; computed: string[]; dot: string; summary: string } {
    try {
      run();
    } catch (error) {
      assert(error instanceof GradusError && error.drawing, String(error));
      const { drawing, message } = error;
      const { nodes } = drawing.toJSON();
      const names = (list: typeof nodes) => list.map(({ name }) => name);
      return {
        marked: names(nodes.filter(({ mark }) => mark === message)),
        computed: names(nodes.filter(({ value }) => value !== undefined)),
        dot: drawing.dot,
        summary: drawing.summary,
      };
    }
    return assert.fail("there was no error");
  }

  it("marks the gates around a cycle", () => {
    const a = new AddGate([new InputGate(1, "x")], "a");
    const b = new AddGate([a], "b");
    (a.inputNodes as Gate[]).push(b);
    const { marked, computed, dot } = drawn(() => new ComputationalGraph(new AddGate([b], "y")));
    assert.deepEqual(marked, ["b", "a"]);
    assert.deepEqual(computed, ["x"]);
    assert.match(dot, /COLOR="#dc2626"/);
  });

  it("shows the inputs of a gate that got too many", () => {
    const [x, y] = [new InputGate(1, "x"), new InputGate(2, "y")];
    const { computed } = drawn(() => new SigmoidGate([x, y]));
    assert.deepEqual(computed, ["x", "y"]);
  });

  it("shows how far forward came", () => {
    const x = new InputGate(-1, "x");
    const product = new MultiplyGate([x, x, x], "p");
    const log = new LogGate([product], "l");
    const { marked, computed, summary } = drawn(() =>
      new ComputationalGraph(new AddGate([log], "y")).forward(),
    );
    assert.deepEqual(marked, ["l"]);
    assert.deepEqual(computed, ["x", "p"]);
    assert.match(
      summary,
      /l not computed, wrong: forward\(\) of LogGate "l" left out = NaN, expected a number/,
    );
  });

  it("shows an input without a value", () => {
    const sum = new AddGate([new InputGate(1, "a"), new InputGate(undefined, "b")], "sum");
    const { marked, computed } = drawn(() => new ComputationalGraph(sum).forward());
    assert.deepEqual(marked, ["b"]);
    assert.deepEqual(computed, ["a"]);
  });

  it("shows how far backward came", () => {
    class Half extends MultiplyGate {
      override backward() {
        this.inputNodes[0]!.putGradient(this, this.inputNodes[1]!.out);
      }
    }
    const [x, w] = [new InputGate(2, "x"), new WeightGate(0.1, 3, "w")];
    const graph = new ComputationalGraph(new AddGate([new Half([x, w], "p")], "y"));
    graph.forward();
    try {
      graph.backward();
      assert.fail("there was no error");
    } catch (error) {
      assert(error instanceof TooFewGradientsError && error.drawing);
      const gradients = error.drawing
        .toJSON()
        .nodes.map(({ name, gradient, mark }) => [name, gradient, mark]);
      assert.deepEqual(gradients, [
        ["x", undefined, undefined],
        ["w", undefined, undefined],
        ["p", 1, error.message],
        ["y", 1, undefined],
      ]);
      assert.equal(w.out, 3);
    }
  });

  it("shows the graph when backward came before forward", () => {
    const graph = new ComputationalGraph(new AddGate([new InputGate(1, "x")], "y"));
    try {
      graph.backward();
    } catch (error) {
      assert(error instanceof BackwardBeforeForwardError);
      assert.match(error.drawing!.summary, /x = 1; y not computed/);
    }
  });
});

describe("the contract of putGradient", () => {
  const [a, b] = [new InputGate(2, "a"), new InputGate(3, "b")];
  /** A product whose backward is written by the test. */
  function run(backward: (gate: Gate) => void, inputs = [a, b]): void {
    class ProductGate extends Gate {
      forward() {
        this.out = this.inputNodes.reduce((product, { out }) => product * out, 1);
      }
      backward() {
        backward(this);
      }
    }
    const product = new ProductGate(inputs, "p");
    const graph = new ComputationalGraph(new MultiplyGate([product, new InputGate(7)], "y"));
    graph.forward();
    graph.backward();
  }

  for (const [what, backward, type, message] of [
    [
      "an input without its gradient",
      (gate: Gate) => a.putGradient(gate, 3),
      TooFewGradientsError,
      /ProductGate "p" passed no gradient to InputGate "b", its input 2 of 2.*inputNodes\[1\]\.putGradient\(this, local\)/,
    ],
    [
      "a gradient too many",
      (gate: Gate) => [a, b, b].forEach((input) => input.putGradient(gate, 6 / input.out)),
      TooManyGradientsError,
      /ProductGate "p" called putGradient 3 times, expected 2/,
    ],
    [
      "a gradient for a stranger",
      (gate: Gate) =>
        [a, b, new InputGate(1, "c")].forEach((input) => input.putGradient(gate, 6 / input.out)),
      StrangerError,
      /InputGate "c", which is not one of its inputs/,
    ],
    [
      "a gradient in the name of another",
      (gate: Gate) => [a, b].forEach((input) => input.putGradient(input, 6 / gate.out)),
      StrangerError,
      /with InputGate "a" as the consumer, expected ProductGate "p" itself/,
    ],
  ] as const) {
    it(`is broken by ${what}`, () => {
      assert.throws(
        () => {
          run(backward);
        },
        (error) => error instanceof type && message.test(error.message),
      );
    });
  }

  for (const [what, backward, inputs] of [
    ["one call for two parallel edges", (gate: Gate) => a.putGradient(gate, 4), [a, a]],
    [
      "a derivative in two calls",
      (gate: Gate) => [1, 2].forEach((part) => a.putGradient(gate, part)),
      [a, new InputGate(3)],
    ],
    ["no call where the derivative is 0", () => undefined, [new InputGate(0), new InputGate(0)]],
    [
      "gradients straight into dz",
      (gate: Gate) =>
        gate.inputNodes.forEach((input, i) => (input.dz += gate.inputNodes[1 - i]!.out * gate.dz)),
      [a, b],
    ],
  ] as const) {
    it(`is kept, as the numbers show, by ${what}`, () => {
      if (what !== "a derivative in two calls") return run(backward, [...inputs]);
      run(
        (gate) => {
          backward(gate);
          inputs[1].putGradient(gate, 2);
        },
        [...inputs],
      );
    });
  }
});
