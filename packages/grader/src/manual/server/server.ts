/**
 * A page for grading answers on this machine, for whoever has started it and nobody else: other users and other pages in
 * the same browser can reach the port, too. So the address holds a secret, the Host header must name us (an attacker's
 * name could point here), and a form is taken only from our own page.
 */

import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Assignment } from "../../model/assignment.js";
import { answerAt } from "../answers.js";
import { take } from "../take.js";
import { verdict } from "../verdict.js";
import { answerPage, messagePage, overviewPage } from "./pages.js";
import { Round } from "./round.js";

const HOST = "127.0.0.1";
/** In bytes, of a form. */
const LARGEST_FORM = 100_000;

interface Reply {
  readonly status: number;
  readonly page?: string;
  readonly location?: string;
}

const NOT_FOUND: Reply = { status: 404, page: messagePage("Not found", "There is nothing at this address.") };
const REFUSED: Reply = { status: 403, page: messagePage("Refused", "This request does not come from here.") };

export class ManualServer {
  readonly #assignment: Assignment;
  readonly #round: Round;
  readonly #secret = randomBytes(24).toString("base64url");
  readonly #server: Server;

  constructor(assignment: Assignment) {
    this.#assignment = assignment;
    this.#round = new Round(assignment);
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  get left(): number {
    return this.#round.left;
  }

  /** @returns the address, with its secret */
  async start(): Promise<string> {
    this.#server.listen(0, HOST);
    await once(this.#server, "listening");
    return `${this.#origin}/${this.#secret}/`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  get #origin(): string {
    return `http://${HOST}:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let reply: Reply;
    try {
      reply = await this.#reply(request);
    } catch (error) {
      reply = { status: 500, page: messagePage("Not saved", (error as Error).message) };
    }
    const { status, page = "", location } = reply;
    response.writeHead(status, {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": "frame-ancestors 'none'",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Referrer-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
      ...(location !== undefined && { Location: location }),
    });
    response.end(request.method === "HEAD" ? undefined : page);
  }

  async #reply(request: IncomingMessage): Promise<Reply> {
    const { method, url = "", headers } = request;
    if (headers.host !== new URL(this.#origin).host) return REFUSED;
    const [, secret, ...path] = url.split("/");
    if (!isSame(secret ?? "", this.#secret)) return NOT_FOUND;
    const isRead = method === "GET" || method === "HEAD";
    if (isRead && path.length === 1 && path[0] === "") return this.#overview();
    const number = Number(/^answer\/([1-9]\d{0,6})$/.exec(path.join("/"))?.[1]) - 1;
    if (this.#round.places[number] === undefined) return NOT_FOUND;
    if (isRead) return this.#show(number);
    if (method !== "POST") return { status: 405, page: NOT_FOUND.page! };
    if (headers.origin !== this.#origin) return REFUSED;
    const form = await readForm(request);
    return form
      ? this.#save(number, form)
      : { status: 413, page: messagePage("Too long", "Nothing was saved.") };
  }

  #overview(): Reply {
    const { name, settings } = this.#assignment;
    return { status: 200, page: overviewPage(settings.title ?? name, this.#round) };
  }

  #show(number: number): Reply {
    const answer = answerAt(this.#assignment, this.#round.places[number]!);
    if (!answer) return GONE;
    return { status: 200, page: answerPage({ round: this.#round, number, answer }) };
  }

  #save(number: number, form: URLSearchParams): Reply {
    const answer = answerAt(this.#assignment, this.#round.places[number]!);
    if (!answer) return GONE;
    const [points, comment] = [form.get("quick") ?? form.get("points") ?? "", form.get("comment") ?? ""];
    const said = verdict(answer, { points, comment, version: form.get("version") ?? "" });
    if (typeof said === "string") {
      const refused = { points, comment, why: said };
      return { status: 422, page: answerPage({ round: this.#round, number, answer, refused }) };
    }
    if (said) take(this.#assignment, [said]);
    if (said && said.score !== null) this.#round.done(number);
    const next = this.#round.after(number);
    const base = `/${this.#secret}/`;
    return { status: 303, location: next === undefined ? base : `${base}answer/${next + 1}` };
  }
}

const GONE: Reply = {
  status: 404,
  page: messagePage("The answer is gone", "The student has handed in anew since this page was started."),
};

/** Takes as long for a wrong secret as for the right one. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** @returns undefined for one that is too large */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_FORM) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
