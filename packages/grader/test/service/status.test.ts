/** The service tells students what became of their hand-ins, and what grading has found. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { take } from "../../src/manual/take.js";
import { NOTEBOOK, OTHER, Scratch } from "../collect/scratch.js";
import { answer, HOSTILE } from "../report/scratch.js";
import { Harness, type Receipt } from "./harness.js";

interface List {
  readonly submissions: readonly Receipt[];
}
interface Feedback {
  readonly answers: readonly { readonly score: number | null; readonly comment?: string }[];
}

const JSON_FORM = { headers: { Accept: "application/json" } };
const HTML_FORM = { headers: { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };

describe("the service, when somebody asks,", function () {
  this.timeout(20_000);
  let harness: Harness;
  beforeEach(async () => {
    harness = new Harness();
    await harness.start();
    await harness.enrol("ada", "bea");
  });
  afterEach(() => harness.end());

  const handIn = async (student: string, remark: string, notebook = NOTEBOOK): Promise<string> =>
    (await harness.handIn(student, Scratch.handIn(remark, notebook))).body.id;
  const status = async (student: string, id: string): Promise<Receipt> =>
    (await harness.ask<Receipt>(`/v1/submissions/${id}`, student)).body;

  it("lists their own hand-ins, the newest first", async () => {
    const ids = [await handIn("ada", "one"), await handIn("ada", "two", OTHER)];
    await handIn("bea", "three");
    const { submissions } = (await harness.ask<List>("/v1/submissions", "ada")).body;
    assert.deepEqual(
      submissions.map(({ id, student }) => [id, student]),
      ids.reverse().map((id) => [id, "ada"]),
    );
    assert.deepEqual((await harness.ask("/v1/submissions", "bea")).body, {
      submissions: [
        await status("bea", (await harness.ask<List>("/v1/submissions", "bea")).body.submissions[0]!.id),
      ],
    });
  });

  it("says what waits, and gives points when it is graded", async () => {
    harness.grading.hold();
    const id = await handIn("ada", "one");
    assert.equal((await status("ada", id)).status, "waiting");
    const early = await harness.ask(`/v1/submissions/${id}/feedback`, "ada");
    assert.equal(early.status, 409);
    assert.match(early.body.error, /Ask again/);
    harness.grading.release();
    const graded = await harness.settled("ada", id);
    assert.equal(graded.status, "graded");
    assert.deepEqual(graded.points, { score: 2, of: 5, isFinal: true });
  });

  it("writes the reports that gradus grade writes", async () => {
    await harness.settled("ada", await handIn("ada", "one"));
    const results = JSON.parse(harness.read("../graded/students/ada/results.json")) as {
      tests: { score?: number }[];
    };
    assert.ok(results.tests.some(({ score }) => score === 2));
  });

  it("gives feedback as data", async () => {
    const id = await handIn("ada", "one");
    await harness.settled("ada", id);
    const { status, body } = await harness.ask<unknown>(`/v1/submissions/${id}/feedback`, "ada", JSON_FORM);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      notebook: NOTEBOOK,
      tasks: [
        {
          ...{ title: "(a) One", points: 5, score: 2 },
          tests: [
            { name: "It is one.", points: 2, score: 2, status: "passed" },
            {
              ...{ name: "It stays one.", points: 3, score: 0, status: "failed" },
              example: { what: "one", expected: "1", got: "2", hint: "Count again." },
            },
          ],
        },
      ],
      answers: [],
      findings: ["A cell of your own."],
    });
  });

  it("gives feedback as the page that gradus feedback writes, with nothing in it that runs", async () => {
    harness.grading.result = { answers: [{ ...answer, text: HOSTILE.markup }] };
    const id = await handIn("ada", "one");
    await harness.settled("ada", id);
    const { status, headers, text } = await harness.ask(`/v1/submissions/${id}/feedback`, "ada", HTML_FORM);
    assert.equal(status, 200);
    assert.match(headers.get("content-type")!, /^text\/html/);
    assert.match(headers.get("content-security-policy")!, /default-src 'none'.*sandbox/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("cache-control"), "no-store");
    assert.match(text, /^<!doctype html>/);
    assert.match(text, /It stays one\./);
    assert.ok(!/<script|<img/.test(text));
    const neither = await harness.ask(`/v1/submissions/${id}/feedback`, "ada", {
      headers: { Accept: "image/png" },
    });
    assert.equal(neither.status, 406);
  });

  it("says what a person has given to an answer, as soon as it is given", async () => {
    harness.grading.result = { answers: [{ ...answer, text: "Because." }] };
    const id = await handIn("ada", "one");
    assert.deepEqual((await harness.settled("ada", id)).points, { score: 2, of: 7, isFinal: false });
    const feedback = async (): Promise<unknown> =>
      (await harness.ask<Feedback>(`/v1/submissions/${id}/feedback`, "ada", JSON_FORM)).body.answers.map(
        ({ score, comment }) => [score, comment],
      );
    assert.deepEqual(await feedback(), [[null, undefined]]);
    take(harness.scratch.assignment(), [
      { student: "ada", notebook: NOTEBOOK, cell: answer.cell, score: 1.5, comment: "Nearly." },
    ]);
    assert.deepEqual((await status("ada", id)).points, { score: 3.5, of: 7, isFinal: true });
    assert.deepEqual(await feedback(), [[1.5, "Nearly."]]);
  });

  it("says why something is not gradable", async () => {
    harness.grading.result = {
      status: "not gradable",
      reason: "It is broken. Save it again.",
      tasks: [],
      findings: [],
    };
    const id = await handIn("ada", "one");
    const receipt = await harness.settled("ada", id);
    assert.deepEqual([receipt.status, receipt.reason], ["not gradable", "It is broken. Save it again."]);
    assert.equal(receipt.points, undefined);
    const { body } = await harness.ask<{ findings: string[] }>(
      `/v1/submissions/${id}/feedback`,
      "ada",
      JSON_FORM,
    );
    assert.deepEqual(body.findings, ["It is broken. Save it again."]);
  });

  it("says what a later hand-in has replaced, and grades only the later one", async () => {
    harness.grading.hold();
    // The line is full, so that it cannot begin.
    await harness.enrol("cem", "dan", "eve", "fay");
    for (const student of ["cem", "dan", "eve", "fay"]) await handIn(student, student);
    const [first, second] = [await handIn("ada", "one"), await handIn("ada", "two")];
    assert.equal((await status("ada", first)).status, "replaced");
    const { status: code, body } = await harness.ask(`/v1/submissions/${first}/feedback`, "ada");
    assert.equal(code, 409);
    assert.match(body.error, /later hand-in/);
    harness.grading.release();
    assert.equal((await harness.settled("ada", second)).status, "graded");
    assert.equal((await status("ada", first)).status, "replaced");
    assert.equal(harness.grading.asked.filter((each) => each.startsWith("ada")).length, 1);
    assert.equal(harness.grading.most, 4);
  });

  it("never lets the result of an earlier one come last", async () => {
    harness.grading.hold();
    const first = await handIn("ada", "one");
    const second = await handIn("ada", "two");
    assert.deepEqual(harness.grading.asked, [`ada/${NOTEBOOK}`]);
    harness.grading.release();
    const { sha256 } = await harness.settled("ada", second);
    assert.equal((await status("ada", first)).status, "replaced");
    const result = JSON.parse(harness.read(`../graded/students/ada/${NOTEBOOK}.json`)) as { sha256: string };
    assert.equal(result.sha256, sha256);
    assert.equal(harness.grading.asked.length, 2);
  });

  it("keeps the points and the feedback of an earlier one that was graded", async () => {
    const first = await handIn("ada", "one");
    await harness.settled("ada", first);
    harness.grading.result = { tasks: [] };
    const second = await handIn("ada", "two");
    await harness.settled("ada", second);
    assert.deepEqual((await status("ada", first)).points, { score: 2, of: 5, isFinal: true });
    assert.deepEqual((await status("ada", second)).points, { score: 0, of: 0, isFinal: true });
    const pages = await Promise.all(
      [first, second].map((id) => harness.ask(`/v1/submissions/${id}/feedback`, "ada", HTML_FORM)),
    );
    assert.deepEqual(
      pages.map(({ text }) => text.includes("It stays one.")),
      [true, false],
    );
  });

  it("shows what a person has graded again", async () => {
    const id = await handIn("ada", "one");
    const { sha256 } = await harness.settled("ada", id);
    const file = join(harness.scratch.folder, `exercise-3/graded/students/ada/${NOTEBOOK}.json`);
    const result = {
      ...{ notebook: NOTEBOOK, sha256, status: "graded", sandbox: "bubblewrap", findings: [], answers: [] },
      tasks: [{ cell: "t", task: "t", title: "T", points: 9, score: 8, tests: [] }],
    };
    writeFileSync(file, JSON.stringify(result));
    assert.deepEqual((await status("ada", id)).points, { score: 8, of: 9, isFinal: true });
  });

  it("says that the machine has failed, without its secrets, and tries again at the next start", async () => {
    harness.grading.isFailing = true;
    const id = await handIn("ada", "one");
    const failed = await harness.settled("ada", id);
    assert.equal(failed.status, "not graded");
    assert.match(failed.reason!, /need not hand in again/);
    assert.ok(!failed.reason!.includes("/srv"));
    assert.match(harness.log.join("\n"), /failed ada .*\/srv\/secret\/place/);
    assert.equal((await harness.ask(`/v1/submissions/${id}/feedback`, "ada")).status, 409);
    await harness.restart();
    assert.equal((await harness.settled("ada", id)).status, "graded");
    assert.equal((await status("ada", id)).reason, undefined);
  });

  it("takes up what was waiting when it ended", async () => {
    harness.grading.hold();
    const id = await handIn("ada", "one");
    await harness.restart();
    assert.equal((await harness.settled("ada", id)).status, "graded");
  });

  it("takes up what was laid there and not written down", async () => {
    harness.grading.hold();
    const first = await handIn("ada", "one");
    await harness.service.close();
    // As a program leaves it that was killed between the two, or a person who has collected it.
    const folder = harness.scratch.download({ [`ada/${NOTEBOOK}.ipynb`]: Scratch.handIn("two") });
    const { collect } = await import("../../src/collect/collect.js");
    await collect(harness.scratch.assignment(), folder, {});
    harness.grading = new (await import("./fakeGrading.js")).FakeGrading();
    await harness.start();
    const { submissions } = (await harness.ask<List>("/v1/submissions", "ada")).body;
    assert.equal(submissions.length, 2);
    assert.equal(submissions[1]!.id, first);
    assert.equal(submissions[1]!.status, "replaced");
    assert.equal((await harness.settled("ada", submissions[0]!.id)).status, "graded");
  });

  it("names its assignments", async () => {
    harness.scratch.assignment({ title: "Exercise 3", due: "2026-11-20T23:59:00+01:00" });
    assert.deepEqual((await harness.ask("/v1/assignments", "ada")).body, {
      assignments: [
        {
          ...{ name: "exercise-3", title: "Exercise 3", due: "2026-11-20T23:59:00+01:00" },
          notebooks: [OTHER, NOTEBOOK],
        },
      ],
    });
  });

  it("says that it is well to everybody, and how much there is to do", async () => {
    assert.deepEqual((await harness.ask("/healthz")).body, { status: "ok" });
    harness.grading.hold();
    await handIn("ada", "one");
    await harness.handIn("ada", Scratch.handIn("one"));
    await harness.handIn("ada", "junk");
    await harness.ask("/v1/submissions");
    const { headers, text } = await harness.ask("/metrics");
    assert.match(headers.get("content-type")!, /^text\/plain; version=0\.0\.4/);
    for (const line of [
      'gradus_handins_total{outcome="taken"} 1',
      'gradus_handins_total{outcome="repeated"} 1',
      'gradus_handins_total{outcome="refused"} 1',
      "gradus_handins_waiting 1",
      "gradus_wrong_tokens_total 1",
    ])
      assert.ok(text.split("\n").includes(line), `${line}\n${text}`);
    assert.ok(!text.includes("ada"));
  });

  it("says how much is in the queue, where there is one that answers", async () => {
    const queued = async (): Promise<string[]> =>
      (await harness.ask("/metrics")).text.split("\n").filter((line) => line.startsWith("gradus_queue_"));
    assert.deepEqual(await queued(), []);
    harness.grading.counts = () =>
      Promise.resolve({ waiting: 5, active: 2, failed: 1, graded: 7, workers: 3 });
    assert.deepEqual(await queued(), [
      'gradus_queue_handins{state="waiting"} 5',
      'gradus_queue_handins{state="active"} 2',
      'gradus_queue_handins{state="failed"} 1',
      "gradus_queue_graded_total 7",
      "gradus_queue_workers 3",
    ]);
    harness.grading.counts = () => Promise.reject(new Error("Connection is closed."));
    assert.deepEqual(await queued(), []);
    assert.equal((await harness.ask("/metrics")).status, 200);
  });
});
