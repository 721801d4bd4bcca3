/** Kubernetes and KEDA take the manifests, and what is in them fits the program and each other. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kustomized, Manifests, objects } from "./support/manifests.js";
import { deploy, root, run, runPython, tool, withBroken, type Outcome } from "./support/tools.js";

/** The oldest that the manifests ask for, and the newest that the linter knows. */
const VERSIONS = ["1.33", "1.37"];
const KEDA = join(root, "tests/deployment/keda.py");

const validate = (yaml: string, version: string, context: Mocha.Context): Outcome =>
  run(tool("kubernetes-validate", context), ["--strict", "--kubernetes-version", version, "-"], yaml);

describe("the manifests of Kubernetes", function () {
  this.timeout(30_000);
  const example = readFileSync(join(deploy, "kubernetes/secrets.example.yaml"), "utf8");
  let [yaml, withGvisor] = ["", ""];
  let manifests: Manifests;
  before(function () {
    [yaml, withGvisor] = [kustomized("kubernetes", this), kustomized("gvisor", this)];
    manifests = new Manifests(yaml);
  });

  for (const version of VERSIONS)
    it(`pass the schemas of Kubernetes ${version}, with gVisor and without`, function () {
      const together = [yaml, withGvisor, example].join("---\n");
      const { status, stdout, stderr } = validate(together, version, this);
      assert.equal(status, 0, stdout + stderr);
      const known = objects(together).filter(({ kind }) => kind !== "ScaledObject");
      assert.equal((stdout.match(/ passed /g) ?? []).length, known.length);
    });

  it("would not pass with a field that there is not", function () {
    const { status, stdout, stderr } = validate(yaml.replace("hostUsers:", "hostUser:"), VERSIONS[0]!, this);
    assert.notEqual(status, 0);
    assert.match(stdout + stderr, /'hostUser' was unexpected/);
  });

  it("would not come together with a file that there is not, or a change to what is not there", function () {
    const kubectl = tool("kubectl", this);
    for (const [folder, good, bad, words] of [
      ["kubernetes", "- redis.yaml", "- reddis.yaml", /reddis\.yaml/],
      ["gvisor", "path: /spec/template/spec/hostUsers", "path: /spec/template/spec/hostUser", /hostUser/],
    ] as const)
      withBroken(`${folder}/kustomization.yaml`, [good, bad], (file) => {
        const { status, stderr } = run(kubectl, ["kustomize", join(file, "..")]);
        assert.notEqual(status, 0);
        assert.match(stderr, words);
      });
  });

  it("pass the schema of KEDA", () => {
    const { status, stdout, stderr } = runPython([KEDA], yaml);
    assert.equal(status, 0, stderr);
    assert.equal(stdout, "ScaledObject worker\n");
  });

  it("would not pass it with a field that there is not, a wrong type, or without what there must be", () => {
    for (const [good, bad, words] of [
      ["maxReplicaCount: 10", "maxReplicas: 10", /would drop/],
      ["maxReplicaCount: 10", "maxReplicaCount: many", /valid integer/],
      ["scaleTargetRef:", "scaleTarget:", /scaleTargetRef/],
    ] as const) {
      const { status, stderr } = runPython([KEDA], yaml.replace(good, bad));
      assert.equal(status, 1);
      assert.match(stderr, words);
    }
  });

  it("have commands that the program understands, and variables that it reads", () => {
    for (const name of ["serve", "worker"]) {
      const { variables } = manifests.called(name);
      for (const each of manifests.containerOf(name).env!)
        assert.ok(variables.includes(each.name), each.name);
    }
  });

  it("take keys out of secrets that the example has, with one password in both", () => {
    const secrets = objects(example);
    const keysOf = (name: string): object =>
      secrets.find(({ metadata }) => metadata.name === name)!.stringData!;
    for (const name of ["serve", "worker"]) {
      const { name: secret, key } = manifests.containerOf(name).env!.find(({ valueFrom }) => valueFrom)!
        .valueFrom!.secretKeyRef;
      assert.ok(key in keysOf(secret));
    }
    const redis = manifests.found("StatefulSet", "redis").spec.template!.spec;
    for (const { secret } of redis.volumes) if (secret) assert.ok("password" in keysOf(secret.secretName));
    const { password } = keysOf("gradus-redis") as { password: string };
    const { port } = manifests.found("Service", "redis").spec.ports![0]!;
    assert.deepEqual(keysOf("gradus-queue"), { url: `redis://:${password}@redis:${port}` });
  });

  it("mount volumes that there are, where the program looks", () => {
    for (const name of ["serve", "worker"]) {
      const { volumes } = manifests.podOf(name);
      const mounts = manifests.containerOf(name).volumeMounts;
      for (const each of mounts) assert.ok(volumes.some((volume) => volume.name === each.name));
      for (const { persistentVolumeClaim: claim } of volumes)
        if (claim) manifests.found("PersistentVolumeClaim", claim.claimName);
      const paths = mounts.map(({ mountPath }) => mountPath);
      const { data } = manifests.called(name).options;
      for (const path of ["/store", "/tmp", ...(data === undefined ? [] : [data as string, "/courses"])])
        assert.ok(paths.includes(path), `${name}: ${path}`);
    }
  });

  it("lead from outside to the port at which the service listens", () => {
    const { port } = manifests.called("serve").options;
    const [listens] = manifests.containerOf("serve").ports!;
    assert.equal(listens!.containerPort, port);
    const [offered] = manifests.found("Service", "serve").spec.ports!;
    assert.equal(offered!.targetPort, listens!.name);
    const { service } = manifests.found("Ingress", "serve").spec.rules![0]!.http.paths[0]!.backend;
    assert.deepEqual([service.name, service.port.name], ["serve", offered!.name]);
    assert.deepEqual(
      manifests.found("NetworkPolicy", "serve").spec.ingress![0]!.ports.map((each) => each.port),
      [port],
    );
  });

  it("have policies and services for pods that there are", () => {
    const labels = manifests.all.flatMap(({ spec }) =>
      spec?.template ? [JSON.stringify(spec.template.metadata.labels)] : [],
    );
    assert.equal(labels.length, 3);
    for (const { kind, metadata, spec } of manifests.all) {
      const wanted =
        kind === "Service"
          ? spec.selector
          : kind === "NetworkPolicy"
            ? spec.podSelector!.matchLabels
            : undefined;
      if (wanted) assert.ok(labels.includes(JSON.stringify(wanted)), `${kind} ${metadata.name}`);
    }
  });

  it("give workers gVisor's kernel by its name, and users of their own without it", () => {
    const worker = manifests.podOf("worker");
    assert.deepEqual([worker.hostUsers, worker.runtimeClassName], [false, undefined]);
    const other = new Manifests(withGvisor);
    const { hostUsers, runtimeClassName } = other.podOf("worker");
    assert.equal(hostUsers, undefined);
    assert.equal(other.found("RuntimeClass", runtimeClassName!).handler, "runsc");
    assert.equal(other.podOf("serve").runtimeClassName, undefined);
  });
});
