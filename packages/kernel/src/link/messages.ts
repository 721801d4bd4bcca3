/**
 * What the kernel's two threads say to each other. The front talks to Jupyter and to the compiler; the user's thread runs
 * cells and does nothing else, so that whatever a cell does to it, Jupyter gets its answers.
 */

import type { Places } from "../cells/cell.js";

export interface Failure {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

export interface RunOrder {
  readonly type: "run";
  readonly run: number;
  /** What stands in the notebook's brackets. */
  readonly count: number;
  readonly code: string;
  readonly lead: number;
  readonly source: string;
  readonly places: Places;
  /** Where each name that the cell uses comes from. */
  readonly uses: readonly { readonly name: string; readonly run: number }[];
  /** Names whose earlier definition means this run's from now on. */
  readonly replaces: readonly { readonly name: string; readonly run: number }[];
}

export type ToUser =
  | RunOrder
  /** Forced: after whatever ran was ended by the engine. */
  | { readonly type: "interrupt"; readonly token: number; readonly isForced: boolean }
  | { readonly type: "forget"; readonly runs: readonly number[] }
  | {
      readonly type: "comm";
      /** `comm_open`, `comm_msg` or `comm_close`. */
      readonly kind: string;
      readonly content: Record<string, unknown>;
      readonly metadata: Record<string, unknown>;
      readonly buffers: readonly Uint8Array[];
      readonly run: number;
    }
  | { readonly type: "exit" };

export type Answer =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "stopped" }
  /** The client that has sent the cell cannot ask anybody. */
  | { readonly kind: "nobody" };

export interface Bundle {
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
}

export type FromUser =
  | {
      readonly type: "stream";
      readonly run: number;
      readonly name: "stdout" | "stderr";
      readonly text: string;
    }
  | {
      readonly type: "publish";
      readonly run: number;
      readonly kind: string;
      readonly content: Record<string, unknown>;
      readonly metadata?: Record<string, unknown>;
      readonly buffers?: readonly Uint8Array[];
    }
  | {
      readonly type: "done";
      readonly run: number;
      readonly result?: Bundle;
      readonly failure?: Failure;
      /** Which of the names it declares have a value. */
      readonly alive: readonly string[];
    }
  | { readonly type: "interrupted"; readonly token: number }
  | { readonly type: "ask"; readonly run: number; readonly prompt: string; readonly isSecret: boolean }
  /** What a message of a comm had to bring about is done. */
  | { readonly type: "handled"; readonly run: number }
  /** A name under which the page may open a comm. */
  | { readonly type: "target"; readonly name: string };

/** What a print counts for among those that wait; a short one is as much work as a longer one. */
export const weightOf = ({ text }: { readonly text: string }): number => text.length + 64;

/** Places in the memory that both threads see. */
export const SHARED = {
  /** Characters printed that the front has not taken yet. */
  waiting: 0,
  /** Whether an answer to `ask` is there: 0 no, 1 yes. */
  answer: 1,
  length: 2,
} as const;
