/** What lies between a program and a server of S3, and can fail in many ways. */

import { once } from "node:events";
import {
  createServer as createPlainServer,
  request as ask,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

export type Fault =
  /** It answers in the server's place. */
  | { readonly status: number; readonly code?: string; readonly headers?: OutgoingHttpHeaders }
  /** It takes the request, and nothing more happens. */
  | "silent"
  /** The server does what it is asked, but its answer is lost. */
  | "hung up"
  /** The connection ends before the answer does. */
  | "broken off"
  /** Half of the answer is lost, and looks like all of it. */
  | "shortened";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
}

/** In PEM. */
export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

export class Middle {
  readonly #server: Server;
  readonly #protocol: string;
  readonly #far: string;
  /** All that has come by. */
  readonly requests: Request[] = [];
  /** What is done to a request. */
  fault: (request: Request) => Fault | undefined = () => undefined;

  private constructor(far: string, tls: Tls | undefined) {
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      void this.#handle(request, response);
    };
    this.#far = far;
    this.#protocol = tls ? "https" : "http";
    this.#server = tls ? createTlsServer(tls, handle) : createPlainServer(handle);
  }

  static async to(url: string, tls?: Tls): Promise<Middle> {
    const middle = new Middle(url, tls);
    middle.#server.listen(0, "127.0.0.1");
    await once(middle.#server, "listening");
    return middle;
  }

  get url(): string {
    return `${this.#protocol}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async remove(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url: path = "", headers } = request;
    this.requests.push({ method, path, headers });
    const body = await wholeOf(request);
    const fault = this.fault({ method, path, headers });
    if (fault === "silent") return;
    if (typeof fault === "object") {
      response.writeHead(fault.status, fault.headers);
      response.end(fault.code === undefined ? "" : `<Error><Code>${fault.code}</Code></Error>`);
      return;
    }
    const answer = await this.#pass(request, body);
    if (fault === "hung up") {
      response.destroy();
      return;
    }
    const { length } = answer.body;
    const sent = fault === "shortened" ? answer.body.subarray(0, length / 2) : answer.body;
    const announced = fault === "broken off" ? length + 100 : sent.length;
    response.writeHead(answer.status, {
      ...answer.headers,
      // Connections are used again, as with a real server; moto ends each.
      ...{ connection: "keep-alive", "content-length": announced },
    });
    response.write(sent, () => {
      if (fault === "broken off") response.destroy();
      else response.end();
    });
  }

  /** With its headers as they are: they are signed. */
  async #pass({ method, url, headers }: IncomingMessage, body: Buffer) {
    const passed = ask(`${this.#far}${url}`, { method, headers, agent: false });
    passed.end(body);
    const [answer] = (await once(passed, "response")) as [IncomingMessage];
    return { status: answer.statusCode!, headers: answer.headers, body: await wholeOf(answer) };
  }
}

async function wholeOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The first ones fail. */
export function first(count: number, fault: Fault): (request: Request) => Fault | undefined {
  let left = count;
  return () => (left-- > 0 ? fault : undefined);
}
