/** Stochastic gradient descent: one step for each sample, epoch by epoch. */

import { createTrainer } from "../compile/createTrainer.js";
import type { Trainer } from "../compile/program.js";
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
import { Pace } from "./pace.js";
import { shuffle } from "../random/shuffle.js";

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
  /** Whether to record the norm of the gradient of each layer. It costs a little of the speed. */
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
  /** Why it ended: all epochs done, loss reached, no progress any more, aborted, or the loss is no finite number. */
  readonly stopped: "epochs" | "loss" | "patience" | "aborted" | "diverged";
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
    return await descend(trainer, data.length, layers, options);
  } finally {
    trainer.store();
  }
}

async function descend(
  trainer: Trainer,
  samples: number,
  layers: readonly GateGroup[],
  options: TrainingOptions,
): Promise<Training> {
  const { epochs, patience = Infinity, stopAtLoss = -Infinity, signal, onProgress } = options;
  const random = seededRandom(options.seed ?? 0);
  const order = Int32Array.from({ length: samples }, (_, i) => i);
  const losses: number[] = [];
  const norms = layers.map((): number[] => []);
  const pace = new Pace();
  let untilRest = pace.steps;
  let best = Infinity;
  let bestEpoch = 0;

  const report = () => {
    onProgress?.({ epoch: losses.length, epochs, loss: losses.at(-1) ?? NaN });
  };
  /** Why to stop after an epoch, if at all. */
  const verdict = (loss: number): Training["stopped"] | undefined => {
    if (!Number.isFinite(loss)) return "diverged";
    if (loss <= stopAtLoss) return "loss";
    if (loss < best) [best, bestEpoch] = [loss, losses.length];
    return losses.length - bestEpoch >= patience ? "patience" : undefined;
  };

  let stopped: Training["stopped"] | undefined = signal?.aborted ? "aborted" : undefined;
  while (stopped === undefined && losses.length < epochs) {
    if (options.shuffle ?? true) shuffle(order, random);
    trainer.gradientNorms.fill(0);
    let sum = 0;
    for (let begin = 0; begin < samples;) {
      const end = Math.min(samples, begin + untilRest);
      sum += trainer.run(order, begin, end);
      untilRest -= end - begin;
      begin = end;
      if (untilRest > 0) continue;
      if (await pace.rest()) report();
      untilRest = pace.steps;
      if (signal?.aborted) break;
    }
    if (signal?.aborted) {
      stopped = "aborted";
      break;
    }
    losses.push(sum / samples);
    norms.forEach((list, i) => list.push(trainer.gradientNorms[i]! / samples));
    stopped = verdict(sum / samples);
  }
  report();
  const gradientNorms = Object.fromEntries(layers.map(({ name }, i) => [name, norms[i]!]));
  return { losses, gradientNorms, stopped: stopped ?? "epochs" };
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
