/** Stops what the user's thread does, also when it hears nobody. */

import { Session } from "node:inspector";

/** Milliseconds in which a thread that hears us answers. */
const PATIENCE = 60;
/** So often a loop is ended; each time it may be one that was started by the one before. */
const ATTEMPTS = 40;

export class Interrupter {
  readonly #ask: (token: number, isForced: boolean) => void;
  readonly #answered = new Map<number, () => void>();
  #token = 0;

  /** @param ask tells the user's thread to stop its cell, and to say so with the token */
  constructor(ask: (token: number, isForced: boolean) => void) {
    this.#ask = ask;
  }

  heard(token: number): void {
    this.#answered.get(token)?.();
  }

  /** @returns whether the thread is free again */
  async interrupt(): Promise<boolean> {
    if (await this.#answers(PATIENCE, false)) return true;
    // V8 ends whatever runs at this moment, with all of its `finally`. A promise or a timer may start the next loop.
    const session = new Session();
    session.connectToMainThread();
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        session.post("Runtime.terminateExecution");
        if (await this.#answers(PATIENCE, true)) return true;
      }
      return false;
    } finally {
      session.disconnect();
    }
  }

  async #answers(patience: number, isForced: boolean): Promise<boolean> {
    const token = ++this.#token;
    try {
      return await new Promise((resolve) => {
        this.#answered.set(token, () => {
          resolve(true);
        });
        setTimeout(resolve, patience, false);
        this.#ask(token, isForced);
      });
    } finally {
      this.#answered.delete(token);
    }
  }
}
