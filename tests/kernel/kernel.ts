/** A kernel for tests, driven by Jupyter's own client: starts it in a scratch folder and says what it answers. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

import { pythonOf, root, userEnvironment } from "../../scripts/setup/project.mjs";

const client = join(import.meta.dirname, "client.py");

/** `GRADUS_KERNEL=tslab npm test tests/kernel` asks another kernel what is asked of every one. */
export const KERNEL = process.env.GRADUS_KERNEL ?? "gradus";
export const isOurs = KERNEL.startsWith("gradus");

export interface Failure {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

export interface Message {
  readonly type: string;
  readonly content: {
    readonly name?: string;
    readonly text?: string;
    readonly data?: Readonly<Record<string, unknown>>;
    readonly metadata?: Readonly<Record<string, unknown>>;
    readonly transient?: { readonly display_id?: string };
    readonly execution_count?: number;
    readonly wait?: boolean;
    readonly comm_id?: string;
  } & Partial<Failure>;
}

/** All that a kernel said for one request. */
export interface Answer<Reply = Record<string, unknown>> {
  /** Before the kernel was idle. */
  readonly messages: readonly Message[];
  /** After it. */
  readonly late: readonly Message[];
  readonly reply: Reply;
  readonly busy?: number;
  readonly idle?: number;
  /** What it asked the person. */
  readonly asked?: readonly { readonly prompt: string; readonly password: boolean }[];
  readonly ms: number;
}

export type CellReply = {
  readonly status: "ok" | "error" | "aborted";
  readonly execution_count: number;
  readonly user_expressions?: Readonly<
    Record<string, { readonly status: string } & Partial<Message["content"]>>
  >;
} & Partial<Failure>;

export type Cell = Answer<CellReply>;

export interface CellOptions {
  readonly silent?: boolean;
  readonly store_history?: boolean;
  readonly user_expressions?: Readonly<Record<string, string>>;
  readonly stop_on_error?: boolean;
  readonly allow_stdin?: boolean;
  /** What the person answers, question by question. */
  readonly answers?: readonly string[];
  /** Seconds until the person presses stop. */
  readonly interrupt?: number;
  /** Seconds until the test gives up. */
  readonly patience?: number;
}

export class Kernel {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;
  private said = "";

  private constructor(readonly folder: string) {
    this.child = spawn(pythonOf(userEnvironment(root)), [client, KERNEL, folder], {
      env: { ...process.env, JUPYTER_PREFER_ENV_PATH: "1" },
    });
    this.child.stderr.on("data", (text: Buffer) => {
      this.said = (this.said + text.toString()).slice(-5000);
    });
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** @param files beside the notebook */
  static async start(files: Readonly<Record<string, string>> = {}): Promise<Kernel> {
    const kernel = new Kernel(mkdtempSync(join(tmpdir(), "gradus-cells-")));
    // The project's packages, as a notebook below its folder finds them.
    symlinkSync(join(root, "node_modules"), join(kernel.folder, "node_modules"), "dir");
    for (const [name, text] of Object.entries(files)) kernel.write(name, text);
    await kernel.answer();
    return kernel;
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  async run(code: string, options: CellOptions = {}): Promise<Cell> {
    const cell = (await this.do("execute", { code, ...options })) as Cell;
    // tslab throws away what it is asked within 200 ms after an error.
    if (!isOurs && cell.reply.status !== "ok") await sleep(250);
    return cell;
  }

  /** Send a cell and do not wait. @returns what `answerTo` is asked with */
  send(code: string, options: CellOptions = {}): Promise<string> {
    return this.do("send", { code, ...options }) as Promise<string>;
  }

  answerTo(asked: string): Promise<Cell> {
    return this.do("wait", { asked }) as Promise<Cell>;
  }

  /** Send all cells before the first is done, as "Run All" does. */
  burst(cells: readonly string[], options: CellOptions = {}): Promise<readonly Cell[]> {
    return this.do("burst", { cells, options }) as Promise<readonly Cell[]>;
  }

  async ask(kind: string, content: object, control = false): Promise<Answer> {
    return (await this.do("ask", { kind, content, control, patience: 10 })) as Answer;
  }

  /** Send a message that gets no reply. */
  post(kind: string, content: object): Promise<Answer> {
    return this.do("post", { kind, content, patience: 5 }) as Promise<Answer>;
  }

  /** What has been said for a request, some seconds later. */
  listen(asked: string, seconds: number): Promise<Cell> {
    return this.do("listen", { asked, seconds }) as Promise<Cell>;
  }

  async interrupt(): Promise<void> {
    await this.do("interrupt");
  }

  beat(): Promise<number> {
    return this.do("beat") as Promise<number>;
  }

  shutDown(): Promise<{ readonly ms: number; readonly reply: unknown }> {
    return this.do("shut_down") as Promise<{ ms: number; reply: unknown }>;
  }

  async restart(): Promise<void> {
    await this.do("restart");
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("close", resolve));
    this.child.stdin.end();
    if (this.child.exitCode === null) await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private do(what: string, order: object = {}): Promise<unknown> {
    this.child.stdin.write(`${JSON.stringify({ do: what, ...order })}\n`);
    return this.answer();
  }

  private async answer(): Promise<unknown> {
    const { value, done } = (await this.answers.next()) as IteratorResult<string, undefined>;
    if (done) throw new Error(`The kernel ${KERNEL} does not answer: ${this.said}`);
    const { ok, error } = JSON.parse(value) as { ok?: unknown; error?: string };
    if (error !== undefined) throw new Error(`${error}\n${this.said}`);
    return ok;
  }
}

/** What a cell printed. */
export const printed = ({ messages }: Answer, name = "stdout"): string =>
  messages
    .filter(({ type, content }) => type === "stream" && content.name === name)
    .map(({ content }) => content.text)
    .join("");

/** The text of a cell's last expression. */
export const resultOf = ({ messages }: Cell): unknown =>
  messages.find(({ type }) => type === "execute_result")?.content.data?.["text/plain"];

/** What a failed cell shows. */
export const errorOf = ({ messages }: Cell): Failure | undefined =>
  messages.find(({ type }) => type === "error")?.content as Failure | undefined;
