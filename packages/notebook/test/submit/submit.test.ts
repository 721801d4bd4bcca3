/** Handing in from a cell: what arrives, and what the student sees. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, truncateSync, utimesSync } from "node:fs";
import { feedback, submissions, submit } from "../../dist/index.js";
import { inCell } from "../fakeTslab.js";
import { aDesk, NAME } from "./desk.js";
import { answering, breaking, TOKEN } from "./fakeService.js";

describe("submit", () => {
  const desk = aDesk();
  beforeEach(() => {
    process.env.GRADUS_TOKEN = TOKEN;
  });

  it("hands in the notebook's own bytes, and shows receipt and feedback in one place", async () => {
    await submit();
    const [handIn, ...others] = desk().service.handIns;
    assert.deepEqual(others, []);
    assert.equal(handIn!.path, `/v1/assignments/exercise-3/submissions?file=${NAME}`);
    const bytes = readFileSync(desk().path(NAME));
    assert.deepEqual(handIn!.body, bytes);
    assert.equal(desk().places, 1);
    const sha = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
    const { text, html } = desk();
    assert.match(text, /^✓ Handed in: 3-4-xor\n/);
    assert.match(text, new RegExp(`SHA-256 +${sha}…`));
    assert.match(text, /State +✓ graded: 2\.5 of 7 points; answers in words still wait for a person/);
    assert.match(text, /– in part {2,}\(a\) MultiplyGate: 1 of 3\n/);
    assert.match(
      text,
      /✗ failed {2,}backward: 0 of 2\n +∂L\/∂a: expected 3, got 2\n +→ Multiply the others\./,
    );
    assert.match(text, /… waits {2,}Why\?: \? of 2/);
    assert.match(text, /✓ read {2,}And then\?: 1\.5 of 2\n +Nearly\./);
    assert.match(text, /Noticed: A cell is there twice\./);
    assert.match(html, /<caption[^>]*><b>✓ Handed in: 3-4-xor<\/b>/);
    assert.match(html, /<th scope="row"[^>]*>SHA-256<\/th>/);
    assert.doesNotMatch(html, /<script|<style/);
  });

  it("says when the file was saved, where no page saves it", async () => {
    const time = new Date(Date.now() - 12 * 60_000 - 5000);
    utimesSync(desk().path(NAME), time, time);
    await submit();
    assert.match(
      desk().text,
      /saved 12 minutes ago: save the notebook \(Ctrl\+S\) first if you changed it since/,
    );
  });

  it("waits for the page to save, and hands in what was saved", async () => {
    desk().page = (line) => {
      line.onMessage?.({ data: { type: "saving" } });
      setTimeout(() => {
        desk().write(NAME, '{"cells":[], "changed": true}');
        line.onMessage?.({ data: { type: "saved", file: NAME } });
      }, 50);
    };
    await submit();
    assert.match(desk().service.handIns[0]!.body.toString(), /changed/);
    assert.match(desk().text, /saved just now/);
  });

  it("says why the page could not save", async () => {
    desk().page = (line) => line.onMessage?.({ data: { type: "failed", reason: "the disk is full" } });
    await submit();
    assert.match(
      desk().text,
      /⚠ The notebook could not be saved \(the disk is full\)\. What lay on the disk was handed in/,
    );
  });

  it("follows a notebook that was renamed after the kernel had started", async () => {
    renameSync(desk().path(NAME), desk().path("mine.ipynb"));
    desk().page = (line) => line.onMessage?.({ data: { type: "saved", file: "mine.ipynb" } });
    await submit();
    assert.match(desk().service.handIns[0]!.path, /file=mine\.ipynb$/);
  });

  it("takes the file that it is given, and finds gradus.json above it", async () => {
    delete process.env.JPY_SESSION_NAME;
    mkdirSync(desk().path("work"));
    desk().write("work/other one.ipynb", '{"cells":[]}');
    await submit(desk().path("work/other one.ipynb"));
    assert.match(desk().service.handIns[0]!.path, /file=other%20one\.ipynb$/);
  });

  it("shows what is late and what may be a mistake", async () => {
    desk().service.receipt = { lateness: "2 days late: −20 %", warnings: ["One task is still open."] };
    await submit();
    assert.match(desk().text, /Late +⚠ 2 days late: −20 %/);
    assert.match(desk().text, /Look at +⚠ One task is still open\./);
  });

  it("stops waiting after the time that it is given, and says how to ask later", async () => {
    desk().service.patience = Infinity;
    await submit({ wait: 0 });
    assert.match(desk().text, /State +… waits to be graded\n.*`await feedback\(\)` asks later/);
    desk().service.patience = 0;
    await feedback();
    assert.match(desk().text, /✓ graded: 2\.5 of 7/);
  });

  it("can be stopped while it waits: what is handed in stays handed in", async () => {
    desk().service.patience = Infinity;
    const stop = setInterval(() => {
      if (desk().text.includes("waits to be graded")) desk().stopCell();
    }, 20);
    await submit();
    clearInterval(stop);
    assert.match(desk().text, /You have stopped waiting. It is handed in all the same/);
    const asked = desk().service.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(desk().service.asked.length, asked, "nobody asks any more");
  });

  for (const [status, words] of [
    ["not gradable", /✗ cannot be graded\. It is broken\./],
    ["replaced", /– a later hand-in has taken its place/],
  ] as const)
    it(`shows that one is ${status}`, async () => {
      desk().service.receipt = { status, reason: "It is broken." };
      await submit();
      assert.match(desk().text, words);
    });

  it("shows nothing of what the service says as HTML, or as signs that move a terminal's cursor", async () => {
    const evil = "<img src=x onerror=alert(1)>\u001b[2J\"'";
    desk().service.receipt = {
      lateness: evil,
      warnings: [evil],
      notebook: evil,
      assignment: evil,
      file: evil,
      reason: evil,
    };
    const test = { name: evil, points: 1, score: 0, status: "failed", hint: evil };
    const example = { what: evil, expected: evil, got: evil };
    desk().service.feedback = {
      tasks: [{ title: evil, points: 1, score: 0, problem: evil, tests: [{ ...test, example }] }],
      answers: [{ title: evil, points: 1, score: 1, comment: evil }],
      findings: [evil],
    };
    await submit();
    await submissions();
    for (const { "text/html": html, "text/plain": text } of desk().shown) {
      assert.ok(!html.includes("<img") && !html.includes("\u001b"), html);
      assert.ok(!text.includes("\u001b"), text);
    }
    assert.match(desk().html, /&#60;img src=x/);
  });

  it("tries again where the service is busy or away for a moment, and says so", async () => {
    const busy = answering(503, { error: "Busy." }, { "Retry-After": "0" });
    const often = answering(429, { error: "Too often." }, { "Retry-After": "1" });
    // The first question is about the token.
    desk().service.next.push(() => false, busy, often, breaking);
    await submit();
    assert.equal(desk().service.handIns.length, 4);
    assert.match(desk().everything, /The service is busy: trying again in 0 s \(2 of 5\)/);
    assert.match(desk().everything, /asked too often: trying again in 1 s \(3 of 5\)/);
    assert.match(desk().everything, /cannot be reached \(the connection broke\): trying again/);
    assert.match(desk().text, /✓ Handed in/);
  }).timeout(20_000);

  it("tells at once whom it would have to keep waiting for long", async () => {
    desk().service.next.push(
      () => false,
      answering(429, { error: "Come back in an hour." }, { "Retry-After": "3600" }),
    );
    await assert.rejects(submit(), /RefusedError: Come back in an hour\./);
    assert.match(desk().text, /This did not work/);
  });

  for (const [status, sentence] of [
    [413, "It has more than 20 MB."],
    [422, "mine.ipynb is no notebook of exercise-3."],
    [409, "Tell your instructor."],
  ] as const)
    it(`passes on what the service says with ${status}`, async () => {
      desk().service.next.push(() => false, answering(status, { error: sentence }));
      await assert.rejects(submit(), { name: "RefusedError", message: sentence });
    });

  it("says that an assignment is not there", async () => {
    desk().service.next.push(() => false, answering(404, { error: "GET /v1/assignments" }));
    await assert.rejects(submit(), /RefusedError: Nothing was handed in: .* takes no "exercise-3"/);
  });

  for (const [what, answer] of [
    ["a page of the network's own", answering(200, "<html>Log in</html>")],
    ["the way to another address", answering(302, "", { Location: "http://127.0.0.1:1/" })],
    ["the receipt of something else", answering(201, { id: "x" })],
  ] as const)
    it(`does not take ${what} for a receipt`, async () => {
      desk().service.next.push(() => false, answer);
      await assert.rejects(
        submit(),
        /UnexpectedAnswerError: .* so that it is not sure that anything has arrived/,
      );
    });

  it("does not take the receipt of another file for its own", async () => {
    desk().service.receipt = { sha256: "0".repeat(64) };
    await assert.rejects(submit(), /UnexpectedAnswerError: .* the receipt of another file/);
  });

  it("says that it is handed in where only the feedback cannot be had", async () => {
    desk().service.next.push(
      () => false,
      () => false,
      answering(503, { error: "Away." }, { "Retry-After": "600" }),
    );
    await submit();
    assert.match(desk().text, /✓ Handed in[^]*It is handed in, but the feedback could not be had: Away\./);
  });

  it("says what to do where the file is not known, not there, too large, or no notebook", async () => {
    truncateSync(desk().path(NAME), 20_000_001);
    await assert.rejects(submit(), /NotebookFileError: .* has 21 MB.*Clear the outputs/);
    desk().write(NAME, "not JSON");
    await assert.rejects(submit(), /NotebookFileError: .* does not hold a notebook/);
    await assert.rejects(
      submit(desk().path("none.ipynb")),
      /NotebookFileError: .* cannot be read.*restart the kernel/,
    );
    await assert.rejects(
      submit(desk().path("gradus.json")),
      /NotebookFileError: gradus\.json is no notebook/,
    );
    process.env.JPY_SESSION_NAME = desk().path("console-1");
    const before = process.cwd();
    process.chdir(desk().path("."));
    try {
      await assert.rejects(
        submit(),
        /NotebookFileError: It is not known which file.*submit\("3-4-xor\.ipynb"\)/,
      );
    } finally {
      process.chdir(before);
    }
    assert.deepEqual(desk().service.handIns, []);
  });

  it("works on tslab, too", async () => {
    const before = desk();
    Reflect.deleteProperty(globalThis, Symbol.for("gradus.kernel"));
    const sent = await inCell(() => submit());
    assert.equal(before.service.handIns.length, 1);
    assert.match(sent.at(-1)!.data["text/plain"] as string, /✓ Handed in[^]*Feedback/);
    assert.equal(new Set(sent.map(({ transient }) => transient.display_id)).size, 1);
  });
});

describe("submissions and feedback", () => {
  const desk = aDesk();
  beforeEach(() => {
    process.env.GRADUS_TOKEN = TOKEN;
  });

  it("show what was handed in, the newest first, and any one of it", async () => {
    await submissions();
    assert.equal(desk().text, "You have handed in nothing yet.");
    await assert.rejects(feedback(), /RefusedError: You have handed in nothing for exercise-3 yet/);
    await submit();
    desk().write(NAME, '{"cells": [ ]}');
    await submit();
    await submissions();
    assert.match(desk().text, /2222 *\n?[^]*11111111/);
    assert.match(desk().html, /<th scope="col"[^>]*>SHA-256<\/th>/);
    assert.match(desk().html, /await feedback\("22222222"\)/);
    await feedback("1111");
    const first = createHash("sha256").update(desk().service.handIns[0]!.body).digest("hex").slice(0, 12);
    assert.match(desk().text, new RegExp(`${first}…[^]*Feedback`));
    await assert.rejects(feedback("99"), /RefusedError: There is no hand-in "99" of yours/);
  });
});
