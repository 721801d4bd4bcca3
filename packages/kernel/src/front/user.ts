/** The front's side of the line between the threads. */

import type { MessagePort } from "node:worker_threads";
import type { FromUser, RunOrder, ToUser } from "../link/messages.js";
import type { Done } from "./execution.js";
import { Interrupter } from "./interrupter.js";

export class User {
  readonly #port: MessagePort;
  readonly #running = new Map<number, (done: Done) => void>();
  readonly #handling = new Map<number, () => void>();
  readonly #interrupter = new Interrupter((token, isForced) => {
    this.send({ type: "interrupt", token, isForced });
  });

  /** @param heard everything that is no answer to us */
  constructor(port: MessagePort, heard: (message: FromUser) => void) {
    this.#port = port;
    port.on("message", (message: FromUser) => {
      if (message.type === "interrupted") this.#interrupter.heard(message.token);
      else heard(message);
      if (message.type === "handled") this.#handling.get(message.run)?.();
      if (message.type === "done") this.#running.get(message.run)?.(message);
    });
  }

  run(order: RunOrder): Promise<Done> {
    return new Promise<Done>((resolve) => {
      this.#running.set(order.run, resolve);
      this.send(order);
    }).finally(() => this.#running.delete(order.run));
  }

  /** @returns when what the message has to bring about is done */
  handle(message: Extract<ToUser, { type: "comm" }>): Promise<void> {
    return new Promise<void>((resolve) => {
      this.#handling.set(message.run, resolve);
      this.send(message);
    }).finally(() => this.#handling.delete(message.run));
  }

  forget(runs: readonly number[]): void {
    this.send({ type: "forget", runs });
  }

  /** @returns whether the thread is free again */
  interrupt(): Promise<boolean> {
    return this.#interrupter.interrupt();
  }

  send(message: ToUser): void {
    this.#port.postMessage(message);
  }
}
