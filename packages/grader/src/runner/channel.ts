/** The runner's end of the conversation. It waits in the system and not in the event loop: that costs a third of the time. */

import { readSync, writeSync } from "node:fs";
import { CHANNEL, READY, type ReplyLine, type Request, type RequestLine } from "../wire/messages.js";
import type { Wire } from "../wire/value.js";

// What the student's code may change later is kept as it is now, so that a change hurts nobody but its author.
const { parse, stringify } = JSON;

const NEW_LINE = 10;

export class Channel {
  readonly #buffer = Buffer.alloc(1 << 16);
  #rest = Buffer.alloc(0);
  #waiting: number | undefined;
  /** Replies that go out together, as the requests came. */
  #replies = `${stringify(READY)}\n`;

  /** @returns undefined when the judge is gone */
  read(): RequestLine | undefined {
    for (;;) {
      const end = this.#rest.indexOf(NEW_LINE);
      if (end >= 0) {
        const line = this.#rest.toString("utf8", 0, end);
        this.#rest = this.#rest.subarray(end + 1);
        return parse(line) as RequestLine;
      }
      this.#flush();
      const count = readSync(CHANNEL, this.#buffer);
      if (count === 0) return undefined;
      this.#rest = Buffer.concat([this.#rest, this.#buffer.subarray(0, count)]);
    }
  }

  async answer([id, request]: RequestLine, perform: (request: Request) => Promise<Wire>): Promise<void> {
    this.#waiting = id;
    let reply: ReplyLine;
    try {
      reply = [id, await perform(request)];
    } catch (error) {
      reply = [id, null, ...wordsOf(error)];
    }
    this.#waiting = undefined;
    this.#replies += `${stringify(reply)}\n`;
  }

  /** Answer the request that is open, if there is one: the event loop has nothing left to do. */
  giveUp(type: string, said: string): void {
    if (this.#waiting === undefined) return;
    this.#replies += `${stringify([this.#waiting, null, type, said])}\n`;
    this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.from(this.#replies);
    this.#replies = "";
    for (let at = 0; at < bytes.length;) at += writeSync(CHANNEL, bytes, at);
  }
}

/** Anything can be thrown, and what is thrown can throw when it is looked at. */
function wordsOf(error: unknown): [type: string, said: string] {
  try {
    const { type, said, name, message } = (error ?? {}) as Partial<Record<string, unknown>>;
    if (typeof type === "string" && typeof said === "string") return [type, said];
    if (typeof name === "string" && typeof message === "string") return [name, message];
    return ["Error", String(error)];
  } catch {
    return ["Error", "something that has no words"];
  }
}
