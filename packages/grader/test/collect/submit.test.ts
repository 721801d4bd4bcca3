/** A student hands in, and knows what was handed in. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { collect } from "../../src/collect/collect.js";
import { submit } from "../../src/collect/submit.js";
import { NOTEBOOK, OTHER, Scratch } from "./scratch.js";

const FILE = `${NOTEBOOK}.ipynb`;

describe("handing in", () => {
  let scratch: Scratch;
  let [own, inbox]: string[] = [];
  beforeEach(() => {
    scratch = new Scratch();
    inbox = scratch.download({});
    own = scratch.download({
      [FILE]: Scratch.handIn("mine"),
      [`${OTHER}.ipynb`]: Scratch.handIn("mine, too", OTHER),
      "solved.ipynb": Scratch.handIn("mine").replaceAll("openTask(", "solved("),
      "broken.ipynb": '{"cells": [',
      "empty.ipynb": "",
      "bare.ipynb": '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}',
      "other.ipynb":
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "outputs": [], "execution_count": null}]}',
    });
  });
  afterEach(() => {
    scratch.remove();
  });
  const handIn = (...names: string[]): ReturnType<typeof submit> =>
    submit(
      names.map((name) => join(own!, name)),
      "exercise-3",
      "ada",
      inbox!,
    );

  it("lays a folder into the inbox, with the bytes that the receipt names", () => {
    const { folder, files } = handIn(FILE, `${OTHER}.ipynb`);
    assert.deepEqual(readdirSync(inbox!), [basename(folder)]);
    for (const { file, sha256 } of files)
      assert.equal(
        sha256,
        createHash("sha256")
          .update(readFileSync(join(folder, file)))
          .digest("hex"),
      );
    assert.deepEqual(readdirSync(folder).sort(), [`${OTHER}.ipynb`, FILE]);
  });

  it("gives each hand-in a name of its own, which every system can have and nbgrader reads", () => {
    const names = [1, 2, 3].map(() => basename(handIn(FILE).folder));
    assert.equal(new Set(names).size, 3);
    for (const name of names) assert.match(name, /^ada\+exercise-3\+\d{8}T\d{6}Z\+[0-9a-f]{16}$/);
  });

  it("is collected, the latest of each notebook", async () => {
    handIn(FILE, `${OTHER}.ipynb`);
    handIn("solved.ipynb");
    const { collected, problems } = await collect(scratch.assignment(), inbox!, {});
    assert.deepEqual(problems, []);
    assert.deepEqual(scratch.submitted(), [`ada/${OTHER}.ipynb`, `ada/${FILE}`, "ada/receipt.json"]);
    assert.equal(collected.length, 3);
    assert.ok(Date.now() - Date.parse(scratch.receipt("ada").receivedAt) < 60_000);
  });

  it("warns of tasks that are open, and of what is no notebook of a course", () => {
    assert.match(handIn(FILE).files[0]!.warnings.join(), /tasks are still open/);
    assert.match(handIn("other.ipynb").files[0]!.warnings.join(), /none of the exercise's cells/);
    assert.deepEqual(handIn("solved.ipynb").files[0]!.warnings, []);
  });

  for (const [name, words] of [
    ["broken.ipynb", /not JSON. Save it in JupyterLab/],
    ["empty.ipynb", /it is empty. Save the notebook/],
    ["bare.ipynb", /no cells/],
    ["missing.ipynb", /There is no/],
  ] as const)
    it(`refuses ${name}, and hands in nothing of the rest`, () => {
      assert.throws(() => handIn(FILE, name), words);
      assert.deepEqual(readdirSync(inbox!), []);
    });

  it("refuses names that could not be told apart, or lead elsewhere", () => {
    assert.throws(() => submit([join(own!, FILE)], "exercise-3", "../ada", inbox!), /student's name/);
    assert.throws(() => submit([join(own!, FILE)], "exercise-3", "a+b", inbox!), /student's name/);
    assert.throws(() => submit([join(own!, FILE)], "../3", "ada", inbox!), /name of an assignment/);
    assert.throws(
      () => submit([join(own!, FILE)], "exercise-3", "ada", join(inbox!, "no")),
      /Ask your instructor/,
    );
    assert.throws(() => handIn(FILE, FILE), /same name/);
  });
});
