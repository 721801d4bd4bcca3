/** The page for grading answers: only its own forms are taken, and only from whoever knows its address. */

import assert from "node:assert/strict";
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { readGrades } from "../../src/manual/grades.js";
import { ManualServer } from "../../src/manual/server/server.js";
import { answer, HOSTILE, Scratch } from "../report/scratch.js";

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe("the page of manual grading", () => {
  let scratch: Scratch;
  let server: ManualServer;
  let address: URL;
  beforeEach(async () => {
    scratch = new Scratch();
    for (const student of ["ada", "bea"]) {
      scratch.handIn(student);
      scratch.grade(student, { answers: [{ ...answer, text: `I am ${student}. ${HOSTILE.markup}` }] });
    }
    server = new ManualServer(scratch.assignment);
    address = new URL(await server.start());
  });
  afterEach(async () => {
    await server.close();
    scratch.remove();
  });

  async function ask(
    path: string,
    {
      method = "GET",
      headers = {},
      body = "",
    }: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const { hostname: host, port } = address;
      const sent = request({ host, port, path, method, headers }, (response) => {
        void text(response).then((body) => {
          resolve({ status: response.statusCode!, headers: response.headers, body });
        }, reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  const first = (): string => `${address.pathname}answer/1`;
  async function form(fields: Record<string, string>): Promise<string> {
    const { body } = await ask(first());
    const version = /name="version" value="([0-9a-f]{64})"/.exec(body)![1]!;
    return new URLSearchParams({ version, comment: "", ...fields }).toString();
  }
  const post = async (fields: Record<string, string>, headers: OutgoingHttpHeaders = {}): Promise<Reply> =>
    ask(first(), {
      method: "POST",
      headers: { Origin: address.origin, ...headers },
      body: await form(fields),
    });
  const said = () => readGrades(scratch.assignment).of({ student: "ada", notebook: "one", cell: "why" });

  it("listens on this machine only, at an address that nobody guesses", () => {
    assert.equal(address.hostname, "127.0.0.1");
    assert.match(address.pathname, /^\/[\w-]{32}\/$/);
  });

  it("shows an answer with the mark scheme of the source", async () => {
    const { status, body } = await ask(first());
    assert.equal(status, 200);
    assert.match(body, /I am ada\./);
    assert.match(body, /\*\*Full:\*\* it is not two\./);
    assert.match(body, /Say it in a sentence\./);
  });

  it("runs nothing and takes forms only to itself, whatever stands in an answer", async () => {
    for (const path of [address.pathname, first()]) {
      const { headers, body } = await ask(path);
      assert.match(body, /default-src &#39;none&#39;.*form-action &#39;self&#39;/);
      assert.equal(headers["content-security-policy"], "frame-ancestors 'none'");
      assert.equal(headers["cache-control"], "no-store");
      assert.doesNotMatch(body, /<script|<img|https?:/);
    }
  });

  it("saves at once, and goes on to the next answer that waits, then to the overview", async () => {
    const reply = await post({ points: "1,5", comment: "Good.\r\nReally." });
    assert.deepEqual([reply.status, reply.headers.location], [303, `${address.pathname}answer/2`]);
    assert.deepEqual([said()!.score, said()!.comment], [1.5, "Good.\nReally."]);
    assert.equal(server.left, 1);
    scratch.grade("bea", { answers: [{ ...answer, text: "Because." }] });
    const { body } = await ask(`${address.pathname}answer/2`);
    const version = /name="version" value="([0-9a-f]{64})"/.exec(body)![1]!;
    const last = await ask(`${address.pathname}answer/2`, {
      ...{ method: "POST", headers: { Origin: address.origin } },
      body: new URLSearchParams({ version, quick: "2" }).toString(),
    });
    assert.deepEqual([last.status, last.headers.location, server.left], [303, address.pathname, 0]);
  });

  it("refuses points that are out of range, and keeps what was typed", async () => {
    const { status, body } = await post({ points: "3", comment: HOSTILE.markup });
    assert.equal(status, 422);
    assert.match(body, /role="alert">3 points are out of range/);
    assert.match(body, /&#60;script&#62;alert\(1\)/);
    assert.equal(said(), undefined);
  });

  it("saves nothing for a text that is another one now", async () => {
    const body = await form({ points: "2" });
    scratch.grade("ada", { answers: [{ ...answer, text: "A new text." }] });
    const reply = await ask(first(), { method: "POST", headers: { Origin: address.origin }, body });
    assert.equal(reply.status, 422);
    assert.match(reply.body, /another text since/);
    assert.equal(said(), undefined);
  });

  it("says what was said of an earlier text", async () => {
    await post({ points: "2", comment: "Right." });
    scratch.grade("ada", { answers: [{ ...answer, text: "A new text." }] });
    assert.match(
      (await ask(first())).body,
      /has changed since it was graded with <strong>2 points<\/strong>[\s\S]*Right\./,
    );
  });

  const strangers: Record<string, () => Promise<Reply>> = {
    "without the secret": () => ask("/answer/1"),
    "with another secret": () => ask(`/${"A".repeat(32)}/answer/1`),
    "to another name that points here": () =>
      ask(first(), { headers: { Host: `evil.example:${address.port}` } }),
    "to localhost, which can be somebody else's name": () =>
      ask(first(), { headers: { Host: `localhost:${address.port}` } }),
    "of a form from another page": () => post({ points: "2" }, { Origin: "https://evil.example" }),
    "of a form from a page without an origin": () => post({ points: "2" }, { Origin: "null" }),
    "of a form with too much in it": () => post({ points: "2", comment: "a".repeat(200_000) }),
    "with another method": () => ask(first(), { method: "DELETE", headers: { Origin: address.origin } }),
    "for an answer that is not there": () => ask(`${address.pathname}answer/3`),
    "for a file": () => ask(`${address.pathname}../../../etc/passwd`),
  };
  for (const [what, attempt] of Object.entries(strangers))
    it(`refuses a request ${what}`, async () => {
      const { status, body } = await attempt();
      assert.ok([403, 404, 405, 413].includes(status), String(status));
      assert.doesNotMatch(body, /I am ada/);
      assert.equal(said(), undefined);
    });
});
