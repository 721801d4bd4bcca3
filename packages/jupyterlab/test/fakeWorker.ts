/** A worker that does what the test says, instead of running Graphviz. */
import type { StartWorker } from "../src/layout/client.js";

type Events = Parameters<StartWorker>[0];

export class FakeWorker {
  /** The DOT texts it was given, in order. */
  readonly posted: string[] = [];
  terminated = false;

  constructor(private readonly events: Events) {}

  ready(): void {
    this.events.reply({ kind: "ready" });
  }

  draw(svg = `<svg>${this.posted.at(-1) ?? ""}</svg>`): void {
    this.events.reply({ kind: "drawn", svg });
  }

  refuse(message: string): void {
    this.events.reply({ kind: "refused", message });
  }

  break(message: string): void {
    this.events.reply({ kind: "broken", message });
  }

  crash(reason: string): void {
    this.events.crash(reason);
  }
}

/** Starts fakes and keeps them all, the present one last. */
export class FakeWorkers {
  readonly started: FakeWorker[] = [];

  readonly start: StartWorker = (events) => {
    const worker = new FakeWorker(events);
    this.started.push(worker);
    return {
      post: ({ dot }) => {
        worker.posted.push(dot);
      },
      terminate: () => {
        worker.terminated = true;
      },
    };
  };

  get present(): FakeWorker {
    const worker = this.started.at(-1);
    if (worker === undefined) throw new Error("No worker was started.");
    return worker;
  }
}
