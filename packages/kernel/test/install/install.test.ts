/** The command `gradus-kernel`, and whether Jupyter itself finds what it writes. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { pythonOf, root, userEnvironment } from "../../../../scripts/setup/project.mjs";
import { activePrefix, prefixData, userData } from "../../src/install/dataFolder.js";
import { isOurs, kernelSpec, printSpec, type KernelSpec } from "../../src/install/kernelSpec.js";

const main = fileURLToPath(new URL("../../src/install/main.ts", import.meta.url));

describe("gradus-kernel", function () {
  this.timeout(30_000);

  let prefix: string;
  beforeEach(() => {
    prefix = mkdtempSync(join(tmpdir(), "gradus-kernel-"));
  });
  afterEach(() => rmSync(prefix, { recursive: true, force: true }));

  const kernels = (): string => join(prefix, "share", "jupyter", "kernels");
  const specOf = (name: string): KernelSpec =>
    JSON.parse(readFileSync(join(kernels(), name, "kernel.json"), "utf8")) as KernelSpec;

  /** The command, as somebody calls it whose home is the scratch folder. */
  function command(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const { VIRTUAL_ENV, CONDA_PREFIX, JUPYTER_DATA_DIR, ...env } = process.env;
    void [VIRTUAL_ENV, CONDA_PREFIX, JUPYTER_DATA_DIR];
    return spawnSync(process.execPath, ["--import", "tsx", main, ...args], {
      encoding: "utf8",
      cwd: root,
      env: {
        ...env,
        HOME: prefix,
        USERPROFILE: prefix,
        APPDATA: prefix,
        XDG_DATA_HOME: join(prefix, "data"),
      },
    });
  }

  /** The kernels that Jupyter finds there, with their folders. */
  function known(): Record<string, { resource_dir: string; spec: { display_name: string } }> {
    const { stdout, stderr, status } = spawnSync(
      pythonOf(userEnvironment(root)),
      ["-m", "jupyter", "kernelspec", "list", "--json"],
      { encoding: "utf8", env: { ...process.env, JUPYTER_PATH: join(prefix, "share", "jupyter") } },
    );
    assert.equal(status, 0, stderr);
    return (JSON.parse(stdout) as { kernelspecs: ReturnType<typeof known> }).kernelspecs;
  }

  it("installs a kernel that Jupyter finds, and removes it again", () => {
    const options = ["--prefix", prefix, "--name", "scratch-gradus"];
    const { status, stderr } = command("install", ...options, "--display-name", "TS here");
    assert.equal(status, 0, stderr);
    const found = known()["scratch-gradus"];
    assert.equal(found?.resource_dir, join(kernels(), "scratch-gradus"));
    assert.equal(found.spec.display_name, "TS here");
    assert.equal(command("uninstall", ...options).status, 0);
    assert.equal(known()["scratch-gradus"], undefined);
    assert.deepEqual(readdirSync(kernels()), [], "nothing is left over");
  });

  it("describes the kernel with absolute paths and how it is interrupted", () => {
    assert.equal(command("install", "--prefix", prefix).status, 0);
    const spec = specOf("gradus");
    assert.equal(spec.argv[0], process.execPath);
    assert.equal(spec.argv.at(-2), join(root, "packages", "kernel", "dist", "kernel.js"));
    assert.equal(spec.argv.at(-1), "{connection_file}");
    assert.equal(spec.display_name, "TypeScript (Gradus)");
    assert.equal(spec.language, "typescript");
    assert.equal(spec.interrupt_mode, "message");
    assert.deepEqual(spec.metadata, { debugger: false });
  });

  it("takes the place of what it installed before", () => {
    assert.equal(command("install", "--prefix", prefix).status, 0);
    assert.equal(command("install", "--prefix", prefix, "--type-errors", "warn").status, 0);
    assert.equal(specOf("gradus").argv.at(-1), "--type-errors=warn");
    assert.deepEqual(readdirSync(kernels()), ["gradus"]);
  });

  it("installs for the user by default", function () {
    if (process.platform !== "linux") this.skip();
    assert.equal(command("install").status, 0);
    assert.ok(existsSync(join(prefix, "data", "jupyter", "kernels", "gradus", "kernel.json")));
    assert.equal(command("uninstall", "--user").status, 0);
  });

  it("leaves kernels of others alone", () => {
    const folder = join(kernels(), "gradus");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "kernel.json"), JSON.stringify({ argv: ["tslab", "kernel"] }));
    for (const what of ["install", "uninstall"]) {
      const { status, stderr } = command(what, "--prefix", prefix);
      assert.equal(status, 2);
      assert.match(stderr, /^gradus-kernel: .*gradus belongs to another kernel/);
    }
    assert.deepEqual(readdirSync(folder), ["kernel.json"]);
  });

  it("says what to do where it cannot be done", () => {
    writeFileSync(join(prefix, "file"), "");
    const cases: readonly (readonly [RegExp, ...string[]])[] = [
      [/there is no kernel in .*give the options/, "uninstall", "--prefix", prefix],
      [/is no folder: name another one/, "install", "--prefix", join(prefix, "file")],
      [/no Python environment is active: activate one/, "install", "--sys-prefix"],
      [/cannot be used with option/, "install", "--user", "--prefix", prefix],
      [/Use lower-case letters/, "install", "--prefix", prefix, "--name", "../Evil"],
      [/Use lower-case letters/, "install", "--prefix", prefix, "--name", ".."],
      [/Give it some words/, "install", "--prefix", prefix, "--display-name", " "],
      [/Allowed choices are stop, warn/, "install", "--prefix", prefix, "--type-errors", "maybe"],
      [/unknown command/, "remove"],
    ];
    for (const [expected, ...args] of cases) {
      const { status, stderr } = command(...args);
      assert.match(stderr, expected);
      assert.equal(status, 2, args.join(" "));
      assert.doesNotMatch(stderr, /^\s+at /m, "no stack");
    }
    assert.deepEqual(readdirSync(prefix), ["file"]);
  });
});

describe("the folder of the kernels", () => {
  const linux = { platform: "linux", env: {}, home: "/home/ada" } as const;

  it("is Jupyter's on each system", () => {
    assert.equal(userData(linux), "/home/ada/.local/share/jupyter");
    assert.equal(userData({ ...linux, env: { XDG_DATA_HOME: "/data" } }), "/data/jupyter");
    assert.equal(userData({ ...linux, env: { JUPYTER_DATA_DIR: "/mine" } }), "/mine");
    assert.equal(
      userData({ ...linux, platform: "darwin", home: "/Users/ada" }),
      "/Users/ada/Library/Jupyter",
    );
    const windows = { platform: "win32", env: { APPDATA: "C:\\Roaming" }, home: "C:\\ada" } as const;
    assert.equal(userData(windows), "C:\\Roaming\\jupyter");
    assert.equal(userData({ ...windows, env: {} }), "C:\\ada\\.jupyter\\data");
    assert.equal(prefixData("/venv", linux), "/venv/share/jupyter");
    assert.equal(prefixData("C:\\venv", windows), "C:\\venv\\share\\jupyter");
  });

  it("is that of the active environment, where one is", () => {
    assert.equal(activePrefix({ ...linux, env: { VIRTUAL_ENV: "/venv" } }), "/venv");
    assert.equal(activePrefix({ ...linux, env: { CONDA_PREFIX: "/conda" } }), "/conda");
    assert.throws(() => activePrefix(linux), /no Python environment is active/);
  });
});

describe("a kernel's description", () => {
  it("is known as ours, wherever the kernel lies", () => {
    assert.ok(isOurs(printSpec(kernelSpec())));
    assert.ok(
      isOurs(printSpec(kernelSpec({ kernel: "/usr/lib/node_modules/@gradus/kernel/dist/kernel.js" }))),
    );
    assert.ok(isOurs(printSpec(kernelSpec({ kernel: "C:\\course\\packages\\kernel\\dist\\kernel.js" }))));
    for (const other of ["{", "{}", "null", '{"argv": [7]}', '{"argv": ["node", "other/kernel.js"]}'])
      assert.ok(!isOurs(other), other);
  });
});
