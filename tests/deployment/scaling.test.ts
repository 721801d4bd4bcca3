/** What KEDA scales workers by is what the real service tells of a real queue. */

import assert from "node:assert/strict";
import { solution } from "../grading/service/handIns.js";
import { RunningService } from "../grading/service/service.js";
import { Redis } from "../queue/support/redis.js";
import { Room } from "../queue/support/room.js";
import { kustomized, Manifests } from "./support/manifests.js";

/** As KEDA takes a number out of Prometheus' format: the line with this name and these labels. */
function valueAt(location: string, text: string): number | undefined {
  const line = text.split("\n").find((each) => each.startsWith(`${location} `));
  return line === undefined ? undefined : Number(line.slice(location.length));
}

describe("the scaling of workers", function () {
  this.timeout(60_000);
  let manifests: Manifests;
  let scaled: Readonly<Record<string, string>>;
  let redis: Redis;
  let room: Room;
  const service = new RunningService();
  const ask = async (): Promise<number | undefined> => {
    const response = await fetch(new URL(new URL(scaled.url!).pathname, service.address));
    assert.equal(response.status, 200);
    return valueAt(scaled.valueLocation!, await response.text());
  };
  before(async function () {
    manifests = new Manifests(kustomized("kubernetes", this));
    const [trigger] = manifests.found("ScaledObject", "worker").spec.triggers!;
    assert.equal(trigger!.type, "metrics-api");
    scaled = trigger!.metadata;
    redis = await Redis.start();
    room = new Room();
    await service.enrol("ada", "bea");
    await service.start("--queue", redis.url, "--store", room.store);
  });
  after(async () => {
    await service.remove();
    await room.remove();
    await redis.remove();
  });

  it("is of workers, asks the service where it is, and may", () => {
    const { scaleTargetRef } = manifests.found("ScaledObject", "worker").spec;
    manifests.found("Deployment", scaleTargetRef!.name);
    const { protocol, hostname, port } = new URL(scaled.url!);
    const [name, namespace] = hostname.split(".");
    assert.equal(protocol, "http:");
    const found = manifests.found("Service", name!);
    assert.equal(found.metadata.namespace, namespace);
    assert.equal(found.spec.ports![0]!.port, Number(port || 80));
    assert.match(JSON.stringify(manifests.found("NetworkPolicy", "serve").spec.ingress), /"keda"/);
  });

  it("follows how many hand-ins wait", async () => {
    assert.equal(scaled.format, "prometheus");
    assert.equal(await ask(), 0);
    for (const student of ["ada", "bea"]) await service.handIn(student, solution(student));
    for (let i = 0; (await ask()) !== 2; i++) assert.ok(i < 100, "Two hand-ins wait.");
  });

  // The page on deployment names it, for whoever has no service.
  it("finds the same in Redis, in a list whose name has the version", async () => {
    const keys = await redis.ask((client) => client.keys("bull:gradus-*:wait"));
    assert.equal(keys.length, 1);
    assert.match(keys[0]!, /^bull:gradus-[0-9a-f]{12}:wait$/);
    assert.deepEqual(
      await redis.ask((client) => Promise.all([client.type(keys[0]!), client.llen(keys[0]!)])),
      ["list", 2],
    );
  });

  it("is told nothing, and not that nobody waits, while Redis is away", async () => {
    await redis.kill();
    assert.equal(await ask(), undefined);
  });
});
