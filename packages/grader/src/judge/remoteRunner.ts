/**
 * The judge's end of the conversation with a runner. What comes from there is read as values, never as a judgement; what
 * is no value, too large, too late or unasked for ends the runner.
 */

import { EndlessError, StudentError, type Operation, type Value, type World } from "@gradus/tasks";
import { z } from "zod";
import { MachineError } from "../errors.js";
import type { Exit, Running } from "../sandbox/launcher.js";
import { LIMITS, type Times } from "../sandbox/limits.js";
import { processorTime, type ProcessorTime } from "../sandbox/processorTime.js";
import type { OperationOnWire, Request } from "../wire/messages.js";
import { decode, encode, WireError } from "../wire/value.js";
import { EndedError } from "./errors.js";

const replyLine = z.union([
  z.tuple([z.number(), z.unknown()]),
  z.tuple([z.number(), z.null(), z.string(), z.string()]),
]);

/** How often the time that a request has, the machine gets to give it that. */
const PATIENCE = 4;
/** In milliseconds. */
const SHORTEST_PAUSE = 20;
const BUSY = "The machine had too little time for the hand-in. Grade it again with fewer jobs.";

/** Words of an error are for one line of a report. */
const LONGEST_WORDS = 500;

interface Waiting {
  readonly id: number;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

export class RemoteRunner {
  readonly #running: Running;
  readonly #waiting: Waiting[] = [];
  #lines = "";
  #rest: Buffer[] = [];
  #size = 0;
  #count = 0;
  readonly #longest: number;
  /** In milliseconds, of the time for all requests. */
  #left: number;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #end: Error | undefined;
  /** Whether it has said its first line, see `READY`. */
  #isReady = false;

  constructor(running: Running, { request, handIn }: Times) {
    this.#running = running;
    this.#longest = request;
    this.#left = handIn;
    running.channel.on("data", (chunk: Buffer) => {
      this.#receive(chunk);
    });
    running.exited.then(
      (exit) => {
        this.#finish(this.#reasonOf(exit));
      },
      (error: unknown) => {
        this.#finish(error as Error);
      },
    );
  }

  /** Whether no more requests will be answered. */
  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** In milliseconds, what is left for further requests. */
  get left(): number {
    return this.#left;
  }

  /**
   * @throws StudentError when the student's code throws; EndedError, EndlessError when it takes the runner along
   * @throws MachineError when it is not the student's fault
   */
  request(request: Request): Promise<Value> {
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      const id = ++this.#count;
      this.#waiting.push({ id, resolve, reject });
      if (this.#waiting.length === 1) this.#startClock();
      this.#send(`${JSON.stringify([id, request])}\n`);
    });
  }

  async kill(): Promise<void> {
    this.#finish(new MachineError("The runner was ended."));
    await this.#running.kill();
  }

  /** What is asked at once goes out at once. */
  #send(line: string): void {
    if (this.#lines === "" && this.#isReady)
      queueMicrotask(() => {
        this.#flush();
      });
    this.#lines += line;
  }

  #flush(): void {
    this.#running.channel.write(this.#lines);
    this.#lines = "";
  }

  #receive(chunk: Buffer): void {
    if (this.#end) return;
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0 && !this.#end; end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...this.#rest, chunk.subarray(from, end)]).toString();
      this.#rest = [];
      this.#size = 0;
      from = end + 1;
      this.#answer(line);
    }
    this.#rest.push(chunk.subarray(from));
    this.#size += chunk.length - from;
    if (this.#size > LIMITS.reply) this.#stop(new EndedError("returned more than a million characters"));
  }

  #answer(line: string): void {
    if (!this.#isReady) {
      this.#isReady = true;
      if (this.#lines !== "") this.#flush();
      return;
    }
    const waiting = this.#waiting.shift();
    // What comes after the first of it is not even read.
    if (this.#end || !waiting) return this.#stop(new EndedError("wrote into the channel of the judge"));
    this.#stopClock();
    if (this.#waiting.length > 0) this.#startClock();
    try {
      const parsed = replyLine.safeParse(JSON.parse(line));
      if (!parsed.success || parsed.data[0] !== waiting.id) throw new WireError();
      const [, value, type, said] = parsed.data;
      if (type === undefined || said === undefined) waiting.resolve(decode(value));
      else waiting.reject(studentError(type, said));
    } catch (error) {
      if (!(error instanceof WireError || error instanceof SyntaxError)) throw error;
      const reason = new EndedError(
        "gave back something that is neither a number, nor a text, nor an object",
      );
      waiting.reject(reason);
      this.#stop(reason);
    }
  }

  /** In two halves: the first look at the processor costs something, and hardly a request comes so far. */
  #startClock(): void {
    this.#since = performance.now();
    const half = Math.min(this.#longest, this.#left) / 2;
    this.#timer = setTimeout(() => {
      this.#watch(half, performance.now(), processorTime(this.#running.pid));
    }, half);
  }

  /** Time in which others had the processor does not count: a machine with too much to do is not the student's fault. */
  #watch(half: number, since: number, before: ProcessorTime, pause = half): void {
    this.#timer = setTimeout(() => {
      const { worked, waited } = processorTime(this.#running.pid);
      const passed = performance.now() - since;
      // Of many threads that wait for each other, one works.
      const had = Math.max(passed - (waited - before.waited), worked - before.worked);
      if (had >= half) this.#stop(new EndlessError(this.#tooLate(2 * half)));
      else if (passed >= PATIENCE * half) this.#stop(new MachineError(BUSY));
      else this.#watch(half, since, before, Math.max(half - had, SHORTEST_PAUSE));
    }, pause);
  }

  #tooLate(milliseconds: number): string {
    // What was left of the time for all is another number each time.
    return milliseconds < this.#longest
      ? "took too long in all"
      : `was stopped after ${Math.round(milliseconds / 1000)} s`;
  }

  #stopClock(): void {
    clearTimeout(this.#timer);
    this.#left -= performance.now() - this.#since;
  }

  #stop(reason: Error): void {
    this.#finish(reason);
    void this.#running.kill();
  }

  #finish(reason: Error): void {
    if (this.#end) return;
    this.#end = reason;
    if (this.#waiting.length > 0) this.#stopClock();
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }

  #reasonOf({ code, signal }: Exit): Error {
    if (!this.#isReady)
      return new MachineError(`The sandbox ended before it began (${signal ?? code}). Run "gradus doctor".`);
    // 128 + the signal that ended the process within: abort, illegal instruction, fault, kill, processor time.
    if (code !== null && [132, 133, 134, 137, 139].includes(code))
      return new EndedError("used more memory than there is");
    if (code === 152) return new EndedError("used more processor time than there is");
    // Not with which code: it could be a hidden number.
    return new EndedError("ended its own process");
  }
}

function studentError(type: string, said: string): StudentError {
  // The runner has noticed it; anybody there could say so, so the words are ours.
  if (type === "Endless") return new EndlessError("waited for a promise that nothing will settle");
  return new StudentError(type.slice(0, 100), said.slice(0, LONGEST_WORDS));
}

/** The world of a student's code behind the wall. */
export class RemoteWorld implements World {
  constructor(private readonly runner: RemoteRunner) {}

  perform(operation: Operation): Promise<Value> {
    return this.runner.request({ do: "perform", operation: onWire(operation) });
  }
}

function onWire(operation: Operation): OperationOnWire {
  switch (operation.kind) {
    case "construct":
    case "call":
      return { ...operation, args: operation.args.map((each) => encode(each)) };
    case "set":
      return { ...operation, value: encode(operation.value) };
    default:
      return operation;
  }
}
