/** What an attack is: a hand-in of exercise 3-4 that is right but for one thing, and the points that it must get. */

import { bytesOf, cellOf, solutionOf, type RawNotebook } from "../support/course.js";

export const NOTEBOOK = "3-4-computational-graphs";

/** By task, out of 3, 5, 3, 3, 4, 4 and 3. */
export interface Points {
  readonly weight: number;
  readonly multiply: number;
  readonly sigmoid: number;
  readonly loss: number;
  readonly graph: number;
  readonly network: number;
  readonly training: number;
}

export const ALL: Points = { weight: 3, multiply: 5, sigmoid: 3, loss: 3, graph: 4, network: 4, training: 3 };
export const NONE: Points = {
  weight: 0,
  multiply: 0,
  sigmoid: 0,
  loss: 0,
  graph: 0,
  network: 0,
  training: 0,
};

/** The points of `WRONG_TRAINING` and of `WRONG_LOSS` without an attack. */
export const BUT_TRAINING: Points = { ...ALL, training: 0 };
export const BUT_LOSS: Points = { ...ALL, loss: 0, graph: 0, network: 3, training: 0 };

export const WRONG_TRAINING = "function train(network, epochs, random) { return []; }";
export const WRONG_LOSS = `class SquaredLossGate extends Gate {
  forward() { this.out = 0; }
  backward() {}
}`;

export interface Attack {
  /** What the student does, as a sentence without "they". */
  readonly name: string;
  /** The text of cells, by `grade_id`. */
  readonly cells?: Readonly<Record<string, string>>;
  /** What else is done to the notebook, or to the file that it becomes. */
  readonly change?: (notebook: RawNotebook) => void;
  readonly file?: (bytes: Uint8Array) => Uint8Array;
  /** "not gradable" where the file is no notebook. */
  readonly gets: Points | "not gradable";
  /** In milliseconds, the time for all of it, where it is less than usual. */
  readonly handIn?: number;
  /** Must be among the words of the result. */
  readonly says?: RegExp;
}

/** In front of a training that does nothing. */
export function training(code: string): Readonly<Record<string, string>> {
  return { "f-train": `${code}\n${WRONG_TRAINING}` };
}

/** In front of a loss that is always 0. */
export function loss(code: string): Readonly<Record<string, string>> {
  return { d: `${code}\n${WRONG_LOSS}` };
}

/** What the student's code needs to reach what Node can do. */
export const REQUIRE = "const require = process.mainModule.require;";

export function handInOf({ cells = {}, change, file }: Attack): Uint8Array {
  const notebook = solutionOf(NOTEBOOK);
  for (const [id, text] of Object.entries(cells)) cellOf(notebook, id).source = text;
  change?.(notebook);
  const bytes = bytesOf(notebook);
  return file ? file(bytes) : bytes;
}
