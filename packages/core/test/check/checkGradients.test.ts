/** What the check promises: it measures rightly, says so in words, and leaves no trace. */

import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import { checkGradients } from "../../src/check/checkGradients.js";
import {
  AddGate,
  ComputationalGraph,
  ConstantGate,
  CycleError,
  InputGate,
  MissingValueError,
  MultiplyGate,
  NegateGate,
  ReLUGate,
  SigmoidGate,
  SquaredLossGate,
  SubtractGate,
  WeightGate,
  type GateLike,
} from "../../src/index.js";
import { agrees, measureSlope } from "../../src/check/tolerance.js";
import { sheetGraph } from "../sheetGraph.js";
import { FormulaOfTest, Input, Sigmoid, type StudentGate } from "./student.js";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** A gate of one formula whose derivative is multiplied by a factor. */
function scaled(f: (x: number) => number, df: (x: number) => number, factor: number) {
  return (x: number) =>
    new ComputationalGraph(
      new FormulaOfTest(
        {
          forward: ([z]) => f(z!),
          backward: (gate, [z]) => gate.inputNodes[0]!.putGradient(gate, factor * df(z!)),
        },
        [new Input(x, "x")],
      ),
    );
}

const functions = [
  { name: "x²", f: (x: number) => x * x, df: (x: number) => 2 * x },
  { name: "x³ − x", f: (x: number) => x ** 3 - x, df: (x: number) => 3 * x * x - 1 },
  { name: "sin x", f: Math.sin, df: Math.cos },
  { name: "eˣ", f: Math.exp, df: Math.exp },
  { name: "1/(1 + x²)", f: (x: number) => 1 / (1 + x * x), df: (x: number) => (-2 * x) / (1 + x * x) ** 2 },
];

describe("the measured slope", () => {
  for (const { name, f, df } of functions) {
    it(`of ${name} is right to 7 digits`, () => {
      fc.assert(
        fc.property(between(-3, 3), (x) => {
          const slope = measureSlope(f, x);
          assert.ok(slope.known && !slope.kink);
          const off = Math.abs(slope.derivative - df(x));
          assert.ok(off <= 1e-8 * Math.max(1, Math.abs(df(x))), `${off}`);
          assert.ok(agrees(df(x), slope));
        }),
      );
    });
  }

  it("of x · y is y, and x", () => {
    fc.assert(
      fc.property(between(-5, 5), between(-5, 5), (x, y) => {
        assert.ok(
          agrees(
            y,
            measureSlope((at) => at * y, x),
          ),
        );
        assert.ok(
          agrees(
            x,
            measureSlope((at) => x * at, y),
          ),
        );
      }),
    );
  });

  it("does not agree with a derivative that is off by 1.5, or by a hundredth of a percent", () => {
    for (const { f, df } of functions) {
      for (const x of [0.3, 1, 2.5, -1.7]) {
        const slope = measureSlope(f, x);
        for (const factor of [1.5, 1 / 1.5, 1.0001, -1, 0]) assert.ok(!agrees(factor * df(x), slope));
      }
    }
  });

  it("is all between the two sides at a kink, and nothing outside", () => {
    const kink = measureSlope((x) => (x > 0 ? 2 * x : -x), 0);
    assert.ok(kink.known && kink.kink);
    for (const slope of [-1, 0, 0.5, 2]) assert.ok(agrees(slope, kink));
    for (const slope of [-1.001, 2.001]) assert.ok(!agrees(slope, kink));
  });

  it("of ReLU is 1 or 0 beside the kink, however near", () => {
    for (const near of [1e-2, 1e-4, 1e-5, 2e-6]) {
      assert.ok(
        !agrees(
          0,
          measureSlope((x) => Math.max(0, x), near),
        ),
      );
      assert.ok(
        !agrees(
          1,
          measureSlope((x) => Math.max(0, x), -near),
        ),
      );
    }
  });

  it("is not known at a jump, at a vertical tangent, and where there are no values", () => {
    assert.ok(!measureSlope((x) => (x > 0 ? 1 : 0), 0).known);
    assert.ok(!measureSlope((x) => Math.sqrt(Math.abs(x)), 0).known);
    assert.ok(!measureSlope(Math.log, 0).known);
    assert.ok(!measureSlope(Math.log, -1).known);
    assert.ok(!measureSlope((x) => 1 / x, 0).known);
  });

  it("is not known where the function oscillates faster than the smallest step", () => {
    assert.ok(!measureSlope((x) => Math.sin(1e7 * x), 0.3).known);
  });

  it("is not known where rounding is as large as the derivative", () => {
    assert.ok(!measureSlope((x) => 1e12 + x, 0.3).known);
  });

  it("is known close to the end of the domain", () => {
    for (const x of [1e-1, 1e-3, 1e-5]) assert.ok(measureSlope(Math.log, x).known);
  });
});

describe("checkGradients", () => {
  for (const { name, f, df } of functions) {
    it(`takes ${name} with its derivative, and not with 1.5 times it`, () => {
      fc.assert(
        fc.property(between(-3, 3), (x) => {
          const right = checkGradients(scaled(f, df, 1)(x));
          assert.ok(right.ok, right.summary);
          const wrong = checkGradients(scaled(f, df, 1.5)(x));
          assert.deepEqual(
            wrong.findings.map(({ node, kind, positions }) => ({ node, kind, positions })),
            [{ node: "g1", kind: "local derivative", positions: [0] }],
          );
          assert.match(wrong.findings[0]!.cause!, /1\.5 times/);
        }),
      );
    });
  }

  it("says that all is well on the sheet's graph", () => {
    const report = checkGradients(sheetGraph().graph);
    assert.equal(report.summary, "All 10 local derivatives and 11 gradients agree with central differences.");
    assert.deepEqual(report.findings, []);
    assert.deepEqual(report.unmeasured, []);
  });

  it("says in one line which gate is wrong, at which input, by how much and why", () => {
    const x = new Input(2, "x");
    const sigmoid = new FormulaOfTest(
      {
        forward: ([z]) => 1 / (1 + Math.exp(-z!)),
        backward: (gate, [z]) => gate.inputNodes[0]!.putGradient(gate, z! * (1 - z!)),
      },
      [x],
      "ŷ",
    );
    const report = checkGradients(new ComputationalGraph(sigmoid));
    assert.equal(
      report.summary,
      "1 gate is wrong:\n" +
        '- FormulaOfTest "ŷ" (g1), input 1 (x): local derivative −2, expected 0.105, where x = 2. ' +
        "It passes z · (1 − z) with the input z, but σ′ = σ · (1 − σ) takes the value σ = out of the gate.",
    );
    assert.equal(String(report), report.summary);
    assert.equal(inspect(report), report.summary);
    assert.deepEqual(JSON.parse(JSON.stringify(report)), {
      ok: false,
      findings: JSON.parse(JSON.stringify(report.findings)) as object,
      unmeasured: [],
      localDerivatives: { measured: 1, total: 1 },
      gradients: { measured: 1, total: 2 },
    });
    assert.match(
      report.drawing.summary,
      /ŷ = 0\.8808, ∂ŷ\/∂ŷ = 1, wrong: local derivative −2, expected 0\.105/,
    );
    assert.match(report.drawing.dot, /✗/);
  });

  it("tells a fault that a whole class has once, with all its gates", () => {
    class Wrong extends Sigmoid {
      override backward(): void {
        this.inputNodes[0]!.putGradient(this, 1 - this.out);
      }
    }
    let gate: StudentGate = new Input(0.4, "x");
    for (let i = 1; i <= 8; i++) gate = new Wrong([gate], `h${i}`);
    const { summary, findings } = checkGradients(new ComputationalGraph(gate));
    assert.equal(findings.length, 8);
    assert.match(
      summary,
      /8 gates are wrong:\n- Wrong "h1" .* The same at Wrong "h2" \(g2\), .* and 3 more\.$/,
    );
    assert.equal(summary.split("\n").length, 2);
  });

  it("says what it could not measure, and accuses nobody for it", () => {
    const x = new InputGate(0, "x");
    const report = checkGradients(
      new ComputationalGraph(new ReLUGate([new AddGate([x, new ReLUGate([x], "r")], "s")], "t")),
    );
    assert.ok(report.ok, report.summary);
    const lazy = {
      name: "lazy",
      dz: 0,
      inputNodes: [x],
      get out() {
        return 2 * x.out;
      },
      forward: () => undefined,
      backward: () => x.putGradient(lazy, 2),
      putGradient(consumer: GateLike, local: number) {
        lazy.dz += local * consumer.dz;
      },
    };
    const second = checkGradients(new ComputationalGraph(new SigmoidGate([lazy], "s")));
    assert.ok(second.ok, second.summary);
    assert.match(second.summary, /Not measured: the local derivative of SigmoidGate "s" \(g2\) for lazy/);
  });

  it("knows that two kinks together may have another slope than each", () => {
    // ReLU(x) − ReLU(−x) is x, but at 0 backpropagation with the convention 0 gives 0 and not 1.
    const x = new InputGate(0, "x");
    const minus = new ReLUGate([new NegateGate([x])]);
    const report = checkGradients(new ComputationalGraph(new SubtractGate([new ReLUGate([x]), minus], "t")));
    assert.ok(report.ok, report.summary);
  });

  it("throws what forward() throws", () => {
    assert.throws(
      () => checkGradients(new ComputationalGraph(new SigmoidGate([new InputGate()]))),
      MissingValueError,
    );
    assert.throws(() => {
      const a = new SigmoidGate([new InputGate(1)]);
      (a.inputNodes as GateLike[])[0] = a;
      checkGradients(new ComputationalGraph(a));
    }, CycleError);
  });

  it("compares a sample of the gradients of a large graph, and says so", function () {
    this.timeout(60_000);
    let gate: GateLike = new InputGate(0.3, "x");
    const w = new ConstantGate(0.999);
    for (let i = 0; i < 3000; i++) gate = new MultiplyGate([gate, w]);
    const report = checkGradients(new ComputationalGraph(gate));
    assert.ok(report.ok);
    assert.deepEqual(report.localDerivatives, { measured: 6000, total: 6000 });
    assert.ok(report.gradients.measured > 900 && report.gradients.measured < 1800);
    assert.match(report.summary, /a sample was compared: \d+ of 3002\./);
  });
});

describe("checkGradients leaves no trace", () => {
  const graphOf = (backward: (gate: GateLike) => void) => {
    const [x, y] = [new InputGate(1.5, "x"), new InputGate(1, "y")];
    const [v, w] = [new WeightGate(0.1, 0.1 + 0.2, "v"), new WeightGate(0.3, 1 / 3, "w")];
    class Middle extends AddGate {
      override backward(): void {
        backward(this);
      }
    }
    const z = new Middle([new MultiplyGate([x, v]), new MultiplyGate([w, w])], "z");
    return new ComputationalGraph(new SquaredLossGate([new SigmoidGate([z]), y], "L"));
  };
  const traceOf = ({ gates }: ComputationalGraph) => gates.map(({ out, dz }) => [out, dz]);
  const right = (gate: GateLike) => gate.inputNodes.forEach((input) => input.putGradient(gate, 1));
  const wrong = (gate: GateLike) =>
    gate.inputNodes.forEach((input) => {
      input.putGradient(gate, 3);
      input.out += 1;
    });
  const throwing = () => {
    throw new Error("no");
  };

  it("before a forward pass, but that the values are computed", () => {
    const graph = graphOf(right);
    const leaves = graph.gates.filter(({ inputNodes }) => inputNodes.length === 0).map(({ out }) => out);
    checkGradients(graph);
    assert.deepEqual(
      graph.gates.filter(({ inputNodes }) => inputNodes.length === 0).map(({ out }) => out),
      leaves,
    );
    assert.ok(graph.gates.every(({ out, dz }) => Number.isFinite(out) && dz === 0));
    graph.backward();
  });

  it("between a forward and a backward pass, and after a step", () => {
    for (const passes of [0, 1, 5]) {
      const [graph, twin] = [graphOf(right), graphOf(right)];
      for (const each of [graph, twin]) {
        for (let i = 0; i < passes; i++) each.step();
        each.forward();
      }
      for (let i = 0; i < 3; i++) {
        const before = traceOf(graph);
        checkGradients(graph);
        assert.deepEqual(traceOf(graph), before);
        graph.backward();
        const after = traceOf(graph);
        checkGradients(graph);
        assert.deepEqual(traceOf(graph), after);
        graph.forward();
        twin.backward();
        twin.forward();
      }
      assert.deepEqual(traceOf(graph), traceOf(twin));
    }
  });

  it("with a gate that moves its inputs, and with one that throws", () => {
    for (const backward of [wrong, throwing]) {
      const graph = graphOf(backward);
      graph.forward();
      const before = traceOf(graph);
      assert.ok(!checkGradients(graph).ok);
      assert.deepEqual(traceOf(graph), before);
    }
  });

  it("when forward() throws", () => {
    const graph = graphOf(right);
    graph.forward();
    const before = traceOf(graph);
    const sigmoid = graph.gates.find((gate) => gate instanceof SigmoidGate)!;
    sigmoid.forward = () => {
      graph.gates[0]!.out = 99;
      throw new Error("no");
    };
    assert.throws(() => checkGradients(graph), /no/);
    assert.deepEqual(traceOf(graph), before);
  });

  it("in lists, maps and numbers that gates keep", () => {
    class Keeping extends AddGate {
      readonly log: number[] = [];
      readonly parts = new Map<GateLike, number>();
      readonly buffer = new Float64Array(2);
      runs = 0;
      override forward(): void {
        super.forward();
        this.runs++;
        this.buffer[0]! += this.out;
      }
      override putGradient(consumer: GateLike, local: number): void {
        super.putGradient(consumer, local);
        this.log.push(local);
        this.parts.set(consumer, local);
      }
    }
    const gate = new Keeping([new InputGate(2), new InputGate(3)], "k");
    const graph = new ComputationalGraph(new SigmoidGate([gate]));
    graph.forward();
    graph.backward();
    const stateOf = () => structuredClone([gate.log, [...gate.parts.values()], gate.buffer, gate.runs]);
    const before = stateOf();
    assert.ok(checkGradients(graph).ok);
    assert.deepEqual(stateOf(), before);
  });

  it("in a weight that hides its value, also when forward() throws", () => {
    class Hiding extends WeightGate {
      #value = 0.3;
      constructor() {
        super(0.1, 0.3, "w");
        Object.defineProperty(this, "out", { get: () => this.#value, set: (x: number) => (this.#value = x) });
      }
    }
    const w = new Hiding();
    const graph = new ComputationalGraph(new SigmoidGate([w]));
    graph.forward();
    assert.ok(checkGradients(graph).ok);
    assert.equal(w.out, 0.3);
    graph.target.forward = () => {
      w.out = 5;
      throw new Error("no");
    };
    assert.throws(() => checkGradients(graph));
    assert.equal(w.out, 0.3);
  });

  it("and says the same when it is run again", () => {
    for (const backward of [right, wrong, throwing]) {
      const graph = graphOf(backward);
      assert.equal(checkGradients(graph).summary, checkGradients(graph).summary);
    }
  });
});
