/** How the tests of a task are run, and what becomes of what they find. */

import assert from "node:assert/strict";
import {
  LocalWorld,
  MissingWorkError,
  runTask,
  taskOf,
  tasks,
  UnknownTaskError,
  type Task,
} from "../src/index.js";
import { Numbers } from "../src/numbers.js";
import { agrees } from "../src/task.js";

class OpenTaskError extends Error {
  override name = "OpenTaskError";
}

function taskWith(run: Task["tests"][number]["run"]): Task {
  return { id: "t", title: "T", needs: ["f"], tests: [{ name: "works", points: 2, run }] };
}

async function resultOf(f: unknown, run: Task["tests"][number]["run"]) {
  const { tests } = await runTask(taskWith(run), new LocalWorld({ f }), 1);
  return tests[0]!;
}

describe("a task", () => {
  it("tells what passed", async () => {
    const result = await resultOf(
      () => 2,
      async ({ student, close }) => {
        close("f()", await student.call("f"), 2);
      },
    );
    assert.deepEqual(result, { name: "works", points: 2, status: "passed" });
  });

  it("tells what was expected, what came, and the mistake that leads to it", async () => {
    const result = await resultOf(
      () => 3,
      async ({ student, close }) => {
        close("f()", await student.call("f"), 2, [
          [4, "Not this."],
          [3, "One too many."],
        ]);
      },
    );
    assert.deepEqual(result, {
      ...{ name: "works", points: 2, status: "failed" },
      ...{ what: "f()", expected: "2", got: "3", hint: "One too many." },
    });
  });

  it("tells an error with the place where it was thrown", async () => {
    const result = await resultOf(
      () => {
        throw new TypeError("no");
      },
      async ({ student }) => {
        await student.call("f");
      },
    );
    assert.equal(result.status, "failed");
    assert.deepEqual([result.what, result.got], ["f()", "TypeError: no"]);
  });

  it("is to do while the student's code says so", async () => {
    const result = await resultOf(
      () => {
        throw new OpenTaskError("Task (a) is still open.");
      },
      async ({ student }) => {
        await student.call("f");
      },
    );
    assert.deepEqual([result.status, result.hint], ["open", "Task (a) is still open."]);
  });

  it("does not blame the student for a mistake in a test", async () => {
    await assert.rejects(
      resultOf(
        () => 1,
        () => Promise.reject(new RangeError("ours")),
      ),
      /ours/,
    );
  });

  it("says what is missing, and how to hand it over", async () => {
    await assert.rejects(runTask(taskOf("multiply-gate"), new LocalWorld({}), 1), (error) => {
      assert(error instanceof MissingWorkError);
      assert.match(error.message, /MultiplyGate is not there\. Run the cell that defines it/);
      return true;
    });
  });

  it("is known by its id", () => {
    assert.equal(new Set(tasks.map(({ id }) => id)).size, tasks.length);
    assert.throws(() => taskOf("multiply"), UnknownTaskError);
    assert.throws(() => taskOf("multiply"), /The tasks are: .*multiply-gate/);
  });
});

describe("two numbers agree", () => {
  it("up to rounding", () => {
    assert(agrees(0.1 + 0.2, 0.3));
    assert(agrees(1e12 + 1, 1e12 + 1.0001));
    assert(!agrees(0.3, 0.3001));
  });

  it("never with NaN or with what is no number, and with ∞ only if they are", () => {
    assert(!agrees(NaN, NaN));
    assert(!agrees("1", 1));
    assert(!agrees(undefined, 0));
    assert(!agrees(1, Infinity));
    assert(agrees(Infinity, Infinity));
  });
});

describe("the numbers of a test", () => {
  it("are the same for the same seed, and others for another", () => {
    const draw = (seed: number) => {
      const numbers = new Numbers(seed);
      return Array.from({ length: 5 }, () => numbers.signed());
    };
    assert.deepEqual(draw(3), draw(3));
    assert.notDeepEqual(draw(3), draw(4));
  });

  it("do not depend on the tests before it", async () => {
    const drawn: number[][] = [];
    const draws = (count: number): Task["tests"][number] => ({
      name: "draws",
      points: 1,
      run: ({ numbers }) => {
        drawn.push(Array.from({ length: count }, () => numbers.value()));
        return Promise.resolve();
      },
    });
    const task = taskWith(() => Promise.resolve());
    for (const first of [1, 3])
      await runTask({ ...task, tests: [draws(first), draws(2)] }, new LocalWorld({ f: 1 }), 1);
    assert.deepEqual(drawn[1], drawn[3]);
    assert.notDeepEqual(drawn[2]!.slice(0, 2), drawn[3]);
  });

  it("are all different, ten in a row", () => {
    const numbers = new Numbers(5);
    for (let round = 0; round < 100; round++)
      assert.equal(new Set(Array.from({ length: 10 }, () => numbers.value())).size, 10);
  });

  it("are of a size that hides no mistake", () => {
    const numbers = new Numbers(7);
    for (let i = 0; i < 1000; i++) {
      const size = Math.abs(numbers.signed());
      assert(size >= 1.2 && size <= 4.8 && size !== 2);
    }
  });
});
