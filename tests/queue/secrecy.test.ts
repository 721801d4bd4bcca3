/** What somebody learns who reads all that Redis is told, and who gets as far as to read it. */

import assert from "node:assert/strict";
import { processesOfSandboxes } from "../grading/leftovers.js";
import { gradus } from "../grading/gradus.js";
import { makeCertificate } from "./support/certificate.js";
import { Redis } from "./support/redis.js";
import { reportOf, Room, stop } from "./support/room.js";
import { assertTellsNothing } from "./support/secrets.js";

const COUNT = 6;

describe("a queue on Redis", function () {
  this.timeout(60_000);
  let room: Room;
  let redis: Redis | undefined;
  beforeEach(() => {
    room = new Room();
    room.handIn(COUNT);
  });
  afterEach(async () => {
    await room.remove();
    await redis?.remove();
    assert.deepEqual(await processesOfSandboxes(), []);
  });

  it("is told nothing about a student, a hand-in or a result", async () => {
    redis = await Redis.start();
    room.url = redis.url;
    await room.worker();
    assert.deepEqual(reportOf(await room.grade().ended).problems, []);
    const told = redis.told();
    assert.match(told, /bull:gradus-[0-9a-f]{12}/);
    assertTellsNothing(told, room);
  });

  it("with a password works for whoever has it, and tells others what to look at, without the password", async () => {
    const [user, password] = ["grader", "s3cret-w0rd"];
    redis = await Redis.start(
      ["--user", user, "on", `>${password}`, "~bull:gradus-*", "&*", "+@all", "--user", "default", "off"],
      { username: user, password },
    );
    room.url = redis.url.replace("//", `//${user}:wrong@`);
    const refused = await room.grade().ended;
    assert.equal(refused.code, 3);
    assert.match(refused.stderr, /Redis cannot be used at .*WRONGPASS.*are name and password right\?/);
    assert.ok(!refused.stderr.includes("wrong@"));

    room.url = redis.url.replace("//", `//${user}:${password}@`);
    const worker = await room.worker();
    const { graded, problems } = reportOf(await room.grade().ended);
    assert.deepEqual([graded, problems], [COUNT, []]);
    assert.ok(!(await stop(worker)).stderr.includes(password));
  });

  it("with TLS works for whoever trusts its certificate, and for nobody else", async () => {
    const certificate = makeCertificate(room.folder);
    redis = await Redis.startWithTls(certificate);
    room.url = redis.url;
    const strange = await room.grade().ended;
    assert.equal(strange.code, 3);
    assert.match(strange.stderr, /Redis cannot be used at rediss:.*certificate/);

    room.env = { NODE_EXTRA_CA_CERTS: certificate.cert };
    await room.worker();
    const { graded, problems } = reportOf(await room.grade().ended);
    assert.deepEqual([graded, problems], [COUNT, []]);
  });

  it("can be given by the environment, where a command line would show its password to everybody", async () => {
    redis = await Redis.start();
    room.url = redis.url;
    await room.worker();
    const calm = await gradus("grade", room.course.folder, "--queue", room.url);
    assert.equal(calm.code, 2);
    assert.match(calm.stderr, /--queue and --store go together/);
    const { ended } = room.gradeByEnvironment();
    assert.equal(reportOf(await ended).graded, COUNT);
  });
});
