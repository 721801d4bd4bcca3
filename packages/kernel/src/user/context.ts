/**
 * Knows for which run the thread works at a moment, and keeps runs that were stopped from going on.
 *
 * Node's own AsyncLocalStorage would do, but before Node 24 it makes every `await` almost three times as slow, and with it
 * Node ends the process when a loop is terminated. So the cells' code itself carries its run over each `await`.
 */

export class Run {
  isStopped = false;
  /** Called when somebody interrupts the cell while it waits. */
  readonly onInterrupt = new Set<() => void>();
  /** Called when the cell ends, however it does. */
  readonly onEnd = new Set<() => void>();

  constructor(readonly id: number) {}
}

export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("The cell was stopped. What it had declared is still there.");
  }
}

let current = new Run(0);

export const currentRun = (): Run => current;

export function enter(run: Run): void {
  current = run;
}

/** Call something that works for a run. */
export function within<T>(run: Run, call: () => T): T {
  const before = current;
  current = run;
  try {
    return call();
  } finally {
    current = before;
  }
}

/** Go on for a run after a wait. @throws Interrupted when it was stopped meanwhile */
export function resume<T>(run: Run, value: T): T {
  if (run.isStopped) throw new Interrupted();
  current = run;
  return value;
}

interface MaybeIterable<T> {
  readonly [Symbol.asyncIterator]?: () => AsyncIterator<T>;
  readonly [Symbol.iterator]?: () => Iterator<T | Promise<T>>;
}

/** The values of `for await`, each of which comes after a wait. */
export function iterate<T>(values: MaybeIterable<T>): AsyncIterable<T> {
  const run = current;
  const asynchronous = values[Symbol.asyncIterator]?.();
  const iterator = asynchronous ?? values[Symbol.iterator]?.();
  if (!iterator) throw new TypeError("What stands behind `of` is not async iterable");
  return {
    [Symbol.asyncIterator]: () => ({
      // Promises that an iterator gives that is not asynchronous itself are waited for.
      next: async () => {
        const result = (await iterator.next()) as IteratorResult<T | Promise<T>, unknown>;
        if (result.done) return resume(run, result);
        return resume(run, { done: false, value: asynchronous ? (result.value as T) : await result.value });
      },
      return: async (value?: unknown) => {
        const result = await iterator.return?.(value);
        return (result ?? { done: true, value: undefined }) as IteratorResult<T>;
      },
    }),
  };
}

/** A function that a timer calls: it works for the run that set the timer, and not at all once that was stopped. */
function carried(call: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  const run = current;
  return function (this: unknown, ...args) {
    return run.isStopped ? undefined : within(run, () => call.apply(this, args));
  };
}

/** Make the timers of the global object carry their run. */
export function carryOverTimers(): void {
  for (const name of ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"] as const) {
    const set = globalThis[name] as (call: unknown, ...rest: unknown[]) => unknown;
    const carrying = (call: unknown, ...rest: unknown[]): unknown =>
      set(typeof call === "function" ? carried(call as never) : call, ...rest);
    // With what hangs on it: util.promisify(setTimeout) looks there.
    Object.defineProperties(carrying, Object.getOwnPropertyDescriptors(set));
    Object.defineProperty(globalThis, name, { value: carrying, writable: true, configurable: true });
  }
}
