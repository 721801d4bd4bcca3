/** A service of its own for a test, on a free port, with a course and with students who have tokens. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase, type Place } from "../../src/service/data/open.js";
import { Tokens } from "../../src/service/data/tokens.js";
import { Service, type ServiceOptions } from "../../src/service/service.js";
import type { SubmissionReceipt } from "../../src/service/reply/schemas.js";
import { NOTEBOOK, Scratch } from "../collect/scratch.js";
import { FakeGrading } from "./fakeGrading.js";

export type Receipt = SubmissionReceipt;

export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

export class Harness {
  readonly scratch = new Scratch();
  readonly folder = mkdtempSync(join(tmpdir(), "gradus-service-"));
  readonly place: Place;
  readonly log: string[] = [];
  grading = new FakeGrading();
  service!: Service;
  /** By student. */
  readonly tokens: Record<string, string> = {};
  /** What the clock of the service shows. */
  now = new Date("2026-11-20T10:00:00Z");

  constructor(place?: Place) {
    this.place = place ?? { folder: join(this.folder, "data") };
  }

  async start(options: Partial<ServiceOptions> = {}): Promise<void> {
    this.service = await Service.start({
      ...{ assignments: [join(this.scratch.folder, "exercise-3")], place: this.place },
      ...{ grading: this.grading, host: "127.0.0.1", port: 0, isProxyTrusted: false },
      log: (message) => this.log.push(message),
      now: () => this.now,
      ...options,
    });
  }

  async restart(options: Partial<ServiceOptions> = {}): Promise<void> {
    await this.service.close();
    this.grading = new FakeGrading();
    await this.start(options);
  }

  async end(): Promise<void> {
    await this.service.close();
    this.scratch.remove();
    rmSync(this.folder, { recursive: true });
  }

  async withTokens<T>(work: (tokens: Tokens) => Promise<T>): Promise<T> {
    const db = await openDatabase(this.place);
    try {
      return await work(new Tokens(db, () => this.now));
    } finally {
      await db.destroy();
    }
  }

  async enrol(...students: readonly string[]): Promise<void> {
    await this.withTokens(async (tokens) => {
      for (const student of students) this.tokens[student] = (await tokens.add(student))!;
    });
  }

  /** @param student whose token it comes with; without one, it comes without */
  async ask<T = { error: string }>(
    path: string,
    student?: string,
    init: RequestInit = {},
  ): Promise<Answer<T>> {
    const headers = new Headers(init.headers);
    if (student !== undefined) headers.set("Authorization", `Bearer ${this.tokens[student]!}`);
    const response = await fetch(this.service.address + path, { ...init, headers });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
    return {
      ...{ status: response.status, headers: response.headers, text },
      body: (isJson ? JSON.parse(text) : undefined) as T,
    };
  }

  async handIn<T = Receipt>(
    student: string | undefined,
    body: string | Uint8Array<ArrayBuffer>,
    { assignment = "exercise-3", file = "3-4.ipynb", headers = {} } = {},
  ): Promise<Answer<T>> {
    return this.ask<T>(
      `/v1/assignments/${assignment}/submissions?file=${encodeURIComponent(file)}`,
      student,
      {
        ...{ method: "POST", body },
        headers: { "Content-Type": "application/x-ipynb+json", ...headers },
      },
    );
  }

  /** Waits for another status than "waiting". */
  async settled(student: string, id: string): Promise<Receipt> {
    for (let i = 0; ; i++) {
      const { body } = await this.ask<Receipt>(`/v1/submissions/${id}`, student);
      if (body.status !== "waiting" || i === 100) return body;
      await sleep(20);
    }
  }

  read(path: string): string {
    return this.scratch.read(path);
  }
}

export const FILE = `${NOTEBOOK}.ipynb`;
