/** The requests to run cells: one after the other, and after a failure not those that were sent before it was known. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Content, Jupyter, Request } from "./jupyter.js";
import { executeCell, type Outcome, type Stage } from "./execution.js";
import type { History } from "./history.js";
import type { Outputs } from "./outputs.js";

/** Milliseconds in which what a client has sent at once arrives. */
const BURST = 10;

interface Options {
  readonly code: string;
  readonly silent?: boolean;
  readonly store_history?: boolean;
  readonly user_expressions?: Readonly<Record<string, string>>;
  readonly stop_on_error?: boolean;
}

export class Executions {
  readonly #jupyter: Jupyter;
  readonly #outputs: Outputs;
  readonly #history: History;
  readonly #stage: Stage;
  #waiting: Request[] = [];
  #current: Request | undefined;
  #isStopped = false;
  #count = 0;
  #run = 0;

  constructor(jupyter: Jupyter, outputs: Outputs, history: History, stage: Stage) {
    this.#jupyter = jupyter;
    this.#outputs = outputs;
    this.#history = history;
    this.#stage = stage;
  }

  /** The request whose cell runs. */
  get current(): Request | undefined {
    return this.#current;
  }

  /** A number for whatever may show something. */
  nextRun(): number {
    return ++this.#run;
  }

  /** The last one that there was. */
  get latestRun(): number {
    return this.#run;
  }

  async add(request: Request): Promise<void> {
    this.#waiting.push(request);
    if (this.#current) return;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#current = next;
      await this.#execute(next);
      this.#current = undefined;
    }
  }

  /** The cell that runs is to end, wherever it is on its way. */
  stop(): void {
    this.#isStopped = true;
  }

  async #execute(request: Request): Promise<void> {
    const { header } = request;
    const { code, silent = false, stop_on_error = true, ...options } = request.content as unknown as Options;
    const isCounted = !silent && (options.store_history ?? true);
    const count = this.#count + 1;
    if (isCounted) this.#count = count;
    const run = this.nextRun();
    this.#isStopped = false;
    this.#outputs.begin(run, request, silent);
    this.#jupyter.publish("status", { execution_state: "busy" }, header);
    this.#outputs.publish(run, "execute_input", { code, execution_count: count });

    const outcome = await this.#outcomeOf(run, count, code);
    const { failure, result } = outcome;
    if (result) this.#outputs.publish(run, "execute_result", { execution_count: count, ...result });
    if (failure) this.#outputs.publish(run, "error", failure);
    this.#outputs.flush();
    if (isCounted) this.#history.add({ line: count, source: code, result: textOf(outcome) });
    const user_expressions = failure ? {} : await this.#evaluate(request, count, options.user_expressions);

    // Those that are here before the reply goes out were sent without knowing it.
    const aborted = failure && stop_on_error ? await this.#takeWaiting() : [];
    const reply = failure ? { status: "error", ...failure } : { status: "ok", payload: [] };
    this.#jupyter.reply(request, { ...reply, execution_count: count, user_expressions });
    this.#jupyter.publish("status", { execution_state: "idle" }, header);
    for (const each of aborted) this.#abort(each);
  }

  async #outcomeOf(run: number, count: number, source: string): Promise<Outcome> {
    try {
      return await executeCell(this.#stage, { run, count, source }, () => this.#isStopped);
    } catch (error) {
      // An error of our own must not leave the cell without an end.
      const { name, message, stack } = error as Error;
      const words = `The kernel itself has failed with this cell: ${message}`;
      return { failure: { ename: name, evalue: words, traceback: [words, stack ?? ""] } };
    }
  }

  /** Each like a cell of its own that shows nothing. */
  async #evaluate(
    request: Request,
    count: number,
    expressions: Options["user_expressions"],
  ): Promise<Content> {
    const values: Content = {};
    for (const [name, source] of Object.entries(expressions ?? {})) {
      const run = this.nextRun();
      this.#outputs.begin(run, request, true);
      const { failure, result } = await this.#outcomeOf(run, count, source);
      values[name] = failure
        ? { status: "error", ...failure }
        : { status: "ok", ...(result ?? { data: { "text/plain": "undefined" }, metadata: {} }) };
    }
    return values;
  }

  async #takeWaiting(): Promise<Request[]> {
    await sleep(BURST);
    return this.#waiting.splice(0);
  }

  #abort(request: Request): void {
    this.#jupyter.publish("status", { execution_state: "busy" }, request.header);
    this.#jupyter.reply(request, { status: "aborted" });
    this.#jupyter.publish("status", { execution_state: "idle" }, request.header);
  }
}

function textOf({ result }: Outcome): string | null {
  const text = result?.data["text/plain"];
  return typeof text === "string" ? text : null;
}
