/** Every notebook of the course: it runs to its end, its checks pass, and it is read without eyes. */

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { taskOf, tasks } from "@gradus/tasks";
import { parseNotebook } from "../../packages/grader/src/notebook/notebook.js";
import { exercise, runPython } from "../support/python.js";

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | string[];
  readonly data?: Readonly<Record<string, string | string[]>>;
  readonly metadata?: Readonly<Record<string, { alt?: string } | undefined>>;
}

interface Executed {
  readonly cells: readonly { readonly id: string; readonly outputs?: readonly Output[] }[];
}

const names = readdirSync(join(exercise, "source"));
const read = (version: string, name: string) =>
  parseNotebook(readFileSync(join(exercise, version, name), "utf8"), name);
const plain = ({ text, data }: Output): string => [text ?? data?.["text/plain"] ?? ""].flat().join("");

/** The task of a cell that checks one. */
const CHECK = /^await check\("([\w-]+)", \{ ([\w, ]+) \}\);$/;

for (const name of names) {
  describe(`the notebook ${name}`, function () {
    this.timeout(180_000);
    const folder = mkdtempSync(join(tmpdir(), "gradus-course-"));
    const executed = join(folder, name);
    after(() => {
      rmSync(folder, { recursive: true });
    });

    it("runs to its end with the solutions, and all checks pass", async () => {
      await runPython(["-m", "jupyter", "execute", `--output=${executed}`, name], join(exercise, "solution"));
      const { cells } = JSON.parse(readFileSync(executed, "utf8")) as Executed;
      for (const { id, outputs = [] } of cells) {
        const said = outputs.map(plain).join("");
        assert(
          outputs.every((output) => output.name !== "stderr"),
          `${id}: ${said}`,
        );
        assert.doesNotMatch(said, /✗ failed|… to do/, id);
      }
    });

    it("has words for each picture", () => {
      const { cells } = JSON.parse(readFileSync(executed, "utf8")) as Executed;
      const pictures = cells.flatMap(({ outputs = [] }) =>
        outputs.filter(({ data }) => data?.["image/svg+xml"]),
      );
      assert(pictures.length > 0);
      for (const { metadata, data } of pictures) {
        assert.equal(metadata?.["image/svg+xml"]?.alt, [data!["text/plain"]].flat().join(""));
        assert((metadata?.["image/svg+xml"]?.alt ?? "").length > 20);
      }
    });

    it("gives the points of a task's tests, and checks each task once with what it needs", () => {
      const graded = read("source", name).cells.filter(
        ({ cell_type, metadata }) => cell_type === "code" && metadata.nbgrader?.grade === true,
      );
      const checked = graded.map(({ source, metadata, id }) => {
        const [, task, needs] = CHECK.exec(source.trim()) ?? [];
        assert(task && needs, `${id} is one call of check()`);
        const { tests, needs: expected } = taskOf(task);
        assert.deepEqual(needs.split(", "), expected, id);
        assert.equal(
          metadata.nbgrader!.points,
          tests.reduce((sum, { points }) => sum + points, 0),
          id,
        );
        return task;
      });
      assert.equal(new Set(checked).size, checked.length);
    });

    it("has one title, headings in order, and says how long it takes", () => {
      const texts = read("student", name).cells.filter(({ cell_type }) => cell_type === "markdown");
      const levels = texts
        .flatMap(({ source }) => source.replaceAll(/^```[^]*?^```/gm, "").match(/^#+(?= )/gm) ?? [])
        .map((signs) => signs.length);
      assert.equal(levels[0], 1);
      assert.equal(levels.filter((level) => level === 1).length, 1);
      levels.slice(1).forEach((level, i) => {
        assert(level <= levels[i]! + 1, `heading ${i + 2} is not more than one level below the one before`);
      });
      assert.match(texts[0]!.source, /\*\*Time:\*\* about \d+ minutes/);
      assert.match(texts[0]!.source, /At the end you can/);
    });

    it("has no solution, no mark scheme and no output in the version for students", () => {
      const student = readFileSync(join(exercise, "student", name), "utf8");
      assert.doesNotMatch(student, /BEGIN|END (SOLUTION|HIDDEN|MARK)|MARK SCHEME/);
      for (const cell of read("student", name).cells) {
        if (cell.cell_type === "code") assert.deepEqual([cell.outputs, cell.execution_count], [[], null]);
        // Nothing but nbgrader's fields and the locks: no attachments, no notes of the instructor.
        const known = ["deletable", "editable", "nbgrader", "tags"];
        assert.deepEqual(
          Object.keys(cell.metadata).filter((key) => !known.includes(key)),
          [],
        );
      }
    });
  });
}

describe("the tasks", () => {
  it("each have their check in a notebook", () => {
    const text = names
      .map((name) =>
        read("source", name)
          .cells.map(({ source }) => source)
          .join("\n"),
      )
      .join("\n");
    for (const { id } of tasks) assert(text.includes(`await check("${id}"`), id);
  });
});
