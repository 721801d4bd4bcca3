/** Comms of cells and of libraries that they use: lines to the notebook's page. */

import { randomUUID } from "node:crypto";
import type { ToUser } from "../link/messages.js";
import { Run, within } from "./context.js";
import { failureOf } from "./executor.js";
import { print, publish } from "./output.js";
import { workerPort } from "./port.js";

type Data = Record<string, unknown>;

export interface CommMessage {
  readonly data: Data;
  readonly metadata: Data;
  readonly buffers: readonly Uint8Array[];
}

type Heard = (message: CommMessage) => void;

const open = new Map<string, Comm>();
const targets = new Map<string, (comm: Comm, message: CommMessage) => void>();

/** One side of a line whose other side is in the page. */
export class Comm {
  onMessage: Heard | undefined;
  onClose: Heard | undefined;

  constructor(
    readonly id: string,
    readonly target: string,
  ) {
    open.set(id, this);
  }

  send(data: Data, metadata?: Data, buffers?: readonly Uint8Array[]): void {
    publish("comm_msg", { comm_id: this.id, data }, metadata, buffers);
  }

  close(data: Data = {}): void {
    if (open.delete(this.id)) publish("comm_close", { comm_id: this.id, data });
  }
}

export function openComm(
  target: string,
  data: Data = {},
  metadata?: Data,
  buffers?: readonly Uint8Array[],
): Comm {
  const comm = new Comm(randomUUID(), target);
  publish("comm_open", { comm_id: comm.id, target_name: target, data }, metadata, buffers);
  return comm;
}

/** The page may open comms under this name; `opened` gets our side of each. */
export function registerTarget(name: string, opened: (comm: Comm, message: CommMessage) => void): void {
  targets.set(name, opened);
  workerPort.send({ type: "target", name });
}

/** Something has come from the page. */
export function heard(message: Extract<ToUser, { type: "comm" }>): void {
  within(new Run(message.run), () => {
    try {
      handle(message);
    } catch (error) {
      print("stderr", `${failureOf(error).traceback.join("\n")}\n`);
    }
  });
  workerPort.send({ type: "handled", run: message.run });
}

function handle({ kind, content, metadata, buffers }: Extract<ToUser, { type: "comm" }>): void {
  const id = String(content.comm_id);
  const message = { data: content.data as Data, metadata, buffers };
  switch (kind) {
    case "comm_open": {
      const target = String(content.target_name);
      targets.get(target)?.(new Comm(id, target), message);
      return;
    }
    case "comm_msg":
      open.get(id)?.onMessage?.(message);
      return;
    case "comm_close": {
      const comm = open.get(id);
      open.delete(id);
      comm?.onClose?.(message);
    }
  }
}
