/** How a student's code in this process looks to a test. */

import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { LocalWorld } from "../src/index.js";
import { StudentError } from "../src/errors.js";
import { Student, Thing } from "../src/world/student.js";

const studentOf = (given: Readonly<Record<string, unknown>>) => new Student(new LocalWorld(given));

class Counter {
  count = 0;
  next = { deep: [1, 2] };
  self = [this];
  constructor(readonly start = 0) {}
  add(step: number): number {
    return (this.count += step);
  }
}

describe("a student's code in this process", () => {
  it("is made, called, read and written", async () => {
    const counter = await studentOf({ Counter }).make("Counter", 5);
    assert.equal(await counter.get("start"), 5);
    assert.equal(await counter.call("add", 2), 2);
    await counter.set("count", 10);
    assert.equal(await counter.call("add", 1), 11);
  });

  it("gives plain data as copies, and everything else as itself", async () => {
    const counter = await studentOf({ Counter }).make("Counter");
    assert.deepEqual(await counter.get("next"), { deep: [1, 2] });
    const [self] = (await counter.get("self")) as readonly Thing[];
    assert.deepEqual(self!.ref, counter.ref);
  });

  it("gets back what it gave, within lists and objects, too", async () => {
    const student = studentOf({ Counter, isSame: (a: unknown, { b }: { b: unknown[] }) => a === b[0] });
    const counter = await student.make("Counter");
    assert.equal(await student.call("isSame", counter, { b: [counter] }), true);
  });

  it("may be of another realm, as cells of a notebook are", async () => {
    const { plain, made, fail } = runInNewContext(`
      ({ plain: { a: [1] }, made: new (class A { x = 1 })(), fail: () => { throw new TypeError("no"); } })
    `) as Record<string, unknown>;
    const student = studentOf({ plain, made, fail });
    assert.deepEqual(await student.given("plain"), { a: [1] });
    assert(((await student.given("made")) as unknown) instanceof Thing);
    await assert.rejects(student.call("fail"), { type: "TypeError", said: "no", during: "fail()" });
  });

  it("is waited for where it is asynchronous", async () => {
    assert.equal(await studentOf({ later: () => Promise.resolve(7) }).call("later"), 7);
  });

  for (const thrown of [new RangeError("far"), "words", undefined, { name: "Odd", message: "own" }])
    it(`may throw anything: ${String(thrown)}`, async () => {
      const student = studentOf({
        fail: () => {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- this is what is tested
          throw thrown;
        },
      });
      await assert.rejects(student.call("fail"), StudentError);
    });

  it("is stopped where it does not end", async function () {
    this.timeout(30_000);
    const student = studentOf({
      loop: () => {
        for (;;);
      },
    });
    await assert.rejects(student.call("loop"), {
      type: "Endless",
      said: "was stopped after 10 s",
      during: "loop()",
    });
  });

  it("has inputs that hold a value and add up gradients", async () => {
    const student = studentOf({});
    const input = await student.input(3, "x");
    await input.call("putGradient", { dz: 2 }, 5);
    await input.call("putGradient", { dz: 1 }, 1);
    assert.deepEqual([await input.out(), await input.dz()], [3, 11]);
  });
});
