/** How `gradus serve` is started: with TLS, with PostgreSQL, and with what makes no sense. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { Postgres, postgresPrograms } from "../../../packages/grader/test/service/postgres.js";
import { gradus } from "../gradus.js";
import { solution } from "./handIns.js";
import { RunningService } from "./service.js";

const LOUD = /WITHOUT TLS, everybody on the network can read/;

describe("starting gradus serve", function () {
  this.timeout(60_000);
  let folder: string;
  let service: RunningService;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gradus-tls-"));
    service = new RunningService();
  });
  afterEach(async () => {
    await service.remove();
    rmSync(folder, { recursive: true });
  });

  it("with a certificate speaks HTTPS, and nothing else", async () => {
    const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
    execFileSync(
      "openssl",
      [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-keyout",
        key,
        "-out",
        cert,
        ...subject,
      ],
      { stdio: "ignore" },
    );
    await service.start("--cert", cert, "--key", key);
    assert.match(service.address, /^https:\/\/127\.0\.0\.1:\d+$/);
    const answer = await new Promise((resolve, reject) => {
      get(`${service.address}/healthz`, { ca: readFileSync(cert) }, (response) => {
        json(response).then(resolve, reject);
      }).on("error", reject);
    });
    assert.deepEqual(answer, { status: "ok" });
    await assert.rejects(fetch(service.address.replace("https", "http") + "/healthz"));
    assert.doesNotMatch(service.stderr, LOUD);
  });

  it("says loudly when others on the network can read what is sent, and only then", async () => {
    await service.start();
    assert.doesNotMatch(service.stderr, LOUD);
    await service.stop();
    await service.start("--host", "0.0.0.0");
    for (let i = 0; i < 20 && !service.stderr.includes("WITHOUT TLS, everybody on the network can read"); i++)
      await new Promise((go) => setTimeout(go, 50));
    assert.match(service.stderr, LOUD);
  });

  it("with PostgreSQL remembers there", async function () {
    const programs = postgresPrograms();
    // Debian's package "postgresql" has it.
    if (programs === undefined) this.skip();
    const postgres = new Postgres(programs);
    try {
      await postgres.ready();
      await service.remove();
      service = new RunningService(["--database", postgres.url]);
      await service.enrol("ada");
      await service.start();
      const { id } = await service.handIn("ada", solution("ada"));
      await service.stop("SIGKILL");
      await service.start();
      const { status, points } = await service.settled("ada", id);
      assert.deepEqual([status, points?.score], ["graded", points?.of]);
    } finally {
      await postgres.end();
    }
  });

  it("says that the database is away, and lives on", async function () {
    const programs = postgresPrograms();
    if (programs === undefined) this.skip();
    const postgres = new Postgres(programs);
    await postgres.ready();
    await service.remove();
    service = new RunningService(["--database", postgres.url]);
    await service.enrol("ada");
    await service.start();
    await postgres.end();
    for (const path of ["/healthz", "/v1/submissions"]) {
      const response = await service.ask(path, "ada");
      assert.equal(response.status, 503, path);
      assert.match(await response.text(), /"error":"The service has a problem of its own/);
      assert.equal(response.headers.get("retry-after"), "60");
    }
    assert.match(service.stderr, /failed GET \/healthz: /);
    assert.equal(await service.stop(), 0);
  });

  it("is refused with 2 where it makes no sense, and with 3 where the machine cannot", async () => {
    const course = service.course.folder;
    const data = ["--data", join(folder, "data")];
    for (const args of [
      ["serve"],
      ["serve", folder, ...data],
      ["serve", course, course, ...data],
      ["serve", course, "--port", "70000", ...data],
      ["serve", course, "--cert", "x.pem", ...data],
      ["serve", course, "--cert", "none.pem", "--key", "none.pem", ...data],
      ["serve", course, "--queue", "redis://127.0.0.1:1", ...data],
      ["serve", course, "--database", "postgres://localhost/x", ...data],
      ["serve", course, "--database", "mysql://localhost/x"],
    ]) {
      const { code, stderr } = await gradus(...args);
      assert.equal(code, 2, `${args.join(" ")}: ${stderr}`);
    }
    await service.start();
    const taken = await gradus("serve", course, "--port", new URL(service.address).port, ...data);
    assert.equal(taken.code, 3, taken.stderr);
    assert.match(taken.stderr, /cannot listen on 127\.0\.0\.1/);
    const away = await gradus("serve", course, "--database", "postgres://gradus@127.0.0.1:1/x");
    assert.equal(away.code, 3, away.stderr);
  });
});
