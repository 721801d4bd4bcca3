/** A store on S3 when its server, the way to it, or what it was told is not as it should be. */

import assert from "node:assert/strict";
import { S3Blobs } from "../../../src/blobs/s3/s3.js";
import type { Patience } from "../../../src/blobs/s3/client.js";
import type { Environment } from "../../../src/blobs/s3/place.js";
import { MachineError } from "../../../src/errors.js";
import { first, Middle, type Fault } from "./middle.js";
import { S3Server } from "./server.js";

const KEY = "ab".repeat(32);
const TEXT = Buffer.from('{"points":3}');
const CANNOT_WRITE = /^The store at s3:\/\/gradus-course\/\S+ cannot be written to: /;
const CANNOT_READ = /^The store at s3:\/\/gradus-course\/\S+ cannot be read: /;
const PATIENCE: Patience = { attempts: 4, silence: 200, pause: 5 };

describe("a store on S3", function () {
  this.timeout(20_000);
  let server: S3Server;
  let middle: Middle;
  let store: string;
  let stores = 0;
  before(async () => {
    server = await S3Server.start();
  });
  after(() => server.stop());
  beforeEach(async () => {
    middle = await Middle.to(server.url);
    store = server.store(`faults/${stores++}`);
  });
  afterEach(() => middle.remove());

  const open = (environment: Environment = server.environment(server.key, middle.url)): Promise<S3Blobs> =>
    S3Blobs.open(store, environment, { first: PATIENCE, later: PATIENCE });
  const puts = (): number =>
    middle.requests.filter(({ method, path }) => method === "PUT" && path.includes(KEY)).length;

  /** No message holds a key, or what is signed with it. */
  const refuses = async (promise: Promise<unknown>, why: readonly RegExp[], { id, secret } = server.key) => {
    await assert.rejects(promise, (error: Error) => {
      assert.ok(error instanceof MachineError, error.stack);
      for (const each of why) assert.match(error.message, each);
      for (const each of [id, secret, server.key.secret, "Signature", "Credential"])
        assert.ok(!error.message.includes(each), error.message);
      return true;
    });
  };

  const PASSING: Readonly<Record<string, Fault>> = {
    "is overloaded": { status: 503, code: "SlowDown" },
    "makes a mistake": { status: 500, code: "InternalError" },
    "is behind a proxy that cannot reach it": { status: 502 },
    "has somebody else write the same just now": { status: 409, code: "ConditionalRequestConflict" },
    "has waited for too long": { status: 400, code: "RequestTimeout" },
    "is silent": "silent",
    "breaks off its answer": "broken off",
  };
  for (const [what, fault] of Object.entries(PASSING))
    it(`is asked again when its server ${what}`, async () => {
      const blobs = await open();
      middle.fault = first(2, fault);
      assert.notEqual(await blobs.put("results", KEY, TEXT), "different");
      assert.equal(puts(), 3);
      middle.fault = first(2, fault);
      assert.deepEqual(await blobs.get("results", KEY), TEXT);
      middle.fault = first(2, fault);
      await blobs.discard(KEY);
      assert.equal(await blobs.get("results", KEY), undefined);
    });

  it("has written once what it was told twice, because the first answer was lost", async () => {
    const blobs = await open();
    middle.fault = first(1, "hung up");
    assert.equal(await blobs.put("results", KEY, TEXT), "same");
    assert.deepEqual(await blobs.get("results", KEY), TEXT);
  });

  it("says what to look at when it does not get better", async () => {
    const blobs = await open();
    const faults: readonly [Fault, RegExp][] = [
      [{ status: 503, code: "SlowDown" }, /http:\/\/127.0.0.1:\d+ answers 503 SlowDown, again and again\.$/],
      [{ status: 500 }, /answers 500, again and again\.$/],
      ["silent", /cannot be reached \(it has been silent for 0.2 seconds\)\.$/],
      [{ status: 404 }, /answers 404\. Is a server of S3 there\?$/],
      [{ status: 403, code: "AccessDenied" }, /the key may not do that\. It needs the rights s3:GetObject/],
      [{ status: 400, code: "ExpiredToken" }, /the key has expired\. Are AWS_ACCESS_KEY_ID/],
      [{ status: 403, code: "RequestTimeTooSkewed" }, /this machine's clock is wrong\. Set it\.$/],
      [
        { status: 301, code: "PermanentRedirect", headers: { "x-amz-bucket-region": "eu-south-2" } },
        /the bucket is in another region\. Set AWS_REGION=eu-south-2\.$/,
      ],
    ];
    for (const [fault, why] of faults) {
      middle.fault = () => fault;
      await refuses(blobs.put("results", KEY, TEXT), [CANNOT_WRITE, why]);
      await refuses(blobs.get("results", KEY), [CANNOT_READ, why]);
      await refuses(blobs.taken(KEY), [CANNOT_WRITE, why]);
    }
  });

  it("says so when its server is away", async () => {
    const blobs = await open();
    await middle.remove();
    const why = /http:\/\/127.0.0.1:\d+ cannot be reached \(connect ECONNREFUSED/;
    await refuses(blobs.put("results", KEY, TEXT), [CANNOT_WRITE, why]);
    await refuses(blobs.get("results", KEY), [CANNOT_READ, why]);
    middle = await Middle.to(server.url);
  });

  it("tells what is wrong before anything is graded", async () => {
    const environment = server.environment();
    const wrong = { ...server.key, secret: "wrong/secret" };
    const unknown = { id: "AKIAUNKNOWN", secret: "unknown/secret" };
    await refuses(open(server.environment(wrong)), [/the signature is wrong\. Are AWS_ACCESS_KEY_ID/], wrong);
    await refuses(open(server.environment(unknown)), [/the key is not known there\./], unknown);
    await refuses(open({ ...environment, AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1" }), [
      /ECONNREFUSED 127.0.0.1:1/,
    ]);
    middle.fault = ({ method }) => (method === "GET" ? { status: 403, code: "AccessDenied" } : undefined);
    await refuses(open(), [
      /what is not there looks forbidden\. Give it the right s3:ListBucket for the bucket\.$/,
    ]);
    middle.fault = () => undefined;
    store = "s3://no-such-bucket";
    await refuses(open(), [/there is no bucket no-such-bucket at http:.* Make it, or correct --store\.$/]);
  });

  it("is not used where a second writer would write over the first one", async () => {
    const WRITES_OVER = /^The store at s3:.* cannot write an object only where there is none/;
    const answers: readonly Fault[] = [{ status: 200 }, { status: 501, code: "NotImplemented" }];
    for (const answer of answers) {
      middle.fault = ({ method }) => (method === "PUT" ? answer : undefined);
      await refuses(open(), [WRITES_OVER]);
    }
  });

  it("is tried with two requests when it is known already", async () => {
    await open();
    const before = middle.requests.length;
    await open();
    assert.deepEqual(
      middle.requests.slice(before).map(({ method }) => method),
      ["PUT", "GET"],
    );
  });

  it("takes what has lost bytes for nothing, and for something that may be written again", async () => {
    const blobs = await open();
    await blobs.put("results", KEY, TEXT);
    const [, , , ...path] = `${store}/results/${KEY}`.split("/");
    await server.put(path.join("/"), '{"poi');
    assert.equal(await blobs.get("results", KEY), undefined);
    assert.equal(await blobs.put("results", KEY, TEXT), "new");
    assert.deepEqual(await blobs.get("results", KEY), TEXT);
    assert.equal(await blobs.put("results", KEY, Buffer.from("{}")), "different");
  });

  it("reads again what may have lost bytes on its way only", async () => {
    const blobs = await open();
    await blobs.put("results", KEY, TEXT);
    middle.fault = first(1, "shortened");
    assert.deepEqual(await blobs.get("results", KEY), TEXT);
    const shortenOnce = first(1, "shortened");
    middle.fault = (request) => (request.method === "GET" ? shortenOnce(request) : undefined);
    assert.equal(await blobs.put("results", KEY, Buffer.from("{}")), "different");
    assert.deepEqual(await blobs.get("results", KEY), TEXT);
  });

  it("has no more than 32 requests under way, however many hand-ins wait", async () => {
    const blobs = await open();
    const [keys, before] = [
      Array.from({ length: 100 }, (_, i) => String(i).padStart(64, "0")),
      middle.requests.length,
    ];
    middle.fault = () => "silent";
    const all = Promise.allSettled(keys.map((key) => blobs.get("results", key)));
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(middle.requests.length - before, 32);
    middle.fault = () => ({ status: 404, code: "NoSuchKey" });
    await all;
  });

  it("lets go at once of what waits when it is told to, but for what nobody would delete later", async () => {
    const ending = new AbortController();
    const patience = { ...PATIENCE, silence: 10_000 };
    const { signal } = ending;
    const environment = server.environment(server.key, middle.url);
    const blobs = await S3Blobs.open(store, environment, { first: patience, later: patience, signal });
    await blobs.put("handins", KEY, TEXT);
    middle.fault = ({ method }) => (method === "GET" ? "silent" : { status: 503 });
    const both = Promise.all([
      refuses(blobs.get("results", KEY), [CANNOT_READ]),
      refuses(blobs.put("results", KEY, TEXT), [CANNOT_WRITE]),
    ]);
    setTimeout(() => {
      ending.abort();
    }, 5);
    await both;
    middle.fault = () => undefined;
    await blobs.taken(KEY);
    assert.equal(await (await open()).get("handins", KEY), undefined);
  });

  it("signs with the token of a key that is valid for some hours", async () => {
    await open({ ...server.environment(server.key, middle.url), AWS_SESSION_TOKEN: "a-token" }).catch(
      () => undefined,
    );
    const [{ headers }] = middle.requests as [(typeof middle.requests)[number]];
    assert.equal(headers["x-amz-security-token"], "a-token");
    assert.match(headers.authorization!, /SignedHeaders=[^,]*x-amz-security-token/);
  });
});
