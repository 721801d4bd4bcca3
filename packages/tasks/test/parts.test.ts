/** What a student's function returns is found in whatever it is wrapped. */

import assert from "node:assert/strict";
import { Mismatch } from "../src/errors.js";
import { LocalWorld } from "../src/index.js";
import { graphOf, isSame, partsOf } from "../src/world/parts.js";
import { describe as inWords, fieldOf, Student, type Thing } from "../src/world/student.js";

class Gate {
  out = 1;
}
const shared = new Gate();
class Made {
  a = shared;
  #b = new Gate();
  get b() {
    return this.#b;
  }
}

const studentOf = (make: () => unknown) => new Student(new LocalWorld({ make, shared }));

describe("what a function returns", () => {
  for (const [name, make] of [
    ["a plain object", () => ({ a: shared, b: new Gate(), more: 1 })],
    ["an object of a class, with getters", () => new Made()],
    [
      "an object that holds itself",
      () => {
        const made: { a: Gate; b: Gate; self?: unknown } = { a: shared, b: new Gate() };
        made.self = { deep: [made] };
        return made;
      },
    ],
  ] as const)
    it(`may be ${name}`, async () => {
      const student = studentOf(make);
      const { a } = await partsOf("make()", await student.call("make"), ["a", "b"]);
      assert(isSame(a, (await student.given("shared")) as Thing));
    });

  for (const [name, made, got] of [
    ["nothing", undefined, "nothing"],
    ["a number", 1, "no a, no b"],
    ["a list", [new Gate()], "no a, no b"],
    ["a part", { a: shared }, "no b"],
    ["a number for a gate", { a: shared, b: 2 }, "no b, which is no gate"],
  ] as const)
    it(`is not ${name}`, async () => {
      const held = await studentOf(() => made).call("make");
      await assert.rejects(partsOf("make()", held, ["a", "b"]), (error) => {
        assert(error instanceof Mismatch);
        assert.equal(error.got, got);
        assert.match(error.hint!, /return/);
        return true;
      });
    });

  it("is no graph without gates and a target", async () => {
    const held = await studentOf(() => shared).call("make");
    await assert.rejects(graphOf(held as Thing), /expected a ComputationalGraph/);
  });

  it("has no fields from elsewhere", async () => {
    assert.equal(await fieldOf({}, "constructor"), undefined);
    assert.equal(await fieldOf("text", "length"), undefined);
  });

  it("is told in words", () => {
    const words = [undefined, null, NaN, 1 / 3, "a", true, [1, 2], { a: 1 }].map((each) => inWords(each));
    assert.deepEqual(words, [
      "nothing",
      "null",
      "NaN",
      "0.333333",
      '"a"',
      "true",
      "a list of 2",
      "an object",
    ]);
  });
});
