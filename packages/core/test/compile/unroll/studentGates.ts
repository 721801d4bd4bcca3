/** Gates from source text, as a notebook makes them from what a student types. */

import { ComputationalGraph, type GateLike } from "../../../src/index.js";
import type { TrainingTask } from "../../../src/compile/program.js";
import { stepProgram } from "../../../src/compile/unroll/stepProgram.js";
import { taskOf } from "../comparing.js";

const BASE = `
  class Gate {
    constructor(inputNodes = [], name = "") {
      this.out = 0.5;
      this.dz = 0;
      this.consumers = [];
      this.inputNodes = inputNodes;
      this.name = name;
      for (const input of inputNodes) input.consumers.push(this);
    }
    putGradient(consumer, local) {
      this.dz += local * consumer.dz;
    }
  }
  class InputGate extends Gate {
    forward() {}
    backward() {}
  }
  class WeightGate extends Gate {
    constructor(alpha, value) {
      super([]);
      this.alpha = alpha;
      this.out = value;
    }
    forward() {}
    backward() {
      this.out -= this.alpha * this.dz;
    }
  }
`;

export interface StudentGraph {
  readonly graph: ComputationalGraph;
  readonly task: TrainingTask;
  /** All fields of all gates that hold a number. */
  numbers(): number[];
}

/**
 * Two weights and an input, read by two gates of the student's class, one behind the other.
 *
 * @param members of the class, such as `forward() { … } backward() { … }`
 * @param outside what stands before the class
 */
export function studentGraph(members: string, outside = ""): StudentGraph {
  const source = `${BASE} ${outside} class Own extends Gate { ${members} } return { InputGate, WeightGate, Own };`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const classes = (new Function(source) as () => Record<string, new (...args: unknown[]) => GateLike>)();
  const { InputGate, WeightGate, Own } = classes;
  const x = new InputGate!();
  const weights = [new WeightGate!(0.1, 0.75), new WeightGate!(0.01, -0.5)];
  const inner = new Own!([x, ...weights]);
  const graph = new ComputationalGraph(new Own!([inner, weights[0]!, weights[0]!]));
  const task = taskOf([x], [[0.5], [-1.25], [0]], [weights]);
  const numbers = () =>
    graph.gates.flatMap((gate) =>
      Object.values(gate).filter((value): value is number => typeof value === "number"),
    );
  return { graph, task, numbers };
}

/** A step as the gates' own methods take it. */
export function ownStep({ graph, task }: StudentGraph, row: number): void {
  task.feed.forEach((gate, i) => (gate.out = task.rows[row * task.feed.length + i]!));
  for (const gate of graph.gates) gate.forward();
  for (const gate of graph.gates) gate.dz = 0;
  graph.target.dz = 1;
  for (const gate of [...graph.gates].reverse()) gate.backward();
}

export function programOf({ graph, task }: StudentGraph) {
  return stepProgram(graph.gates, graph.targets, task);
}
