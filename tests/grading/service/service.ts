/** The service as an instructor starts it, with a course and tokens of its own, and students who hand in by HTTP. */

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gradus } from "../gradus.js";
import { ScratchCourse } from "../scratchCourse.js";

const MAIN = "packages/grader/bin/gradus.js";
export const NOTEBOOK = "3-4-computational-graphs";

export interface Receipt {
  readonly id: string;
  readonly sha256: string;
  readonly status: string;
  readonly points?: { readonly score: number; readonly of: number; readonly isFinal: boolean };
}

export class RunningService {
  readonly course = new ScratchCourse();
  readonly folder = mkdtempSync(join(tmpdir(), "gradus-serving-"));
  readonly place: readonly string[];
  readonly tokens = new Map<string, string>();
  address = "";
  stderr = "";
  #child: ChildProcess | undefined;

  constructor(place?: readonly string[]) {
    this.place = place ?? ["--data", join(this.folder, "data")];
  }

  async enrol(...students: readonly string[]): Promise<void> {
    const { stdout, stderr } = await gradus("tokens", "add", ...students, ...this.place);
    for (const line of stdout.trim().split("\r\n").slice(1)) {
      const [id, token] = line.split(",");
      this.tokens.set(id!, token!);
    }
    if (this.tokens.size === 0) throw new Error(stderr);
  }

  async start(...more: readonly string[]): Promise<void> {
    const args = [MAIN, "serve", this.course.folder, "--port", "0", ...this.place, ...more];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    this.stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    let stdout = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    for (let i = 0; i < 300 && child.exitCode === null; i++) {
      const found = /^Takes hand-ins at (\S+)$/m.exec(stdout)?.[1];
      if (found !== undefined) {
        this.address = found;
        return;
      }
      await sleep(100);
    }
    throw new Error(`It does not start: ${this.stderr}`);
  }

  /** @returns the exit code, or the signal that ended it */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<number | string> {
    const child = this.#child!;
    const exited = once(child, "exit");
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await exited;
    }
    return child.exitCode ?? child.signalCode!;
  }

  async remove(): Promise<void> {
    if (this.#child) await this.stop("SIGKILL");
    this.course.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get pid(): number {
    return this.#child!.pid!;
  }

  async ask(path: string, student: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("Authorization", `Bearer ${this.tokens.get(student)!}`);
    return fetch(this.address + path, { ...init, headers });
  }

  async handIn(student: string, text: string): Promise<Receipt> {
    const response = await this.ask(
      `/v1/assignments/${basename(this.course.folder)}/submissions?file=my.ipynb`,
      student,
      { method: "POST", body: text, headers: { "Content-Type": "application/x-ipynb+json" } },
    );
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Receipt;
  }

  async receipt(student: string, id: string): Promise<Receipt> {
    return (await (await this.ask(`/v1/submissions/${id}`, student)).json()) as Receipt;
  }

  /** Waits until it waits no more. */
  async settled(student: string, id: string, seconds = 60): Promise<Receipt> {
    for (let i = 0; ; i++) {
      const receipt = await this.receipt(student, id);
      if (receipt.status !== "waiting" || i === 2 * seconds) return receipt;
      await sleep(500);
    }
  }
}
