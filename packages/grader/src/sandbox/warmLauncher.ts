/** Keeps a runner started ahead, so that the next hand-in finds Node ready; each runner has a slot of its own. */

import type { Launcher, Running } from "./launcher.js";
import { SandboxLauncher } from "./launcher.js";

/** One that is warm, and one for a hand-in, which never has two at a time. */
export const SLOTS = 2;

export class WarmLauncher implements Launcher {
  readonly sandbox = "bubblewrap";
  readonly #all: readonly SandboxLauncher[];
  readonly #free: SandboxLauncher[];
  #warm: Running | undefined;
  #isClosed = false;

  /** @param first of `SLOTS` slots that nobody else has */
  constructor(first: number) {
    this.#all = Array.from({ length: SLOTS }, (_, i) => new SandboxLauncher(first + i));
    this.#free = [...this.#all];
  }

  start(): Running {
    const taken = this.#warm ?? this.#startOne();
    this.#warm = undefined;
    // When the hand-in has its runner: that one comes first.
    setImmediate(() => {
      if (!this.#isClosed && this.#free.length > 0) this.#warm ??= this.#startOne();
    });
    return taken;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#warm?.kill();
    await Promise.all(this.#all.map((each) => each.close()));
  }

  #startOne(): Running {
    const launcher = this.#free.shift();
    if (!launcher) throw new Error("More runners at a time than slots.");
    const running = launcher.start();
    const free = (): void => void this.#free.push(launcher);
    running.exited.then(free, free);
    return running;
  }
}
