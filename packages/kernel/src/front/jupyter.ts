/** The five sockets between the kernel and Jupyter. */

import { Reply, Router, XPublisher } from "zeromq";
import { Wire, type Content, type Header, type Message } from "../wire/message.js";
import type { Connection } from "./connection.js";

/**
 * Sends never wait. With zeromq's own limits the 513th message of a burst is sent later than those after it, or not at
 * all; how much may wait is counted where cells print.
 */
const UNBOUNDED = { sendTimeout: 0, sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 500 };

export interface Request extends Message {
  readonly channel: "shell" | "control";
}

export interface Listener {
  requested(request: Request): void;
  /** What a person has typed. */
  answered(text: string): void;
}

export class Jupyter {
  readonly #wire: Wire;
  readonly #shell = new Router(UNBOUNDED);
  readonly #control = new Router(UNBOUNDED);
  readonly #stdin = new Router(UNBOUNDED);
  readonly #iopub = new XPublisher(UNBOUNDED);
  readonly #heartbeat = new Reply();

  constructor({ key }: Pick<Connection, "key">) {
    this.#wire = new Wire(key);
  }

  /** Bound first and listened to then: a socket that receives while it binds is refused. */
  async open({ addresses }: Connection, listener: Listener): Promise<void> {
    await Promise.all([
      this.#shell.bind(addresses.shell),
      this.#control.bind(addresses.control),
      this.#stdin.bind(addresses.stdin),
      this.#iopub.bind(addresses.iopub),
      this.#heartbeat.bind(addresses.hb),
    ]);
    void this.#listen(this.#control, (message) => {
      listener.requested({ ...message, channel: "control" });
    });
    void this.#listen(this.#shell, (message) => {
      listener.requested({ ...message, channel: "shell" });
    });
    void this.#listen(this.#stdin, ({ header, content }) => {
      if (header.msg_type === "input_reply") listener.answered(String(content.value));
    });
    void this.#welcome();
    void this.#beat();
  }

  reply({ channel, identities, header }: Request, content: object, metadata?: object): void {
    const type = header.msg_type.replace(/_request$/, "_reply");
    const socket = channel === "shell" ? this.#shell : this.#control;
    void socket.send(this.#wire.write(identities, type, content, header, metadata));
  }

  publish(
    type: string,
    content: object,
    parent: Partial<Header>,
    metadata?: object,
    buffers?: readonly Uint8Array[],
  ): void {
    void this.#iopub.send(this.#wire.write([type], type, content, parent, metadata, buffers));
  }

  /** Ask the person in front of the client that has sent a request. */
  ask({ identities, header }: Request, prompt: string, password: boolean): void {
    void this.#stdin.send(this.#wire.write(identities, "input_request", { prompt, password }, header));
  }

  /** What was sent still leaves. */
  close(): void {
    for (const socket of [this.#shell, this.#control, this.#stdin, this.#iopub, this.#heartbeat])
      socket.close();
  }

  async #listen(socket: Router, hear: (message: Message) => void): Promise<void> {
    for await (const frames of socket) {
      const message = this.#wire.read(frames);
      if (message) hear(message);
    }
  }

  /** A client that is told that its subscription has arrived need not ask again and again. */
  async #welcome(): Promise<void> {
    for await (const [frame] of this.#iopub) {
      if (frame?.[0] !== 1) continue;
      const subscription = frame.subarray(1).toString();
      const message = this.#wire.write([subscription], "iopub_welcome", { subscription }, {});
      void this.#iopub.send(message);
    }
  }

  async #beat(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }
}

export type { Content };
