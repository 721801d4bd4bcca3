/** The sandbox holds within a container, with what the deployment gives to a worker and no more than that. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { compose } from "./support/compose.js";
import { NODE, runContained, type Confinement } from "./support/container.js";
import { deploy, type Outcome } from "./support/tools.js";

const DOCTOR = [NODE, "/gradus/packages/grader/bin/gradus.js", "doctor"];

/** As many threads as somebody has who also uses a browser: each reads what never comes. */
const MANY_THREADS = `
sleep 100 | UV_THREADPOOL_SIZE=100 ${NODE} -e 'for (let i = 0; i < 100; i++) fs.read(0, () => 0)' &
for i in $(seq 50); do
  [ "$(ls /proc/$!/task | wc -l)" -gt 100 ] && exec "$@"
  sleep 0.1
done
exit 9
`;

function assertHolds({ status, stdout, stderr }: Outcome): void {
  assert.equal(status, 0, stdout + stderr);
  assert.ok(!stdout.includes("✗"), stdout);
  assert.ok((stdout.match(/✓/g) ?? []).length >= 15, stdout);
}

describe("a worker's sandbox in a container", function () {
  this.timeout(60_000);
  /** What docker-compose.yml says. */
  let composed: Confinement;
  /** What worker.yaml says: hostUsers, procMount and seccompProfile. */
  const kubernetes: Confinement = { isProcCovered: false, hasOwnUsers: true };
  before(function () {
    if (process.getuid?.() !== 0) this.skip();
    const options = new Map(
      compose(this).services.worker!.security_opt.map((each) => each.split(/[:=]/) as [string, string]),
    );
    composed = {
      seccomp: join(deploy, options.get("seccomp")!),
      isProcCovered: options.get("systempaths") !== "unconfined",
      hasOwnUsers: false,
    };
  });

  it("holds as Docker Compose starts it", () => {
    assertHolds(runContained(DOCTOR, composed));
  });

  it("holds as Kubernetes starts it", () => {
    assertHolds(runContained(DOCTOR, kubernetes));
  });

  it("holds with seccomp.json on Kubernetes, too", () => {
    assertHolds(runContained(DOCTOR, { ...kubernetes, seccomp: composed.seccomp! }));
  });

  it("holds when its user has many threads already, such as those of another container", () => {
    assertHolds(runContained(["/bin/sh", "-c", MANY_THREADS, "sh", ...DOCTOR], composed));
  });

  it("does not start without what it is given there, and the worker says so", () => {
    for (const confinement of [composed, kubernetes]) {
      const { status, stderr } = runContained(DOCTOR, { ...confinement, isProcCovered: true });
      assert.equal(status, 3);
      assert.match(stderr, /The sandbox does not start here/);
    }
  });
});
