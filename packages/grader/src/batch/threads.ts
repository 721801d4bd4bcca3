/** As many threads as there are processors. One that does not come to an end is replaced. */

import { Worker } from "node:worker_threads";
import { SLOTS } from "../sandbox/warmLauncher.js";
import type { Order, Report, Setup, Sign } from "./messages.js";

/** In milliseconds without a sign of life: a text can bring the compiler into a loop that is as good as endless. */
const SILENCE = 20_000;

/** Two programs on one machine hardly ever take the same users. */
const PROGRAMS = 60;
const MOST_THREADS = 16;

export interface Thread {
  /** @returns undefined when it did not come to an end, or died: the hand-in's text has done that to the compiler */
  grade(order: Extract<Order, { do: "grade" }>): Promise<Report | undefined>;
  /** When it has nothing to do. */
  close(): Promise<void>;
  /** At once, with everything that it has started. */
  end(): Promise<void>;
}

export type ThreadSetup = Omit<Setup, "index" | "firstSlot">;

export function startThreads(count: number, setup: ThreadSetup): Thread[] {
  const firstSlot = (process.pid % PROGRAMS) * MOST_THREADS * SLOTS;
  return Array.from({ length: Math.min(count, MOST_THREADS) }, (_, index) =>
    startThread({ ...setup, index, firstSlot }),
  );
}

function startThread(setup: Setup): Thread {
  let worker: Worker | undefined;
  const started = (): Worker => {
    const made = new Worker(new URL("worker.js", import.meta.url), {
      workerData: setup,
      // For the text of a hand-in that brings the compiler to its limits.
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    made.once("exit", () => {
      if (worker === made) worker = undefined;
    });
    return (worker = made);
  };
  return {
    async grade(order) {
      const thread = worker ?? started();
      const report = await firstReport(thread, order);
      if (!report) await thread.terminate();
      return report;
    },
    async end() {
      await worker?.terminate();
    },
    async close() {
      const thread = worker;
      if (!thread) return;
      const ended = new Promise((resolve) => thread.once("exit", resolve));
      thread.postMessage({ do: "close" } satisfies Order);
      await ended;
    },
  };
}

async function firstReport(thread: Worker, order: Order): Promise<Report | undefined> {
  return new Promise((resolve) => {
    const done = (report?: Report): void => {
      clearTimeout(timer);
      thread.off("message", heard).off("error", died).off("exit", died);
      resolve(report);
    };
    const heard = (said: Sign | Report): void => {
      if (said === "alive") timer.refresh();
      else done(said);
    };
    const died = (): void => {
      done();
    };
    const timer = setTimeout(died, SILENCE);
    thread.on("message", heard).on("error", died).on("exit", died);
    thread.postMessage(order);
  });
}
