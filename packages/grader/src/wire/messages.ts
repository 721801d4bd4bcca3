/** What the judge and the runner say to each other: one line of JSON each, a request and its reply. */

import type { Operation } from "@gradus/tasks";
import type { Wire } from "./value.js";

/** Where a name of a cell comes from. */
export type Provider =
  /** What an earlier cell declares. */
  | { readonly cell: number; readonly name: string }
  /** An export of a package; `*` stands for all of it. */
  | { readonly module: string; readonly name: string };

export interface ProgramCell {
  /** JavaScript, the body of an async function. */
  readonly code: string;
  /** What it declares at its top level. */
  readonly declares: readonly string[];
  /** Of those, what other cells may give a new value. */
  readonly changeable: readonly string[];
  /** What it reads of others. */
  readonly constants: Readonly<Record<string, Provider>>;
  /** Of those, what can change later: the first counts that has a value at the moment. */
  readonly variables: Readonly<Record<string, readonly Provider[]>>;
}

export type Request =
  /** Once, before everything else. */
  | { readonly do: "load"; readonly cells: readonly ProgramCell[] }
  | { readonly do: "run"; readonly cell: number }
  /** Start a task: what is handed over, by name. Objects of the task before are forgotten. */
  | { readonly do: "hand over"; readonly given: Readonly<Record<string, Provider>> }
  | { readonly do: "perform"; readonly operation: OperationOnWire }
  /** Check the gradients of a gate and return the drawing, a `GraphDocument`, or null where there is nothing to show. */
  | { readonly do: "draw"; readonly ref: number };

/** An operation whose values are encoded. */
export type OperationOnWire = {
  readonly [Kind in Operation["kind"]]: Encoded<Extract<Operation, { kind: Kind }>>;
}[Operation["kind"]];

type Encoded<T> = {
  readonly [Key in keyof T]: Key extends "args" ? readonly Wire[] : Key extends "value" ? Wire : T[Key];
};

/** Each request has a number that counts up, and its reply has the same. */
export type RequestLine = readonly [id: number, request: Request];

export type ReplyLine =
  | readonly [id: number, value: Wire]
  /** The student's code threw: the class and the words of what was thrown. */
  | readonly [id: number, value: null, type: string, said: string];

/** The first line of a runner: it can be asked now. Before, nothing is sent to it. */
export const READY: ReplyLine = [0, null];

/** The file descriptor of the conversation in the runner. */
export const CHANNEL = 3;
