/** The checker as the kernel uses it: when the compiler has died, cells go on without it, and a person hears of that once. */

import {
  CheckerGone,
  type Checker,
  type Completions,
  type Explanation,
  type Problem,
  type SeenName,
  type Signature,
} from "../check/checker.js";
import type { Parsed } from "../cells/parse.js";

const NOTHING: Completions = { items: [], start: 0, end: 0 };

export class Types {
  readonly #starting: Promise<Checker>;
  readonly #gone: (words: string) => void;
  #isGone = false;

  /** @param gone hears why there are no types any more */
  constructor(starting: Promise<Checker>, gone: (words: string) => void) {
    this.#starting = starting;
    this.#gone = gone;
    // Whoever asks first hears of it.
    starting.catch(() => undefined);
  }

  check(run: number, { source, declared }: Parsed, seen: readonly SeenName[]): Promise<readonly Problem[]> {
    const names = declared.map(({ name }) => name);
    return this.#ask((checker) => checker.check(run, source, names, seen), []);
  }

  /** Without a checker a new definition replaces the old one, as in JavaScript. */
  canReplace(name: string, before: number, after: number): Promise<boolean> {
    return this.#ask((checker) => checker.canReplace(name, before, after), true);
  }

  forget(runs: readonly number[]): void {
    void this.#ask((checker) => {
      checker.forget(runs);
      return Promise.resolve();
    }, undefined);
  }

  problems(source: string, seen: readonly SeenName[]): Promise<readonly Problem[]> {
    return this.#ask((checker) => checker.problems(source, seen), []);
  }

  complete(source: string, offset: number, seen: readonly SeenName[]): Promise<Completions> {
    return this.#ask((checker) => checker.complete(source, offset, seen), {
      ...NOTHING,
      start: offset,
      end: offset,
    });
  }

  explain(source: string, offset: number, seen: readonly SeenName[]): Promise<Explanation | undefined> {
    return this.#ask((checker) => checker.explain(source, offset, seen), undefined);
  }

  signature(source: string, offset: number, seen: readonly SeenName[]): Promise<Signature | undefined> {
    return this.#ask((checker) => checker.signature(source, offset, seen), undefined);
  }

  async close(): Promise<void> {
    await this.#ask((checker) => checker.close(), undefined);
  }

  async #ask<T>(question: (checker: Checker) => Promise<T>, otherwise: T): Promise<T> {
    if (this.#isGone) return otherwise;
    try {
      return await question(await this.#starting);
    } catch (error) {
      if (!(error instanceof CheckerGone)) throw error;
      // Other questions may have been under way.
      if (!this.#isGone) this.#gone(error.message);
      this.#isGone = true;
      return otherwise;
    }
  }
}
