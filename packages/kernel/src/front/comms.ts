/** Comms: lines between the notebook's page and whoever opened them, one side in the page, the other one in the kernel. */

import type { FromUser, ToUser } from "../link/messages.js";
import type { Jupyter, Request } from "./jupyter.js";

/** A target in the front itself, which answers while cells run. */
export type Target = (data: Record<string, unknown>) => Promise<object | undefined>;

export class Comms {
  readonly #jupyter: Jupyter;
  readonly #forward: (message: Extract<ToUser, { type: "comm" }>) => Promise<void>;
  readonly #targets: Readonly<Record<string, Target>>;
  /** Names of targets that cells have registered. */
  readonly #userTargets = new Set<string>();
  readonly #open = new Map<string, string>();

  /** @param forward to the user's thread, until it has done what the message says */
  constructor(
    jupyter: Jupyter,
    targets: Readonly<Record<string, Target>>,
    forward: (message: Extract<ToUser, { type: "comm" }>) => Promise<void>,
  ) {
    this.#jupyter = jupyter;
    this.#targets = targets;
    this.#forward = forward;
  }

  registered(name: string): void {
    this.#userTargets.add(name);
  }

  /** Cells open and close comms, too. */
  published({ kind, content }: Extract<FromUser, { type: "publish" }>): void {
    if (kind === "comm_open") this.#open.set(String(content.comm_id), String(content.target_name));
    if (kind === "comm_close") this.#open.delete(String(content.comm_id));
  }

  /** @param run what it shows belongs to */
  async heard(request: Request, run: number): Promise<void> {
    const { header, content, buffers, metadata } = request;
    const kind = header.msg_type;
    const id = String(content.comm_id);
    if (kind === "comm_open") {
      const name = String(content.target_name);
      if (!Object.hasOwn(this.#targets, name) && !this.#userTargets.has(name)) {
        this.#jupyter.publish("comm_close", { comm_id: id, data: {} }, header);
        return;
      }
      this.#open.set(id, name);
    }
    const target = this.#targets[this.#open.get(id) ?? ""];
    if (kind === "comm_close") this.#open.delete(id);
    if (!target) {
      await this.#forward({ type: "comm", run, kind, content, metadata, buffers });
    } else if (kind === "comm_msg") {
      const data = await target(content.data as Record<string, unknown>);
      if (data) this.#jupyter.publish("comm_msg", { comm_id: id, data }, header);
    }
  }

  /** @param target_name only those of this target */
  info(target_name?: unknown): object {
    const comms = [...this.#open]
      .filter(([, name]) => typeof target_name !== "string" || name === target_name)
      .map(([id, name]) => [id, { target_name: name }]);
    return { status: "ok", comms: Object.fromEntries(comms) as object };
  }
}
