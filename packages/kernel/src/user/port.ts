/** The user's side of the line between the threads. */

import { receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { SHARED, weightOf, type Answer, type FromUser } from "../link/messages.js";

/**
 * So many characters may wait: a cell that prints faster than the front takes it has to wait, too. It is what is still
 * printed after somebody has pressed stop.
 */
const MOST_WAITING = 1e6;

class WorkerPort {
  private port!: MessagePort;
  private answers!: MessagePort;
  private shared!: Int32Array;

  open(port: MessagePort, answers: MessagePort, shared: Int32Array): void {
    this.port = port;
    this.answers = answers;
    this.shared = shared;
  }

  send(message: FromUser): void {
    this.port.postMessage(message);
  }

  printed(message: Extract<FromUser, { type: "stream" }>): void {
    Atomics.add(this.shared, SHARED.waiting, weightOf(message));
    this.port.postMessage(message);
    for (;;) {
      const waiting = Atomics.load(this.shared, SHARED.waiting);
      if (waiting < MOST_WAITING) return;
      Atomics.wait(this.shared, SHARED.waiting, waiting, 100);
    }
  }

  /** Stands still until the person has answered. */
  ask(run: number, prompt: string, isSecret: boolean): Answer {
    Atomics.store(this.shared, SHARED.answer, 0);
    this.send({ type: "ask", run, prompt, isSecret });
    Atomics.wait(this.shared, SHARED.answer, 0);
    return receiveMessageOnPort(this.answers)!.message as Answer;
  }
}

export const workerPort = new WorkerPort();
