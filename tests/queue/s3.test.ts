/** Hand-ins that lie on S3, from a server of other makers, and a server that goes away while they are graded. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { S3Blobs } from "../../packages/grader/src/blobs/s3/s3.js";
import { Middle } from "../../packages/grader/test/blobs/s3/middle.js";
import { S3Server } from "../../packages/grader/test/blobs/s3/server.js";
import { processesOfSandboxes } from "../grading/leftovers.js";
import { makeCertificate } from "./support/certificate.js";
import { Redis } from "./support/redis.js";
import { reportOf, Room, stop, until } from "./support/room.js";

const COUNT = 6;

describe("hand-ins in a queue, with a store on S3", function () {
  this.timeout(120_000);
  let redis: Redis;
  let server: S3Server;
  let middle: Middle;
  let room: Room;
  let stores = 0;
  before(async () => {
    [redis, server] = await Promise.all([Redis.start(), S3Server.start()]);
  });
  after(() => Promise.all([redis.remove(), server.stop()]));
  beforeEach(async () => {
    middle = await Middle.to(server.url);
    room = new Room();
    room.url = redis.url;
    room.store = server.store(`queue/${stores++}`);
    room.env = server.environment(server.key, middle.url);
    room.handIn(COUNT);
  });
  afterEach(async () => {
    await room.remove();
    await middle.remove();
    assert.deepEqual(await processesOfSandboxes(), []);
  });

  it("are graded once, with the bytes that a folder would have", async () => {
    const worker = await room.worker();
    const { graded, problems } = reportOf(await room.grade().ended);
    assert.deepEqual([graded, problems], [COUNT, []]);
    assert.match((await stop(worker)).stderr, new RegExp(`Done: ${COUNT} hand-ins graded`));
    await room.assertAllGraded(COUNT);
    const blobs = await S3Blobs.open(room.store, room.env);
    const keys = room.kept().map((file) => file.replace(".json", ""));
    for (const key of keys) assert.equal(await blobs.get("handins", key), undefined);

    // The secret stays, and with it the keys.
    rmSync(join(room.course.folder, "graded/results"), { recursive: true });
    room.store = join(room.folder, "store");
    await room.worker();
    assert.equal(reportOf(await room.grade().ended).graded, COUNT);
    const results = join(room.store, "results");
    const files = readdirSync(results, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.length > 60,
    );
    assert.deepEqual(files.map((file) => file.slice(3)).sort(), keys.sort());
    for (const file of files)
      assert.deepEqual(await blobs.get("results", file.slice(3)), readFileSync(join(results, file)));
  });

  it("are graded once when its server goes away and comes back", async () => {
    await room.worker();
    const grading = room.grade();
    await until(() => room.kept().length > 0);
    middle.fault = () => ({ status: 503, code: "SlowDown" });
    setTimeout(() => (middle.fault = () => undefined), 3000);
    const { graded, problems } = reportOf(await grading.ended);
    assert.deepEqual([graded, problems], [COUNT, []]);
    await room.assertAllGraded(COUNT);
  });

  it("are told by name when its server stays away, and taken up by the next run", async () => {
    await room.worker();
    const grading = room.grade("--patience", "0.1");
    await until(() => room.kept().length > 0);
    middle.fault = () => ({ status: 503, code: "SlowDown" });
    const { code, stdout, stderr } = await grading.ended;
    assert.equal(code, 3);
    assert.match(
      stdout,
      /"student":"student-\d".*The store at s3:\/\/gradus-course\/queue\/\d cannot be read: http/,
    );
    for (const text of [stdout, stderr])
      for (const secret of [server.key.id, server.key.secret]) assert.ok(!text.includes(secret), text);

    middle.fault = () => undefined;
    const second = reportOf(await room.grade().ended);
    assert.deepEqual([second.problems, second.graded + second.known], [[], COUNT]);
    await room.assertAllGraded(COUNT);
  });

  it("keep nobody waiting who interrupts while its server is silent", async () => {
    await room.worker();
    const isToSilence = ({ path }: { path: string }): boolean => path.includes("/courses/");
    middle.fault = (request) => (isToSilence(request) ? "silent" : undefined);
    const grading = room.grade();
    await until(() => middle.requests.some(isToSilence));
    const before = performance.now();
    const { code, stdout } = await stop(grading, "SIGINT");
    assert.equal(code, 130, stdout);
    assert.ok(performance.now() - before < 5000);
    middle.fault = () => undefined;
    assert.equal(reportOf(await room.grade().ended).graded, COUNT);
  });

  it("go over TLS to a server whose certificate is trusted, and to no other", async () => {
    const { cert, key } = makeCertificate(room.folder);
    await middle.remove();
    middle = await Middle.to(server.url, { cert: readFileSync(cert), key: readFileSync(key) });
    room.env = server.environment(server.key, middle.url);
    const strange = await room.grade().ended;
    assert.equal(strange.code, 3);
    assert.match(strange.stderr, /https:\/\/127.0.0.1:\d+ cannot be reached \(self-signed certificate[;)]/);

    room.env = { ...room.env, NODE_EXTRA_CA_CERTS: cert };
    await room.worker();
    assert.equal(reportOf(await room.grade().ended).graded, COUNT);
    assert.ok(middle.requests.length > 3 * COUNT);
  });

  it("are not taken where it cannot be used", async () => {
    room.env = { ...room.env, AWS_SECRET_ACCESS_KEY: "wrong" };
    const { code, stderr } = await room.grade().ended;
    assert.equal(code, 3);
    assert.match(stderr, /^gradus: The store at s3:.* the signature is wrong\. Are AWS_ACCESS_KEY_ID/);
    room.env = { ...room.env, AWS_SECRET_ACCESS_KEY: "" };
    const without = await room.grade().ended;
    assert.equal(without.code, 2);
    assert.match(without.stderr, /set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\./);
  });
});
