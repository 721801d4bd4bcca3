/** A small server that answers as `gradus serve` does, and remembers what it was asked. */

import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly body: Buffer;
}

interface HandedIn {
  readonly id: string;
  readonly sha256: string;
  readonly file: string;
  asked: number;
}

/** @returns whether it has answered */
type Answer = (asked: Asked, response: ServerResponse) => boolean;

export const TOKEN = `gr_${"t".repeat(43)}`;

const FEEDBACK = {
  notebook: "3-4-xor",
  tasks: [
    {
      ...{ title: "(a) MultiplyGate", points: 3, score: 1 },
      tests: [
        { name: "forward", points: 1, score: 1, status: "passed" },
        {
          ...{ name: "backward", points: 2, score: 0, status: "failed", hint: "Multiply the others." },
          example: { what: "∂L/∂a", expected: "3", got: "2" },
        },
      ],
    },
  ],
  answers: [
    { title: "Why?", points: 2, score: null },
    { title: "And then?", points: 2, score: 1.5, comment: "Nearly." },
  ],
  findings: ["A cell is there twice."],
};

export class FakeService {
  readonly asked: Asked[] = [];
  /** How often a hand-in is asked for before it is graded. */
  patience = 1;
  tokens = [TOKEN];
  feedback: object = FEEDBACK;
  /** Of what comes next, in this order, before the usual answer. */
  readonly next: Answer[] = [];
  /** What differs from a usual receipt. */
  receipt: object = {};
  readonly #server: Server = createServer((request, response) => {
    void this.#answer(request, response);
  });
  readonly #handedIn: HandedIn[] = [];

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get handIns(): readonly Asked[] {
    return this.asked.filter(({ method }) => method === "POST");
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = {
      ...{ method: request.method!, path: request.url! },
      token: (request.headers.authorization ?? "").replace("Bearer ", ""),
      body: await buffer(request),
    };
    this.asked.push(asked);
    if (this.next.shift()?.(asked, response) === true) return;
    const json = (status: number, body: object): void => {
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    };
    if (!this.tokens.includes(asked.token)) {
      json(401, { error: "Send a token that works." });
      return;
    }
    const { pathname, searchParams } = new URL(asked.path, this.url);
    const [, , kind, id, what] = pathname.split("/");
    if (asked.method === "POST") {
      const sha256 = createHash("sha256").update(asked.body).digest("hex");
      const one = {
        id: `${this.#handedIn.length + 1}`.repeat(32),
        sha256,
        file: searchParams.get("file")!,
        asked: 0,
      };
      this.#handedIn.unshift(one);
      json(201, this.#receiptOf(one));
    } else if (kind === "submissions" && id === undefined) {
      json(200, { submissions: this.#handedIn.map((each) => this.#receiptOf(each)) });
    } else {
      const found = this.#handedIn.find((each) => each.id === id);
      if (!found) json(404, { error: "There is no such hand-in of yours." });
      else if (what === "feedback") json(200, this.feedback);
      else {
        found.asked += 1;
        json(200, this.#receiptOf(found));
      }
    }
  }

  #receiptOf({ id, sha256, file, asked }: HandedIn): object {
    const isGraded = asked >= this.patience;
    return {
      ...{ id, student: "ada", assignment: "exercise-3", notebook: "3-4-xor", file, sha256 },
      ...{ receivedAt: "2026-11-20T10:00:00.000Z", warnings: [], status: isGraded ? "graded" : "waiting" },
      ...(isGraded && { points: { score: 2.5, of: 7, isFinal: false } }),
      ...this.receipt,
    };
  }
}

/** An answer with a status, said once. */
export const answering =
  (status: number, body: string | object, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
    return true;
  };

/** The connection breaks. */
export const breaking: Answer = (_, response) => {
  response.destroy();
  return true;
};
