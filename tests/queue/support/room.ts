/** Where several machines would be: a course, a store, and programs that grade, each with what it has said. */

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { start, type Ended, type Running } from "../../grading/gradus.js";
import { calmResults, courseWithSecret } from "./calm.js";

export const NOTEBOOK = "3-2-computational-graphs";

export interface Report {
  readonly total: number;
  readonly graded: number;
  readonly known: number;
  readonly notGradable: number;
  readonly problems: readonly { readonly student: string; readonly why: string }[];
}

export interface WorkerSettings {
  readonly url?: string;
  /** Another one than this project's. */
  readonly program?: string;
}

export class Room {
  readonly course = courseWithSecret();
  readonly folder = mkdtempSync(join(tmpdir(), "gradus-room-"));
  store = join(this.folder, "store");
  /** Of the queue; a test may give one program another. */
  url = "";
  /** Of all its programs. */
  env: Readonly<Record<string, string>> = {};
  readonly #running = new Set<Running>();

  handIn(count: number): void {
    for (let i = 0; i < count; i++) this.course.handIn(`student-${i}`, NOTEBOOK);
  }

  /** A worker that can lose its jobs after two seconds of silence, so that tests need not wait. */
  async worker({ url = this.url, program }: WorkerSettings = {}): Promise<Running> {
    const place = ["--queue", url, "--store", this.store];
    const running = this.#start(["worker", ...place, "--lease", "2", "--jobs", "1"], program);
    await until(() => running.output.stderr.includes("Takes from") || running.child.exitCode !== null);
    assert.equal(running.child.exitCode, null, running.output.stderr);
    return running;
  }

  grade(...more: readonly string[]): Running {
    const place = ["--queue", this.url, "--store", this.store];
    return this.#start(["grade", this.course.folder, ...place, "--json", ...more]);
  }

  gradeByEnvironment(): Running {
    this.env = { GRADUS_QUEUE: this.url, GRADUS_STORE: this.store };
    return this.#start(["grade", this.course.folder, "--json"]);
  }

  #start(args: readonly string[], program?: string): Running {
    const running = start(args, this.env, program);
    this.#running.add(running);
    void running.ended.then(() => this.#running.delete(running));
    return running;
  }

  /** Each hand-in is graded, once, and as one machine without a queue grades it. */
  async assertAllGraded(count: number): Promise<void> {
    assert.equal(this.kept().length, count);
    const results = this.course.results();
    assert.equal(results.size, count);
    assert.deepEqual(results, await calmResults(join(this.course.folder, "submitted")));
  }

  /** The results by their keys. */
  kept(): string[] {
    try {
      return readdirSync(join(this.course.folder, "graded/results"));
    } catch {
      return [];
    }
  }

  async remove(): Promise<void> {
    const running = [...this.#running];
    for (const { child } of running) child.kill("SIGKILL");
    await Promise.all(running.map(({ ended }) => ended));
    this.course.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const reportOf = ({ stdout, stderr }: Ended): Report => {
  assert.notEqual(stdout, "", stderr);
  return JSON.parse(stdout) as Report;
};

export async function until(isTrue: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  for (const end = performance.now() + 1000 * seconds; !(await isTrue());) {
    assert.ok(performance.now() < end, `This has not come within ${seconds} s: ${isTrue.toString()}`);
    await sleep(50);
  }
}

export async function stop({ child, ended }: Running, signal: NodeJS.Signals = "SIGTERM"): Promise<Ended> {
  child.kill(signal);
  return ended;
}
