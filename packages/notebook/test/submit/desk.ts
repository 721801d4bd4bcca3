/** A student's folder with a notebook, a home of its own, a service, and a kernel that shows what a cell sends. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeService } from "./fakeService.js";

const KERNEL = Symbol.for("gradus.kernel");
const VARIABLES = ["JPY_SESSION_NAME", "GRADUS_TOKEN", "XDG_CONFIG_HOME"] as const;
export const NAME = "3-4-xor.ipynb";

interface Bundle {
  readonly "text/html": string;
  readonly "text/plain": string;
}

interface Line {
  onMessage?: (message: { data: object }) => void;
  onClose?: () => void;
  close(): void;
}

export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "gradus-desk-"));
  readonly service = new FakeService();
  /** What the student types, question by question; undefined where nobody can be asked. */
  answers: string[] | undefined;
  readonly questions: string[] = [];
  /** What the page does when a cell wants to have the notebook saved. */
  page: ((line: Line) => void) | undefined;
  /** One after the other in the same place. */
  readonly shown: Bundle[] = [];
  /** How many places there are. */
  places = 0;
  readonly #stops = new Set<() => void>();
  readonly #before = VARIABLES.map((name) => [name, process.env[name]] as const);

  async open(): Promise<void> {
    await this.service.start();
    mkdirSync(join(this.folder, "course"));
    this.write(NAME, JSON.stringify({ cells: [], nbformat: 4, nbformat_minor: 5, metadata: {} }));
    this.write("gradus.json", JSON.stringify({ assignment: "exercise-3", url: this.service.url }));
    process.env.JPY_SESSION_NAME = join(this.folder, "course", NAME);
    process.env.XDG_CONFIG_HOME = join(this.folder, "config");
    delete process.env.GRADUS_TOKEN;
    const kernel = {
      display: (data: Bundle, _metadata: object, _id?: string, isUpdate = false) => {
        this.shown.push(data);
        if (!isUpdate) this.places += 1;
      },
      ask: (question: string) => {
        this.questions.push(question);
        const answer = this.answers?.shift();
        if (answer === undefined) throw new Error("Nobody can be asked here.");
        return answer;
      },
      openComm: () => {
        const line: Line = { close: () => undefined };
        setImmediate(() => {
          if (this.page) this.page(line);
          // A page without the extension.
          else line.onClose?.();
        });
        return line;
      },
      onInterrupt: (run: () => void) => {
        this.#stops.add(run);
        return () => this.#stops.delete(run);
      },
      onCellEnd: () => () => undefined,
    };
    Object.defineProperty(globalThis, KERNEL, { value: kernel, configurable: true });
  }

  close(): void {
    Reflect.deleteProperty(globalThis, KERNEL);
    for (const [name, value] of this.#before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    this.service.stop();
    rmSync(this.folder, { recursive: true });
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  path(name: string): string {
    return join(this.folder, "course", name);
  }

  get tokenFile(): string {
    return join(this.folder, "config", "gradus", "tokens.json");
  }

  stopCell(): void {
    for (const stop of this.#stops) stop();
  }

  get text(): string {
    return this.shown.at(-1)?.["text/plain"] ?? "";
  }

  get html(): string {
    return this.shown.at(-1)?.["text/html"] ?? "";
  }

  /** All that was ever shown. */
  get everything(): string {
    return JSON.stringify(this.shown);
  }
}

/** For the tests of a group, each with a desk of its own. */
export function aDesk(): () => Desk {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk();
    await desk.open();
  });
  afterEach(() => {
    desk.close();
  });
  return () => desk;
}
