/** The sessions of a large graph, in a worker of their own: reading it would hold up the page. */
import { WorkerLostError } from "../errors.js";
import { Unreadable } from "./read.js";
import { remote, type Call, type Part, type Session } from "./remote.js";
import type { Source } from "./source.js";

export type GraphRequest =
  | { readonly kind: "open"; readonly data: unknown }
  | { readonly kind: "call"; readonly part: Part; readonly call: Call };

/** In the order of the requests, one for each. */
export type GraphReply =
  | { readonly kind: "opened"; readonly hasBeside: boolean }
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "refused"; readonly reason: string; readonly newerVersion: number | undefined }
  | { readonly kind: "failed"; readonly reason: string };

interface Waiter {
  readonly resolve: (reply: GraphReply) => void;
  readonly reject: (error: unknown) => void;
}

export class WorkerSource implements Source {
  readonly graph: Session;
  readonly beside?: Session;
  readonly #worker = new Worker(new URL("./worker.js", import.meta.url));
  #waiters: Waiter[] = [];

  private constructor() {
    this.graph = this.#session("graph");
    this.#worker.onmessage = ({ data }: MessageEvent<GraphReply>) => {
      this.#waiters.shift()?.resolve(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message || "its file could not be loaded");
    };
    this.#worker.onmessageerror = () => {
      this.#fail("its answer could not be read");
    };
  }

  /** @throws Unreadable, WorkerLostError */
  static async open(data: unknown): Promise<Source> {
    const source = new WorkerSource();
    try {
      const reply = await source.#ask({ kind: "open", data });
      if (reply.kind === "opened" && reply.hasBeside)
        return Object.assign(source, { beside: source.#session("beside") });
      return source;
    } catch (error) {
      source.dispose();
      throw error;
    }
  }

  dispose(): void {
    this.#worker.terminate();
    this.#waiters = [];
  }

  #session(part: Part): Session {
    return remote(async (call) => {
      const reply = await this.#ask({ kind: "call", part, call });
      return reply.kind === "done" ? reply.result : undefined;
    });
  }

  async #ask(request: GraphRequest): Promise<GraphReply> {
    const reply = await new Promise<GraphReply>((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.#worker.postMessage(request);
    });
    if (reply.kind === "refused") throw new Unreadable(reply.reason, reply.newerVersion);
    if (reply.kind === "failed") throw new WorkerLostError(reply.reason);
    return reply;
  }

  #fail(reason: string): void {
    this.#worker.terminate();
    for (const { reject } of this.#waiters) reject(new WorkerLostError(reason));
    this.#waiters = [];
  }
}
