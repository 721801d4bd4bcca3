/** `gradus serve`, as students and instructors meet it: the real command, the real sandbox, a real course. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gradus } from "../gradus.js";
import { processesOfSandboxes } from "../leftovers.js";
import { solution, wrong } from "./handIns.js";
import { NOTEBOOK, RunningService, type Receipt } from "./service.js";

interface Feedback {
  readonly tasks: readonly { readonly title: string; readonly score: number; readonly points: number }[];
}

describe("gradus serve", function () {
  this.timeout(180_000);
  const service = new RunningService();
  const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
  const submitted = (student: string): string =>
    join(service.course.folder, "submitted", student, `${NOTEBOOK}.ipynb`);
  before(async () => {
    await service.enrol("ada", "bea");
    await service.start();
  });
  after(async () => {
    await service.remove();
    assert.deepEqual(await processesOfSandboxes(), []);
  });

  it("gives all points for the solution, and a page with them", async () => {
    const text = solution("ada");
    const { id, sha256, status } = await service.handIn("ada", text);
    assert.deepEqual([sha256, status], [sha(text), "waiting"]);
    const { points, ...rest } = await service.settled("ada", id);
    assert.equal(rest.status, "graded");
    assert.equal(points!.score, points!.of);
    assert.ok(points!.of > 0);
    const page = await service.ask(`/v1/submissions/${id}/feedback`, "ada", {
      headers: { Accept: "text/html" },
    });
    assert.equal(page.status, 200);
    assert.match(await page.text(), new RegExp(`<strong>${points!.score}</strong> of`));
  });

  it("says what is wrong with what is wrong, without a hidden number", async () => {
    const { id } = await service.handIn("bea", wrong());
    const { status, points } = await service.settled("bea", id);
    assert.equal(status, "graded");
    assert.ok(points!.score > 0 && points!.score < points!.of, JSON.stringify(points));
    const response = await service.ask(`/v1/submissions/${id}/feedback`, "bea");
    const feedback = (await response.json()) as Feedback;
    const worst = feedback.tasks.filter(({ score, points }) => score < points);
    assert.ok(worst.length > 0 && worst.length < feedback.tasks.length);
    const secret = readFileSync(join(service.course.folder, "graded/secret"), "utf8");
    assert.ok(!JSON.stringify(feedback).includes(secret));
  });

  it("shows neither of them anything of the other", async () => {
    const { submissions } = (await (await service.ask("/v1/submissions", "bea")).json()) as {
      submissions: Receipt[];
    };
    assert.equal(submissions.length, 1);
    const theirs = submissions[0]!.id;
    for (const end of ["", "/feedback"])
      assert.equal((await service.ask(`/v1/submissions/${theirs}${end}`, "ada")).status, 404);
  });

  it("leaves everything where all other commands find it", async () => {
    const { folder } = service.course;
    const graded = await gradus("grade", folder, "--json");
    const { known, total } = JSON.parse(graded.stdout) as { known: number; total: number };
    assert.deepEqual([known, total], [2, 2], graded.stderr);
    const page = await gradus("feedback", folder, "--student", "bea", "--json");
    assert.equal((JSON.parse(page.stdout) as { written: number }).written, 1, page.stderr);
    const table = await gradus("export", folder, "--output", "-");
    assert.match(table.stdout, /(^|,)ada,/m);
  });

  it("keeps all that it writes for its owner", () => {
    for (const file of [submitted("ada"), join(service.course.folder, "submitted/ada/receipt.json")])
      assert.equal(statSync(file).mode & 0o077, 0, file);
    const data = join(service.folder, "data");
    assert.equal(statSync(data).mode & 0o777, 0o700);
    for (const name of readdirSync(data)) assert.equal(statSync(join(data, name)).mode & 0o777, 0o600, name);
  });

  it("has written neither a token nor what somebody wrote", () => {
    assert.match(service.stderr, new RegExp(`taken ada .* ${NOTEBOOK} [0-9a-f]{12}\n`));
    for (const token of service.tokens.values()) assert.ok(!service.stderr.includes(token));
    assert.ok(!service.stderr.includes("my.ipynb"));
  });

  it("loses nothing when it is killed, with fifty hand-ins that came at the same time", async () => {
    const students = Array.from({ length: 50 }, (_, i) => `student-${i}`);
    await service.enrol(...students);
    const receipts = await Promise.all(students.map((each) => service.handIn(each, solution(each))));
    assert.equal(await service.stop("SIGKILL"), "SIGKILL");
    for (const [i, student] of students.entries())
      assert.equal(sha(readFileSync(submitted(student), "utf8")), receipts[i]!.sha256, student);

    await service.start();
    const early = await Promise.all(students.map((each, i) => service.receipt(each, receipts[i]!.id)));
    assert.ok(
      early.some(({ status }) => status === "waiting"),
      "it was killed before all were graded",
    );
    for (const [i, student] of students.entries()) {
      const { status, points, sha256 } = await service.settled(student, receipts[i]!.id);
      assert.deepEqual([status, points?.score, sha256], ["graded", points?.of, receipts[i]!.sha256], student);
    }
  });

  it("ends with 0 when it is told to, and grades what was waiting at the next start", async () => {
    const { id } = await service.handIn("ada", solution("another remark"));
    assert.equal(await service.stop(), 0, service.stderr);
    await assert.rejects(fetch(`${service.address}/healthz`));
    await service.start();
    assert.equal((await service.settled("ada", id)).status, "graded");
    assert.equal(await service.stop(), 0, service.stderr);
  });
});
