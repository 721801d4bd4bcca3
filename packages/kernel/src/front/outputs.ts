/** Sends on what cells show: to the request that each is about, in order, and prints in larger pieces. */

import { SHARED, weightOf, type FromUser } from "../link/messages.js";
import type { Jupyter, Request } from "./jupyter.js";

type Stream = Extract<FromUser, { type: "stream" }>;

/** Characters of one message. */
const LARGEST = 1 << 18;
/** Milliseconds that a print may wait for the next one. */
const PATIENCE = 5;
/** Requests of so many runs are remembered, for what their timers print. */
const REMEMBERED = 1000;

interface About {
  readonly request: Request;
  /** Shows nothing. */
  readonly isSilent: boolean;
}

export class Outputs {
  readonly #about = new Map<number, About>();
  readonly #jupyter: Jupyter;
  readonly #shared: Int32Array;
  #waiting: { run: number; name: "stdout" | "stderr"; texts: string[]; size: number } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(jupyter: Jupyter, shared: Int32Array) {
    this.#jupyter = jupyter;
    this.#shared = shared;
  }

  begin(run: number, request: Request, isSilent = false): void {
    this.#about.set(run, { request, isSilent });
    for (const old of this.#about.keys()) {
      if (this.#about.size <= REMEMBERED) break;
      this.#about.delete(old);
    }
  }

  requestOf(run: number): Request | undefined {
    return this.#about.get(run)?.request;
  }

  print({ run, name, text }: Pick<Stream, "run" | "name" | "text">): void {
    if (this.#waiting?.run !== run || this.#waiting.name !== name) this.flush();
    this.#waiting ??= { run, name, texts: [], size: 0 };
    this.#waiting.texts.push(text);
    this.#waiting.size += text.length;
    if (this.#waiting.size >= LARGEST) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), PATIENCE);
  }

  /** A print of the user's thread, which may have to wait for us. */
  printed(stream: Stream): void {
    Atomics.sub(this.#shared, SHARED.waiting, weightOf(stream));
    Atomics.notify(this.#shared, SHARED.waiting);
    this.print(stream);
  }

  publish(
    run: number,
    kind: string,
    content: object,
    metadata?: object,
    buffers?: readonly Uint8Array[],
  ): void {
    this.flush();
    this.#send(run, kind, content, metadata, buffers);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#waiting) return;
    const { run, name, texts } = this.#waiting;
    this.#waiting = undefined;
    this.#send(run, "stream", { name, text: texts.join("") });
  }

  #send(
    run: number,
    kind: string,
    content: object,
    metadata?: object,
    buffers?: readonly Uint8Array[],
  ): void {
    const about = this.#about.get(run);
    if (about?.isSilent === true && !kind.startsWith("comm_")) return;
    this.#jupyter.publish(kind, content, about?.request.header ?? {}, metadata, buffers);
  }
}
