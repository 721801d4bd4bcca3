/** For which run the thread works, and that runs which were stopped do not go on. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

import {
  carryOverTimers,
  currentRun,
  enter,
  Interrupted,
  iterate,
  resume,
  Run,
  within,
} from "../../src/user/context.js";

const NAMES = ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"] as const;

async function collected(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const value of values) all.push(value);
  return all;
}

describe("the run for which the thread works", () => {
  let one: Run;
  let two: Run;
  beforeEach(() => {
    [one, two] = [new Run(1), new Run(2)];
    enter(one);
  });

  it("is another one within a call, also when that fails", () => {
    assert.equal(within(two, currentRun), two);
    assert.equal(currentRun(), one);
    assert.throws(() => within(two, () => assert.fail("no")), /no/);
    assert.equal(currentRun(), one);
  });

  it("is the old one after a wait", () => {
    enter(two);
    assert.equal(resume(one, "value"), "value");
    assert.equal(currentRun(), one);
  });

  it("does not go on when it was stopped", () => {
    two.isStopped = true;
    assert.throws(() => resume(two, 1), Interrupted);
    assert.equal(currentRun(), one);
  });
});

describe("a loop over what comes one by one", () => {
  beforeEach(() => {
    enter(new Run(1));
  });

  it("gets the values of generators, lists, texts and other iterables", async () => {
    async function* slow(): AsyncGenerator<number> {
      yield 1;
      await sleep(1);
      yield 2;
    }
    assert.deepEqual(await collected(iterate(slow())), [1, 2]);
    assert.deepEqual(await collected(iterate([1, Promise.resolve(2)])), [1, 2]);
    assert.deepEqual(await collected(iterate(new Set([1, 2]))), [1, 2]);
    assert.deepEqual(await collected(iterate("ab")), ["a", "b"]);
  });

  it("takes lists whose asynchronous iterator is missing", async () => {
    const values = { [Symbol.asyncIterator]: undefined, *[Symbol.iterator]() { yield 1; } }; // prettier-ignore
    assert.deepEqual(await collected(iterate(values as unknown as Iterable<number>)), [1]);
  });

  it("is of its run, whatever ran meanwhile", async () => {
    const run = currentRun();
    const seen: Run[] = [];
    for await (const value of iterate([1, 2])) {
      void value;
      seen.push(currentRun());
      enter(new Run(2));
    }
    assert.deepEqual(seen, [run, run]);
    assert.equal(currentRun(), run, "after the loop, too");
  });

  it("ends when its run is stopped", async () => {
    const run = currentRun();
    let count = 0;
    await assert.rejects(async () => {
      for await (const value of iterate([1, 2, 3])) {
        count += value;
        run.isStopped = true;
      }
    }, Interrupted);
    assert.equal(count, 1);
  });

  it("lets the iterator end that it leaves", async () => {
    let ended = 0;
    function* values(): Generator<number> {
      try {
        yield 1;
        yield 2;
      } finally {
        ended++;
      }
    }
    for await (const value of iterate(values())) if (value) break;
    assert.equal(ended, 1);
    for await (const value of iterate({
      [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }),
    }))
      if (value) break;
  });

  it("fails as the iterator does, and for what is none", async () => {
    await assert.rejects(collected(iterate([Promise.reject(new RangeError("no"))])), RangeError);
    await assert.rejects(async () => collected(iterate(5 as never)), /not.*iterable/);
    await assert.rejects(async () => collected(iterate(undefined as never)), TypeError);
  });
});

describe("a timer", () => {
  const before = NAMES.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)!] as const);
  let run: Run;

  beforeEach(() => {
    carryOverTimers();
    run = new Run(1);
    enter(run);
  });
  afterEach(() => {
    for (const [name, descriptor] of before) Object.defineProperty(globalThis, name, descriptor);
  });

  it("works for the run that has set it", async () => {
    const seen = Promise.all(
      (["setTimeout", "setImmediate", "queueMicrotask"] as const).map(
        (name) => new Promise((resolve) => globalThis[name](() => resolve(currentRun()))),
      ),
    );
    const next = new Run(2);
    enter(next);
    assert.deepEqual(await seen, [run, run, run]);
    assert.equal(currentRun(), next);
  });

  it("gets its arguments and `this`", async () => {
    const got = await new Promise((resolve) => {
      setTimeout(
        function (this: unknown, ...rest: unknown[]) {
          resolve([typeof this, ...rest]);
        },
        0,
        1,
        2,
      );
    });
    assert.deepEqual(got, ["object", 1, 2]);
  });

  it("does nothing any more when its run was stopped", async () => {
    let count = 0;
    const interval = setInterval(() => count++, 1);
    while (count < 2) await sleep(1);
    run.isStopped = true;
    const stopped = count;
    await sleep(10);
    clearInterval(interval);
    assert.equal(count, stopped);
  });

  it("may be a promise", async () => {
    assert.equal(await promisify(setTimeout)(1, "value"), "value");
    assert.equal(await promisify(setImmediate)("value"), "value");
  });

  it("is refused as before when it calls nothing", () => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- Node refuses it
    assert.throws(() => setTimeout("alert()" as never, 1), TypeError);
  });
});
