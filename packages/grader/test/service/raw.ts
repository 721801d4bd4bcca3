/** Requests that no honest client sends: bytes on a socket, and what comes back. */

import { connect, type Socket } from "node:net";

export class Raw {
  readonly socket: Socket;
  text = "";
  readonly ended: Promise<string>;

  constructor(address: string) {
    const { hostname, port } = new URL(address);
    this.socket = connect(Number(port), hostname);
    this.socket.on("data", (chunk: Buffer) => (this.text += chunk.toString("latin1")));
    this.socket.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      this.socket.once("close", () => {
        resolve(this.text);
      });
    });
  }

  send(text: string): this {
    this.socket.write(text, "latin1");
    return this;
  }

  /** Waits for the first line of the answer. */
  async status(): Promise<number> {
    for (let i = 0; i < 500; i++) {
      const found = /^HTTP\/1\.1 (\d{3})/.exec(this.text)?.[1];
      if (found !== undefined) return Number(found);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return 0;
  }
}

/** A request for a path as it is, which fetch would tidy up. @returns status and body */
export async function askRaw(
  address: string,
  path: string,
  { method = "GET", token = "", headers = "" } = {},
): Promise<{ status: number; body: string; head: string }> {
  const authorization = token === "" ? "" : `Authorization: Bearer ${token}\r\n`;
  const raw = new Raw(address).send(
    `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${authorization}${headers}\r\n`,
  );
  const text = await raw.ended;
  const [head = "", body = ""] = text.split("\r\n\r\n", 2);
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), body, head };
}
