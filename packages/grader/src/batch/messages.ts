/** What the batch and its threads tell each other. */

import type { NotebookResult } from "../model/result.js";
import type { Course } from "./course.js";

export interface Setup {
  /** Of the thread, from 0. */
  readonly index: number;
  /** The first slot for sandboxes that this program has. */
  readonly firstSlot: number;
  readonly isUnsafe: boolean;
}

export type Order =
  { readonly do: "grade"; readonly course: Course; readonly bytes: Uint8Array } | { readonly do: "close" };

/** A result, or what went wrong that is not the hand-in's fault. */
export type Report = { readonly result: NotebookResult } | { readonly problem: string };

/** Comes every second, unless the thread is in a loop. */
export type Sign = "alive";
