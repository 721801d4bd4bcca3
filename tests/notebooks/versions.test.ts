/** The versions of a notebook: what students get, what the solution shows, and what the source may not do. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { openAssignment } from "../../packages/grader/src/model/assignment.js";
import { versions } from "../../packages/grader/src/release/release.js";
import { parseNotebook, type Cell, type Notebook } from "../../packages/grader/src/notebook/notebook.js";
import { solutionVersion, studentVersion } from "../../packages/grader/src/notebook/versions.js";

function notebook(source: string, nbgrader?: Partial<Cell["metadata"]["nbgrader"]>): Notebook {
  const metadata = nbgrader && {
    nbgrader: { schema_version: 3, grade_id: "a", grade: false, solution: true, locked: false, ...nbgrader },
  };
  const cell = {
    cell_type: "code",
    id: "one",
    metadata: metadata ?? {},
    source,
    outputs: [{}],
    execution_count: 7,
  };
  return parseNotebook(
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }),
    "test.ipynb",
  );
}

const text = ({ cells }: Notebook) => cells.map(({ source }) => source).join("\n");

const gate = `class A {
  backward(): void {
    // ### BEGIN SOLUTION (a) A.backward: take "one" step.
    this.out -= secret;
    // ### END SOLUTION
  }
}`;

describe("the student version", () => {
  it("has an open task in the place of each solution", () => {
    assert.equal(
      text(studentVersion(notebook(gate))),
      `class A {
  backward(): void {
    openTask("(a) A.backward", "take \\"one\\" step.");
  }
}`,
    );
  });

  it("has no hidden tests, no mark schemes and no outputs", () => {
    const hidden = "// ### BEGIN HIDDEN TESTS\nsecret();\n// ### END HIDDEN TESTS";
    const scheme = "### BEGIN MARK SCHEME\nsecret\n### END MARK SCHEME";
    const [cell] = studentVersion(notebook(`shown();\n${hidden}\n${scheme}\nshown();`)).cells;
    assert.equal(cell!.source, "shown();\nshown();");
    assert.deepEqual([cell!.outputs, cell!.execution_count], [[], null]);
  });

  it("makes read-only what is not to be changed", () => {
    const metadata = (kind: object) => studentVersion(notebook("1", kind)).cells[0]!.metadata;
    assert.equal(metadata({ solution: false, locked: true }).editable, false);
    assert.equal(metadata({ solution: false, locked: true, grade: true, points: 1 }).editable, false);
    assert.equal(metadata({ solution: true }).editable, undefined);
    assert.equal(metadata({ solution: true }).deletable, false);
  });
});

describe("the solution version", () => {
  it("has everything but the marks", () => {
    assert.equal(
      text(solutionVersion(notebook(gate))),
      `class A {
  backward(): void {
    this.out -= secret;
  }
}`,
    );
  });
});

describe("an instructor source", () => {
  for (const [what, source, message] of [
    [
      "a solution without end",
      "// ### BEGIN SOLUTION (a) x: y",
      /Cell "one": BEGIN SOLUTION without END SOLUTION/,
    ],
    ["an end without begin", "// ### END SOLUTION", /Cell "one": END SOLUTION without BEGIN SOLUTION/],
    ["a solution in a solution", `${gate.split("\n")[2]!}\n${gate}`, /a second BEGIN SOLUTION/],
    ["a solution without words", gate.replace(/ \(a\).*/, ""), /wants "\(a\) name: what to write"/],
  ] as const) {
    it(`with ${what} is an error that names the cell`, () => {
      assert.throws(() => studentVersion(notebook(source)), message);
    });
  }

  it("with a solution in a text is an error that says what to use instead", () => {
    const source = notebook(gate);
    source.cells[0]!.cell_type = "markdown";
    assert.throws(() => studentVersion(source), /BEGIN SOLUTION outside of code; use BEGIN MARK SCHEME/);
  });

  it("with wrong metadata is an error that names the file and the place", () => {
    assert.throws(
      () => notebook("1", { grade_id: "two words" }),
      /test\.ipynb is not a notebook[^]*grade_id/,
    );
  });
});

describe("the committed versions", () => {
  for (const { path, text: expected } of versions(openAssignment("notebooks/exercise-3"))) {
    const folder = basename(dirname(path));
    it(`${folder}/${basename(path)} is fresh`, () => {
      assert.equal(readFileSync(path, "utf8"), expected, "It is stale: run npm run notebooks.");
    });

    if (folder === "student") {
      it(`${folder}/${basename(path)} holds no line of a solution`, () => {
        const { cells } = parseNotebook(readFileSync(path.replace("/student/", "/source/"), "utf8"), path);
        const region = /BEGIN SOLUTION.*\n([^]*?)\n.*END SOLUTION/g;
        const linesOf = (source: string) => source.split("\n").map((line) => line.trim());
        const given = new Set(cells.flatMap(({ source }) => linesOf(source.replaceAll(region, ""))));
        const solutions = cells
          .flatMap(({ source }) => [...source.matchAll(region)].flatMap(([, lines]) => linesOf(lines!)))
          // Short lines such as "return {" stand in any code.
          .filter((line) => line.length > 10 && !given.has(line));
        assert.ok(solutions.length > 5);
        for (const line of solutions) assert.ok(!expected.includes(JSON.stringify(line).slice(1, -1)), line);
      });
    }
  }
});
