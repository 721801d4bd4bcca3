/** JSON-RPC over a pair of streams, as language servers speak it. */

import type { Readable, Writable } from "node:stream";
import { CheckerGone } from "./checker.js";

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

const HEAD_END = "\r\n\r\n";

/** The other side could not answer; it goes on. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}

export class Rpc {
  readonly #output: Writable;
  readonly #answer: (method: string, params: unknown) => unknown;
  readonly #waiting = new Map<number | string, Waiting>();
  #gone: CheckerGone | undefined;
  #lastId = 0;
  #chunks: Buffer[] = [];
  #size = 0;
  /** Of the message that is arriving, with its head; 0 while the head is incomplete. */
  #needed = 0;

  /** @param answer replies to what the other side asks */
  constructor(input: Readable, output: Writable, answer: (method: string, params: unknown) => unknown) {
    this.#output = output;
    this.#answer = answer;
    input.on("data", (chunk: Buffer) => {
      this.#receive(chunk);
    });
    const end = (): void => {
      this.end("The type checker has ended.");
    };
    input.on("close", end).on("error", end);
    output.on("close", end).on("error", end);
  }

  /** Nothing is asked or answered any more; what waits is rejected. */
  end(words: string): void {
    this.#gone ??= new CheckerGone(words);
    for (const { reject } of this.#waiting.values()) reject(this.#gone);
    this.#waiting.clear();
  }

  /** Why nothing is answered any more. */
  get gone(): CheckerGone | undefined {
    return this.#gone;
  }

  notify(method: string, params: unknown): void {
    if (!this.#gone) this.#send({ method, params });
  }

  /** @throws CheckerGone, Unanswered */
  ask<T>(method: string, params: unknown): Promise<T> {
    if (this.#gone) return Promise.reject(this.#gone);
    return new Promise<unknown>((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#send({ id, method, params });
    }) as Promise<T>;
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#output.write(`Content-Length: ${Buffer.byteLength(body)}${HEAD_END}${body}`);
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    // A long list of completions comes in many chunks: these are joined once.
    if (this.#size < this.#needed) return;
    let bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    for (;;) {
      const head = bytes.indexOf(HEAD_END);
      const length = head < 0 ? undefined : /Content-Length: *(\d+)/i.exec(bytes.toString("latin1", 0, head));
      const start = head + HEAD_END.length;
      this.#needed = length ? start + Number(length[1]) : 0;
      if (!length || bytes.length < this.#needed) break;
      this.#handle(JSON.parse(bytes.toString("utf8", start, this.#needed)) as Message);
      bytes = bytes.subarray(this.#needed);
    }
    this.#chunks = bytes.length > 0 ? [bytes] : [];
    this.#size = bytes.length;
  }

  #handle({ id, method, params, result, error }: Message): void {
    if (method !== undefined) {
      const answer = this.#answer(method, params) ?? null;
      if (id !== undefined) this.#send({ id, result: answer });
      return;
    }
    const waiting = this.#waiting.get(id!);
    this.#waiting.delete(id!);
    if (error) waiting?.reject(new Unanswered(error.message));
    else waiting?.resolve(result);
  }
}
