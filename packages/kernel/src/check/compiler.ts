/** The native compiler as a process: a language server, with a second line to it for what that protocol has no words for. */

import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { Rpc } from "./rpc.js";
import { uriOf, type Project } from "./project.js";
import type { Position } from "./text.js";

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Of the language server protocol: severity 1 is an error, 2 a warning; others are advice. */
export interface ServerProblem {
  readonly range: Range;
  readonly severity: number;
  readonly code: number;
  readonly message: string;
}

export interface ServerCompletion {
  readonly label: string;
  readonly kind?: number;
  readonly sortText?: string;
  readonly detail?: string;
}

export interface ServerSignatures {
  readonly signatures: readonly {
    readonly label: string;
    readonly documentation?: { readonly value: string } | string;
    readonly parameters?: readonly { readonly label: string | readonly [number, number] }[];
    readonly activeParameter?: number;
  }[];
  readonly activeSignature?: number;
  readonly activeParameter?: number;
}

/** A problem in the words of the compiler's own interface: offsets instead of lines. */
export interface FileProblem {
  readonly fileName?: string;
  readonly pos: number;
  readonly end: number;
  readonly code: number;
  readonly category: number;
  readonly text: string;
  readonly messageChain?: readonly FileProblem[];
}

/** The state of the program that questions on the second line are about. */
export interface ProgramState {
  readonly snapshot: number;
  readonly project: string;
}

/** The kinds of changes of files in the protocol. */
export const change = { created: 1, changed: 2, deleted: 3 } as const;

/** For the compiler to end by itself, in milliseconds. */
const PATIENCE = 500;

const configuration = { suggest: { autoImports: false } };

export class Compiler {
  readonly #process: ChildProcess;
  readonly #server: Rpc;
  readonly #project: Project;
  readonly #uri: string;
  #second: Promise<Rpc> | undefined;
  #text = "";
  #version = 1;

  constructor(project: Project) {
    this.#project = project;
    this.#uri = uriOf(project.cell);
    const child = spawn(executable(), ["--lsp", "--stdio"], {
      stdio: ["pipe", "pipe", "ignore"],
      // Collects garbage earlier than usual: the kernel's memory counts more than a millisecond.
      env: { ...process.env, GOGC: "40", GOMEMLIMIT: "48MiB" },
    });
    this.#process = child;
    this.#server = new Rpc(child.stdout, child.stdin, (method, params) =>
      method === "workspace/configuration"
        ? (params as { items: object[] }).items.map(() => configuration)
        : null,
    );
    const end = (): void => {
      this.#server.end(
        "The type checker has ended by itself: cells run without a check of types from now on.",
      );
    };
    child.on("exit", end).on("error", end);
  }

  /** The file of the text that is shown. */
  get file(): string {
    return this.#project.cell;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** @throws CheckerGone when the process has ended */
  assertRunning(): void {
    if (this.#server.gone) throw this.#server.gone;
  }

  async start(): Promise<void> {
    await this.#server.ask("initialize", {
      processId: process.pid,
      rootUri: uriOf(this.#project.folder),
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          hover: { contentFormat: ["markdown"] },
          signatureHelp: {
            signatureInformation: {
              documentationFormat: ["markdown"],
              parameterInformation: { labelOffsetSupport: true },
              activeParameterSupport: true,
            },
          },
        },
      },
      initializationOptions: { logVerbosity: 0, disablePushDiagnostics: true },
    });
    this.#server.notify("initialized", {});
    this.#server.notify("textDocument/didOpen", {
      textDocument: { uri: this.#uri, languageId: "typescript", version: this.#version, text: this.#text },
    });
  }

  /** Makes a text the one that the questions below are about. */
  show(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#server.notify("textDocument/didChange", {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ text }],
    });
  }

  /** Says which files on disk are others than before. */
  changed(files: readonly { readonly path: string; readonly type: number }[]): void {
    if (files.length === 0) return;
    this.#server.notify("workspace/didChangeWatchedFiles", {
      changes: files.map(({ path, type }) => ({ uri: uriOf(path), type })),
    });
  }

  async problems(): Promise<readonly ServerProblem[]> {
    const { items } = await this.#about<{ items: ServerProblem[] }>("diagnostic");
    return items;
  }

  async completions(position: Position): Promise<readonly ServerCompletion[]> {
    const found = await this.#about<{ items: ServerCompletion[] } | ServerCompletion[] | null>(
      "completion",
      position,
    );
    return Array.isArray(found) ? found : (found?.items ?? []);
  }

  /** @returns Markdown */
  async hover(position: Position): Promise<string | undefined> {
    const found = await this.#about<{ contents: { value: string } } | null>("hover", position);
    return found?.contents.value;
  }

  async signatures(position: Position): Promise<ServerSignatures | null> {
    return this.#about("signatureHelp", position);
  }

  /** Answers questions of the compiler's own interface about the text that is shown. */
  async inProgram<T>(
    question: (ask: <R>(method: string, params?: object) => Promise<R>) => Promise<T>,
  ): Promise<T> {
    const rpc = await (this.#second ??= this.#connect());
    const { snapshot, projects } = await rpc.ask<{ snapshot: number; projects: { id: string }[] }>(
      "updateSnapshot",
      {},
    );
    const [project] = projects;
    try {
      return await question((method, params) =>
        rpc.ask(method, { snapshot, project: project!.id, ...params }),
      );
    } finally {
      await rpc.ask("release", { snapshot });
    }
  }

  /** @returns when the process has ended */
  async close(): Promise<void> {
    const child = this.#process;
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise<void>((resolve) => {
        child.once("exit", () => {
          resolve();
        });
      });
      // Asked to end, it removes the socket of the second line.
      void this.#server.ask("shutdown", null).catch(() => undefined);
      this.#server.notify("exit", null);
      child.stdin?.end();
      const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
      await ended;
      clearTimeout(timer);
    }
  }

  #about<T>(what: string, position?: Position): Promise<T> {
    return this.#server.ask<T>(`textDocument/${what}`, {
      textDocument: { uri: this.#uri },
      ...(position && { position }),
    });
  }

  async #connect(): Promise<Rpc> {
    const { pipe } = await this.#server.ask<{ pipe: string }>("custom/initializeAPISession", {});
    const socket = connect(pipe);
    // The kernel may end while this line is open.
    socket.unref();
    const rpc = new Rpc(socket, socket, () => null);
    await rpc.ask("initialize", null);
    return rpc;
  }
}

function executable(): string {
  const require = createRequire(import.meta.url);
  const ofTypeScript = createRequire(require.resolve("typescript-7/package.json"));
  const folder = dirname(
    ofTypeScript.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`),
  );
  return join(folder, "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}
