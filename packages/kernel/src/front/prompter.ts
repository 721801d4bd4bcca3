/** Brings a cell's question to the person who has run it, and the answer back to the thread that stands still for it. */

import type { MessagePort } from "node:worker_threads";
import { SHARED, type Answer } from "../link/messages.js";
import type { Jupyter, Request } from "./jupyter.js";

export class Prompter {
  readonly #jupyter: Jupyter;
  readonly #answers: MessagePort;
  readonly #shared: Int32Array;
  #isAsking = false;

  constructor(jupyter: Jupyter, answers: MessagePort, shared: Int32Array) {
    this.#jupyter = jupyter;
    this.#answers = answers;
    this.#shared = shared;
  }

  /** @param request of the cell that asks; none for what runs without a request */
  ask(request: Request | undefined, prompt: string, isSecret: boolean): void {
    this.#isAsking = true;
    if (request?.content.allow_stdin === true) this.#jupyter.ask(request, prompt, isSecret);
    else this.#answer({ kind: "nobody" });
  }

  answered(text: string): void {
    this.#answer({ kind: "text", text });
  }

  stop(): void {
    this.#answer({ kind: "stopped" });
  }

  #answer(answer: Answer): void {
    if (!this.#isAsking) return;
    this.#isAsking = false;
    this.#answers.postMessage(answer);
    Atomics.store(this.#shared, SHARED.answer, 1);
    Atomics.notify(this.#shared, SHARED.answer);
  }
}
