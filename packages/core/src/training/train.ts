/** Stochastic gradient descent: one step for each sample, epoch by epoch. */

import { createTrainer } from "../compile/createTrainer.js";
import { LONGEST_RUN, type Trainer } from "../compile/program.js";
import type { Sample } from "../data/sample.js";
import { InvalidOptionError, NoWeightsError } from "../errors.js";
import { roleOf } from "../drawing/operation.js";
import type { GateLike } from "../gate.js";
import { ConstantGate } from "../gates/constant.js";
import { InputGate } from "../gates/input.js";
import type { ComputationalGraph } from "../graph/computationalGraph.js";
import { describe } from "../graph/describe.js";
import type { GateGroup } from "../graph/wiring.js";
import { seededRandom } from "../random/seededRandom.js";
import { feedOf, type Feed } from "./feed.js";
import { History, type Stopped } from "./history.js";
import { Pace } from "./pace.js";
import { SampleOrder } from "./sampleOrder.js";

/** Gates to run between two looks at the clock: some milliseconds of work. */
const WORK = 1_000_000;

export interface TrainingOptions {
  /** The gates that take the numbers x of a sample. A network knows its own. */
  readonly x?: readonly GateLike[];
  /** The gates that take the true values y of a sample. A network knows its own. */
  readonly y?: readonly GateLike[];
  /** How often each sample is used. */
  readonly epochs: number;
  /** Whether every epoch has an order of its own; true if not said. */
  readonly shuffle?: boolean;
  /** Of the order of the samples; 0 if not said. The same seed gives the same training to the last bit. */
  readonly seed?: number;
  /** Stop after the first epoch whose mean loss is at or below this. */
  readonly stopAtLoss?: number;
  /** Stop when the mean loss has not become smaller for this many epochs. */
  readonly patience?: number;
  /** Whether to record the norm of the gradient of each layer. Large layers then train at a fraction of the speed. */
  readonly gradientNorms?: boolean;
  /** Called some twenty times a second at most, and at the end. */
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** Stops the training, what has been learned stays: the `signal` of an `AbortController`. */
  readonly signal?: { readonly aborted: boolean };
}

export interface TrainingProgress {
  /** Finished epochs. */
  readonly epoch: number;
  readonly epochs: number;
  /** The mean loss of the last finished epoch; NaN before the first one. */
  readonly loss: number;
}

export interface Training {
  /** The mean loss of each epoch, every sample's loss taken before its step. */
  readonly losses: readonly number[];
  /**
   * By layer and epoch: the mean over the samples of the Euclidean norm of the gradient with respect to the layer's
   * weights. Layers are the groups of the graph; a graph without groups is one layer, "weights".
   */
  readonly gradientNorms: Readonly<Record<string, readonly number[]>>;
  readonly stopped: Stopped;
}

/**
 * Train the weights of a graph. Each sample is fed, forward and backward are run, and every weight takes its step
 * `w ← w − α · ∂L/∂w` with its own learning rate, as `graph.forward()` and `graph.backward()` do, only compiled.
 *
 * ```ts
 * const training = await train(graph, xor(), { x: [x1, x2], y: [y], epochs: 2000 });
 * training.losses.at(-1);
 * ```
 *
 * Source: exercise 3-4 (f) of the sheet.
 *
 * @throws NoWeightsError, NoSamplesError, NoFeedError, SampleError, InvalidOptionError, and what the first forward
 *   and backward pass throw
 */
export async function train(
  graph: ComputationalGraph & {
    readonly inputs?: readonly GateLike[];
    readonly truths?: readonly GateLike[];
  },
  data: readonly Sample[],
  options: TrainingOptions,
): Promise<Training> {
  requireOptions(options);
  const feed = feedOf(data, options.x ?? graph.inputs, options.y ?? graph.truths);
  rehearse(graph, feed);
  const layers = options.gradientNorms ? layersOf(graph, feed) : [];
  const trainer = createTrainer(graph, {
    feed: feed.gates,
    rows: feed.rows,
    groups: layers.map(({ gates }) => gates),
  });
  try {
    return await descend(graph, trainer, data.length, layers, options);
  } finally {
    trainer.store();
  }
}

async function descend(
  graph: ComputationalGraph,
  trainer: Trainer,
  samples: number,
  layers: readonly GateGroup[],
  options: TrainingOptions,
): Promise<Training> {
  const { epochs, signal, onProgress } = options;
  const order = new SampleOrder(
    samples,
    options.shuffle === false ? undefined : seededRandom(options.seed ?? 0),
  );
  const history = new History(samples, layers.length, options);
  // What is decided or read at the end of an epoch must not have gone further.
  const stopsAtEpochs =
    layers.length > 0 || options.stopAtLoss !== undefined || options.patience !== undefined;
  // The same for every run of the same graph, whatever the clock says.
  const longest = Math.min(LONGEST_RUN, Math.ceil(WORK / graph.gates.length));
  const pace = new Pace();
  const report = () => {
    onProgress?.({ epoch: history.losses.length, epochs, loss: history.losses.at(-1) ?? NaN });
  };

  let left = epochs * samples;
  let stopped: Stopped | undefined = signal?.aborted ? "aborted" : undefined;
  while (stopped === undefined && left > 0) {
    const count = Math.min(left, longest, stopsAtEpochs ? order.left : longest);
    order.next(trainer.order, count);
    trainer.run(count);
    left -= count;
    stopped = history.note(trainer, count);
    if (stopped !== undefined || !pace.isOver()) continue;
    report();
    await pace.rest();
    if (signal?.aborted) stopped = "aborted";
  }
  report();
  return {
    losses: history.losses,
    gradientNorms: Object.fromEntries(layers.map(({ name }, i) => [name, history.norms[i]!])),
    stopped: stopped ?? "epochs",
  };
}

/** One pass in both directions with the first sample, so that errors come with their place and their drawing. */
function rehearse(graph: ComputationalGraph, { gates, rows }: Feed): void {
  const hasWeights = graph.gates.some((gate) => isWeight(gate) && !gates.includes(gate));
  if (!hasWeights) {
    const error = new NoWeightsError(describe(graph.target));
    error.drawing = graph.draw();
    throw error;
  }
  gates.forEach((gate, i) => (gate.out = rows[i]!));
  graph.forward();
  graph.gradients();
}

/** A source of numbers that may learn. A student's own class is taken at its word only when it says that it is an input. */
function isWeight(gate: GateLike): boolean {
  if (gate.inputNodes.length > 0) return false;
  return roleOf(gate, false) === "weight" || !(gate instanceof InputGate || gate instanceof ConstantGate);
}

/** The groups of the graph that hold weights. */
function layersOf(graph: ComputationalGraph, feed: Feed): GateGroup[] {
  const weights = new Set(graph.gates.filter((gate) => isWeight(gate) && !feed.gates.includes(gate)));
  const groups = graph.groups.length > 0 ? graph.groups : [{ name: "weights", gates: graph.gates }];
  return groups
    .map(({ name, gates }) => ({ name, gates: gates.filter((gate) => weights.has(gate)) }))
    .filter(({ gates }) => gates.length > 0);
}

function requireOptions({ epochs, patience, stopAtLoss }: TrainingOptions): void {
  if (!Number.isInteger(epochs) || epochs < 1) {
    throw new InvalidOptionError(
      "train",
      "epochs",
      epochs,
      "a whole number of at least 1, such as epochs: 1000",
    );
  }
  if (patience !== undefined && !(patience >= 1)) {
    throw new InvalidOptionError("train", "patience", patience, "a number of epochs, at least 1");
  }
  if (stopAtLoss !== undefined && typeof stopAtLoss !== "number") {
    throw new InvalidOptionError("train", "stopAtLoss", stopAtLoss, "a number, such as stopAtLoss: 0.01");
  }
}
