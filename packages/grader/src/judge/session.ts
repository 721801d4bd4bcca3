/** A runner with the cells of one hand-in, and another one when the student's code has ended it. */

import { EndlessError, StudentError } from "@gradus/tasks";
import type { Program } from "../program/program.js";
import type { Running } from "../sandbox/launcher.js";
import type { Times } from "../sandbox/limits.js";
import { RemoteRunner } from "./remoteRunner.js";

export class Session {
  readonly #program: Program;
  readonly #start: () => Running;
  /** What each cell of the program said when it stopped, by its number. */
  readonly #failed = new Map<number, StudentError>();
  readonly #deadly = new Set<number>();
  #runner: RemoteRunner | undefined;
  readonly #times: Times;
  #left: number;

  constructor(program: Program, start: () => Running, times: Times) {
    this.#program = program;
    this.#start = start;
    this.#times = times;
    this.#left = times.handIn;
  }

  get failed(): ReadonlyMap<number, StudentError> {
    return this.#failed;
  }

  /**
   * A runner in which all cells have run, but for those that would end it.
   *
   * @throws EndlessError when the time of the hand-in is used up
   * @throws MachineError
   */
  async runner(): Promise<RemoteRunner> {
    while (!this.#runner || this.#runner.hasEnded) {
      await this.close();
      if (this.#left <= 0) throw new EndlessError(`took more than ${this.#times.handIn / 1000} s in all`);
      this.#runner = new RemoteRunner(this.#start(), { ...this.#times, handIn: this.#left });
      await this.#runCells(this.#runner);
    }
    return this.#runner;
  }

  async close(): Promise<void> {
    if (!this.#runner) return;
    this.#left = this.#runner.left;
    await this.#runner.kill();
    this.#runner = undefined;
  }

  /** Until the last one, or one that ends the runner. */
  async #runCells(runner: RemoteRunner): Promise<void> {
    const { cells } = this.#program;
    await runner.request({ do: "load", cells });
    for (const cell of cells.keys()) {
      if (this.#deadly.has(cell)) continue;
      try {
        await runner.request({ do: "run", cell });
      } catch (error) {
        if (!(error instanceof StudentError)) throw error;
        this.#failed.set(cell, error);
        if (!runner.hasEnded) continue;
        this.#deadly.add(cell);
        return;
      }
    }
  }
}
