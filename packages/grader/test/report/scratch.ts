/** An assignment of its own for a test, with receipts and results as grading leaves them. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openAssignment, type Assignment } from "../../src/model/assignment.js";
import type { Receipt } from "../../src/model/receipt.js";
import type { Answer, GradedTask, GradedTest, NotebookResult } from "../../src/model/result.js";

/** Whoever shows one of these as it is has a hole. */
export const HOSTILE = {
  markup: `<script>alert(1)</script><img src=x onerror=alert(2)>"' onmouseover=alert(3) x="`,
  formula: `=cmd|' /C calc'!A0`,
  control: "a\u0000b\u001b[31mred\u0007\u202edesrever\ud800",
  line: `two\r\nlines, "quoted"; done`,
} as const;

export const SHA = "0".repeat(64);

const nbgrader = (grade_id: string, grade: boolean, solution: boolean, points?: number): object => ({
  nbgrader: { schema_version: 3, grade_id, grade, solution, locked: !solution, task: false, points },
});

/** A notebook with a task of 5 points and an answer of 2. */
export function sourceNotebook(title: string): object {
  const cell = (cell_type: string, id: string, source: string, metadata: object = {}): object => ({
    ...{ cell_type, id, source, metadata },
    ...(cell_type === "code" && { execution_count: null, outputs: [] }),
  });
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      cell("markdown", "title", `# ${title}\n\nWhat it is about.`),
      cell("code", "work", "const one = 1;", nbgrader("work", false, true)),
      cell("code", "test", 'await check("a", { one });', nbgrader("test", true, false, 5)),
      cell(
        "markdown",
        "question",
        "## Why is it one?\n\nSay it in a sentence.",
        nbgrader("question", false, false),
      ),
      cell(
        "markdown",
        "why",
        "*write here.*\n\n### BEGIN MARK SCHEME\n**Full:** it is not two.\n### END MARK SCHEME\n",
        nbgrader("why", true, true, 2),
      ),
    ],
  };
}

export const passed: GradedTest = { name: "It is one.", points: 2, score: 2, status: "passed" };
export const failed: GradedTest = {
  ...{ name: "It stays one.", points: 3, score: 0, status: "failed" },
  example: { what: "one", expected: "1", got: "2", hint: "Count again." },
};
export const task: GradedTask = {
  ...{ cell: "test", task: "a", title: "(a) One", points: 5, score: 2, tests: [passed, failed] },
};
export const answer: Answer = { cell: "why", points: 2, text: "Because.", isUnchanged: false };

export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), "gradus-reports-"));

  /** @param notebooks by name, their titles */
  constructor(notebooks: Readonly<Record<string, string>> = { one: "One" }) {
    for (const [name, title] of Object.entries(notebooks))
      this.write(`source/${name}.ipynb`, JSON.stringify(sourceNotebook(title)));
  }

  get assignment(): Assignment {
    return openAssignment(this.folder);
  }

  /** Hand in files with these names, and say about it what the receipt says. */
  handIn(student: string, notebooks: readonly string[] = ["one"], about: Partial<Receipt> = {}): void {
    for (const name of notebooks) this.write(`submitted/${student}/${name}.ipynb`, "{}");
    const files = notebooks.map((name) => ({
      ...{ file: `${name}.ipynb`, original: `${name}.ipynb`, sha256: SHA },
    }));
    const receipt = { student, receivedAt: "2026-11-20T10:00:00Z", files, penalty: 0, ...about };
    this.write(`submitted/${student}/receipt.json`, JSON.stringify(receipt));
  }

  grade(student: string, about: Partial<NotebookResult> = {}): void {
    const result = {
      ...{ notebook: "one", sha256: SHA, status: "graded", sandbox: "bubblewrap" },
      ...{ findings: [], tasks: [task], answers: [answer], ...about },
    };
    this.write(`graded/students/${student}/${result.notebook}.json`, JSON.stringify(result));
  }

  write(file: string, text: string): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
