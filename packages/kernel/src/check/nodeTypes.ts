/**
 * Node's own types come when a cell needs them. They are most of what the compiler would have to know before the first
 * cell, and a course seldom uses more than what `types/everyday.d.ts` has of them.
 */

import { change, type Compiler, type ServerCompletion, type ServerProblem } from "./compiler.js";
import type { Project } from "./project.js";
import type { CellText } from "./text.js";

/**
 * Globals of Node, beside those of `types/everyday.d.ts`, by the kinds that the language server protocol has for them. A
 * test compares them with `@types/node`.
 */
const KINDS = new Map([
  [3, "atob btoa fetch gc require structuredClone"],
  [6, "__dirname __filename crypto exports global module performance process"],
  [
    7,
    "AbortController AbortSignal Blob BroadcastChannel Buffer ByteLengthQueuingStrategy CompressionStream " +
      "CountQueuingStrategy CustomEvent DOMException DecompressionStream Event EventSource EventTarget File FormData " +
      "Headers MessageChannel MessageEvent MessagePort PerformanceEntry PerformanceMark PerformanceMeasure " +
      "PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming ReadableByteStreamController " +
      "ReadableStream ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController " +
      "ReadableStreamDefaultReader Request Response TextDecoder TextDecoderStream TextEncoder TextEncoderStream " +
      "TransformStream TransformStreamDefaultController URL URLSearchParams WebSocket WritableStream " +
      "WritableStreamDefaultController WritableStreamDefaultWriter",
  ],
  [
    8,
    "AllowSharedBuffer BufferConstructor BufferEncoding EventListenerOptions EventSourceInit Global MessageEventInit " +
      "NodeModule NodeRequire NonSharedBuffer QueuingStrategy RelativeIndexable RequestInit RequireResolve " +
      "ResponseInit WebSocketInit",
  ],
]);
/** The compiler's own word for what comes behind the names of the cells. */
const AMONG_GLOBALS = "15";
export const GLOBALS: readonly ServerCompletion[] = [...KINDS].flatMap(([kind, names]) =>
  names.split(" ").map((label) => ({ label, kind, sortText: AMONG_GLOBALS })),
);
/** Types that are there without Node, and to which it adds. */
const EXTENDED = ["Console", "ErrorConstructor", "ImportMeta", "typeof globalThis"];

const MISSED = new Set([...GLOBALS.map(({ label }) => label), ...EXTENDED]);
const CANNOT_FIND_MODULE = 2307;
const QUOTED = /(?<!Did you mean )'([^']+)'/g;

/** Modules whose types need none of Node's. */
export const OWN = ["@gradus/core", "@gradus/notebook", "@gradus/tasks", "tslab"];
/** What is imported or added to, or written so far of it. */
const IMPORTED = /(?:\b(?:from|module)|\b(?:import|require)\s*\(?)\s*["'`]([^"'`\n]*)/g;
/** Of the namespace, some is there; and who silences problems silences what is missing. */
const NAMED = /^\s*\/\/\/\s*<reference|@ts-[a-z]|\bNodeJS\b/m;

export class NodeTypes {
  readonly #compiler: Compiler;
  readonly #project: Project;

  constructor(compiler: Compiler, project: Project) {
    this.#compiler = compiler;
    this.#project = project;
  }

  /** Makes a text the one that the compiler is asked about, with all that it needs. */
  async show(text: CellText): Promise<void> {
    if (this.#project.hasNodeTypes) this.#compiler.show(text.whole);
    else await this.problems(text);
  }

  /** The problems of a text, which is shown then. */
  async problems({ source, whole }: CellText): Promise<readonly ServerProblem[]> {
    this.#compiler.show(whole);
    if (!this.#project.hasNodeTypes && importsOthers(source)) this.#load();
    const problems = await this.#compiler.problems();
    if (this.#project.hasNodeTypes || !problems.some(isOfNode)) return problems;
    this.#load();
    return this.#compiler.problems();
  }

  /** The names of Node that the compiler would have found where it has found these. */
  missedAmong(found: readonly ServerCompletion[]): readonly ServerCompletion[] {
    const areGlobals = found.some(({ label }) => label === "queueMicrotask");
    return areGlobals && !this.#project.hasNodeTypes ? GLOBALS : [];
  }

  #load(): void {
    this.#project.addNodeTypes();
    this.#compiler.changed([{ path: this.#project.config, type: change.changed }]);
  }
}

/** Other packages' types may lean on Node's, and the compiler would not say that they miss them. */
const importsOthers = (source: string): boolean =>
  NAMED.test(source) || [...source.matchAll(IMPORTED)].some(([, name]) => !isOwn(name!));

const isOwn = (name: string): boolean =>
  OWN.some(
    (own) => name === own || name.startsWith(`${own}/`) || (name.startsWith("@") && own.startsWith(name)),
  );

const isOfNode = ({ code, message }: ServerProblem): boolean =>
  [...message.matchAll(QUOTED)].some(
    ([, quoted]) => MISSED.has(quoted!) || (code === CANNOT_FIND_MODULE && !isOwn(quoted!)),
  );
