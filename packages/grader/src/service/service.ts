/** The service, put together: what it remembers, what it is asked, and who grades. */

import type { AddressInfo } from "node:net";
import type { Grading } from "../batch/grading.js";
import { Draughtsman } from "../report/drawing/draughtsman.js";
import { Courses } from "./courses.js";
import { openDatabase, type Place } from "./data/open.js";
import { Submissions } from "./data/submissions.js";
import { Tokens } from "./data/tokens.js";
import { GradingLine } from "./grading/line.js";
import { makeApp, type AppOptions } from "./http/app.js";
import type { App } from "./http/context.js";
import { Metrics } from "./http/metrics.js";
import { Intake } from "./intake/intake.js";
import { MachineError } from "../errors.js";

export interface ServiceOptions extends AppOptions {
  readonly assignments: readonly string[];
  readonly place: Place;
  /** It is closed with the service. */
  readonly grading: Grading;
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
  readonly log: (message: string) => void;
  readonly now?: () => Date;
}

/** In milliseconds: when what the machine has failed at is tried again. */
const AGAIN = 10 * 60_000;

export class Service {
  readonly #app: App;
  readonly #ends: Ends;

  private constructor(app: App, ends: Ends) {
    this.#app = app;
    this.#ends = ends;
  }

  /** @throws UsageError, CourseError, MachineError */
  static async start(options: ServiceOptions): Promise<Service> {
    // What is opened last is closed first, also when the start fails in the middle.
    const ends: Ends = [() => options.grading.close()];
    try {
      return new Service(await start(options, ends), ends);
    } catch (error) {
      await endAll(ends);
      throw error;
    }
  }

  get address(): string {
    const { address, family, port } = this.#app.server.address() as AddressInfo;
    const scheme = "setSecureContext" in this.#app.server ? "https" : "http";
    return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
  }

  /** Requests that are under way are answered; what waits to be graded waits for the next start. */
  async close(): Promise<void> {
    await endAll(this.#ends);
  }
}

type Ends = (() => Promise<void>)[];

async function endAll(ends: Ends): Promise<void> {
  for (let end = ends.pop(); end; end = ends.pop()) await end();
}

async function start(options: ServiceOptions, ends: Ends): Promise<App> {
  const { grading, log, host, port, now } = options;
  const courses = new Courses(options.assignments, log);
  const db = await openDatabase(options.place);
  ends.push(() => db.destroy());
  const [tokens, submissions] = [new Tokens(db, now), new Submissions(db)];
  const line = new GradingLine({ grading, submissions, courses, log });
  ends.push(() => line.close());
  // It closes the grading, too.
  ends.shift();
  const draughtsman = new Draughtsman();
  ends.push(() => draughtsman.close());
  const intake = new Intake(courses, submissions, line.add, now);
  const metrics = new Metrics(() => grading.counts?.());
  const context = { tokens, submissions, courses, intake, draughtsman, metrics, log };
  const app = await makeApp(context, options);
  ends.push(() => app.close());
  await line.takeUp();
  for (const course of courses.all())
    for (const student of await tokens.students()) await intake.takeUp(student, course);
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new MachineError(`It cannot listen on ${host}:${port}: ${(error as Error).message}`);
  }
  ends.push(tryAgain(line, log));
  return app;
}

/** @returns how to end it */
function tryAgain(line: GradingLine, log: ServiceOptions["log"]): () => Promise<void> {
  const timer = setInterval(() => {
    line.takeUp().catch((error: unknown) => {
      log(`failed to look for what is not graded: ${(error as Error).message}`);
    });
  }, AGAIN);
  return () => {
    clearInterval(timer);
    return Promise.resolve();
  };
}
