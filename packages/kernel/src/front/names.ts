/** Which names cells can use, and from which run each of them is. */

import type { Declared } from "../cells/declared.js";
import type { SeenName } from "../check/checker.js";

/** So many of the latest runs are kept even if nobody can name anything of them: timers of theirs may still fail. */
const LATEST = 100;

export class Names {
  readonly #seen = new Map<string, SeenName>();
  /** Those behind which something stands when cells run. */
  readonly #values = new Map<string, SeenName>();
  /** By run, how many names lead to it. */
  readonly #leading = new Map<number, number>();
  /** By run and name, whether another run has used it. */
  readonly #used = new Set<string>();
  #oldest = 0;

  get values(): ReadonlyMap<string, SeenName> {
    return this.#values;
  }

  /** What a cell sees that declares these names itself. */
  seenBeside(declared: readonly Declared[]): SeenName[] {
    const own = new Set(declared.map(({ name }) => name));
    return [...this.#seen.values()].filter(({ name }) => !own.has(name));
  }

  /** Where what a cell uses comes from. */
  use(names: readonly string[]): SeenName[] {
    return names.map((name) => {
      const seen = this.#values.get(name)!;
      this.#used.add(key(seen));
      return seen;
    });
  }

  /** Those of earlier runs that others use and that are about to be declared anew. */
  replacedBy(declared: readonly Declared[]): SeenName[] {
    return declared.flatMap(({ name }) => {
      const before = this.#values.get(name);
      return before && this.#used.has(key(before)) ? [before] : [];
    });
  }

  /** Those who used the old one use the new one from now on. */
  replace({ name, run }: Pick<SeenName, "name" | "run">, by: number): void {
    if (this.#used.delete(key({ name, run }))) this.#used.add(key({ name, run: by }));
  }

  /** @param alive names of values that the run has reached; types are there before anything runs */
  declare(run: number, declared: readonly Declared[], alive: readonly string[]): void {
    for (const { name, isValue, isAssignable } of declared) {
      if (isValue && !alive.includes(name)) continue;
      this.#leave(this.#seen.get(name)?.run);
      const seen = { name, run, isAssignable };
      this.#seen.set(name, seen);
      this.#leading.set(run, (this.#leading.get(run) ?? 0) + 1);
      if (isValue) this.#values.set(name, seen);
      else this.#values.delete(name);
    }
  }

  #leave(run: number | undefined): void {
    if (run === undefined) return;
    this.#leading.set(run, this.#leading.get(run)! - 1);
  }

  /** Runs that no name leads to any more, each told once. @param latest the number of the last run */
  forgotten(latest: number): number[] {
    const gone: number[] = [];
    for (; this.#oldest <= latest - LATEST; this.#oldest++)
      if (!this.#leading.has(this.#oldest)) gone.push(this.#oldest);
    for (const [run, count] of this.#leading) {
      if (count > 0 || run > latest - LATEST) continue;
      this.#leading.delete(run);
      gone.push(run);
    }
    if (gone.length > 0) {
      const runs = new Set(gone);
      for (const used of this.#used) if (runs.has(Number.parseInt(used))) this.#used.delete(used);
    }
    return gone;
  }
}

const key = ({ name, run }: Pick<SeenName, "name" | "run">): string => `${run} ${name}`;
