/** The service stays there for all when some ask too often, send too slowly, or send too much. */

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceOptions } from "../../src/service/service.js";
import { Scratch } from "../collect/scratch.js";
import { Harness } from "./harness.js";
import { Raw } from "./raw.js";

describe("the service, when it is too much,", function () {
  this.timeout(20_000);
  let harness: Harness;
  const sockets: Raw[] = [];
  const start = async (
    limits: ServiceOptions["limits"],
    options: Partial<ServiceOptions> = {},
  ): Promise<void> => {
    await harness.start({ limits: limits ?? {}, ...options });
    await harness.enrol("ada", "bea", "cem", "dan");
  };
  beforeEach(() => {
    harness = new Harness();
  });
  afterEach(async () => {
    for (const { socket } of sockets.splice(0)) socket.destroy();
    await harness.end();
  });

  const raw = (text: string): Raw => {
    const made = new Raw(harness.service.address).send(text);
    sockets.push(made);
    return made;
  };
  /** The head of a hand-in whose bytes come later, or never. */
  const beginning = (student: string, bytes: number): string =>
    "POST /v1/assignments/exercise-3/submissions?file=a.ipynb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" +
    `Authorization: Bearer ${harness.tokens[student] ?? "gr_wrong"}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`;

  it("lets one token ask so often and not more, and others as before", async () => {
    await start({ requests: 3, window: 2000 });
    const codes = [];
    for (let i = 0; i < 5; i++) codes.push((await harness.ask("/v1/submissions", "ada")).status);
    assert.deepEqual(codes, [200, 200, 200, 429, 429]);
    const { headers, body } = await harness.ask("/v1/submissions", "ada");
    assert.match(headers.get("retry-after")!, /^[12]$/);
    assert.match(body.error, /Try again in [12] seconds/);
    assert.equal((await harness.ask("/v1/submissions", "bea")).status, 200);
    await sleep(2100);
    assert.equal((await harness.ask("/v1/submissions", "ada")).status, 200);
  });

  it("lets one token hand in so often and not more, and ask all the same", async () => {
    await start({ handIns: 2 });
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await harness.handIn("ada", Scratch.handIn(String(i)))).status);
    assert.deepEqual(codes, [201, 201, 429]);
    assert.equal((await harness.ask("/v1/submissions", "ada")).status, 200);
    assert.equal((await harness.handIn("bea", Scratch.handIn("b"))).status, 201);
  });

  it("answers wrong tokens of one address so often and not more, and right ones from there always", async () => {
    await start({ wrongTokens: 2 });
    const codes = [];
    for (let i = 0; i < 4; i++) codes.push((await harness.ask("/v1/submissions")).status);
    assert.deepEqual(codes, [401, 401, 429, 429]);
    assert.equal((await harness.ask("/v1/submissions", "ada")).status, 200);
  });

  it("lets one address look at what is open so often and not more", async () => {
    await start({ requests: 2 });
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await harness.ask("/healthz")).status);
    assert.deepEqual(codes, [200, 200, 429]);
    assert.equal((await harness.ask("/v1/submissions", "ada")).status, 200);
  });

  const from = (address: string): Promise<{ status: number }> =>
    harness.ask("/v1/submissions", undefined, { headers: { "X-Forwarded-For": address } });

  it("believes nobody who says where they come from", async () => {
    await start({ wrongTokens: 2 });
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await from(`10.0.0.${i}`)).status);
    assert.deepEqual(codes, [401, 401, 429]);
  });

  it("believes the proxy in front of it, and not what stood there before", async () => {
    await start({ wrongTokens: 2 }, { isProxyTrusted: true });
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await from(`10.9.9.${i}, 10.0.0.1`)).status);
    codes.push((await from("10.0.0.2")).status);
    assert.deepEqual(codes, [401, 401, 429, 401]);
  });

  it("refuses before it reads anything of a hand-in", async () => {
    await start({});
    assert.equal(await raw(beginning("nobody", 10_000_000)).status(), 401);
    assert.equal(await raw(beginning("ada", 10_000_000).replace("exercise-3", "other")).status(), 404);
    assert.equal(await raw(beginning("ada", 30_000_000)).status(), 413);
    assert.equal(await raw(beginning("ada", 10_000_000).replace("/v1/", "/v2/")).status(), 404);
    assert.equal(await raw(beginning("ada", 10_000_000).replace("POST", "PUT")).status(), 404);
  });

  it("cuts off who sends its headers too slowly", async () => {
    await start({ headersTime: 300, requestTime: 600 });
    const slow = raw("GET /healthz HTTP/1.1\r\n");
    const timer = setInterval(() => slow.send("X: y\r\n"), 50);
    const text = await slow.ended;
    clearInterval(timer);
    assert.match(text, /^HTTP\/1\.1 408 [\s\S]*"error"/);
  });

  it("cuts off who sends a hand-in too slowly, and gives the place to the next", async () => {
    await start({ headersTime: 300, requestTime: 600, uploads: 1 });
    const slow = raw(beginning("ada", 10_000));
    await sleep(100);
    const timer = setInterval(() => slow.send(" "), 50);
    const before = performance.now();
    const { status } = await harness.handIn("bea", Scratch.handIn("b"));
    clearInterval(timer);
    assert.equal(status, 201);
    assert.ok(performance.now() - before > 100, "it had to wait");
    assert.match(await slow.ended, /^(HTTP\/1\.1 4|$)/);
  });

  it("receives so many at a time, and lets the others wait, so many and so long", async () => {
    await start({ uploads: 1, uploadsWaiting: 1, uploadPatience: 300 });
    const slow = raw(beginning("ada", 10_000));
    await sleep(100);
    const [waiting, refused] = await Promise.all([
      harness.handIn<{ error: string }>("bea", Scratch.handIn("b")),
      sleep(100).then(() => harness.handIn<{ error: string }>("cem", Scratch.handIn("c"))),
    ]);
    assert.deepEqual([waiting.status, refused.status], [503, 503]);
    assert.match(refused.headers.get("retry-after")!, /^\d+$/);
    assert.match(refused.body.error, /Hand in again/);
    // A client that goes away gives its place back.
    slow.socket.destroy();
    await sleep(100);
    assert.equal((await harness.handIn("cem", Scratch.handIn("c"))).status, 201);
  });

  it("gives one student not all the places", async () => {
    await start({ uploads: 4, uploadsOfOne: 2 });
    for (let i = 0; i < 2; i++) raw(beginning("ada", 10_000));
    await sleep(100);
    assert.equal((await harness.handIn("ada", Scratch.handIn("a"))).status, 429);
    assert.equal((await harness.handIn("bea", Scratch.handIn("b"))).status, 201);
  });

  it("ends cleanly: what is under way is answered, and what comes then is told to come again", async () => {
    await start({});
    const text = Scratch.handIn("a");
    const open = raw(beginning("ada", Buffer.byteLength(text)) + text.slice(0, 100));
    // A connection that was there before.
    const kept = raw("GET /healthz HTTP/1.1\r\nHost: x\r\n");
    await sleep(100);
    const closed = harness.service.close();
    await sleep(100);
    kept.send("\r\n");
    open.socket.write(text.slice(100));
    assert.match(await open.ended, /^HTTP\/1\.1 201 /);
    assert.match(await kept.ended, /^HTTP\/1\.1 503 [\s\S]*Try again/);
    await closed;
    assert.equal(harness.read("ada/receipt.json").includes("sha256"), true);
  });
});
