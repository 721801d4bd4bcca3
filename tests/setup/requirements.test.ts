/** What the commands ask of a computer, and what they say when it is not there. */
import assert from "node:assert/strict";

import { isNetworkError, watchNpm } from "../../scripts/setup/network.mjs";
import { checkNode, satisfies } from "../../scripts/setup/node.mjs";
import { root } from "../../scripts/setup/project.mjs";
import { findPython } from "../../scripts/setup/python.mjs";

const engines = "^20.19.0 || ^22.12.0 || >=24.0.0";

describe("the check of Node's version", () => {
  for (const version of [
    "20.19.0",
    "20.20.2",
    "22.12.0",
    "22.13.1",
    "24.0.0",
    "24.1.0",
    "25.3.0",
    "101.0.0",
  ]) {
    it(`accepts ${version}`, () => {
      assert.ok(satisfies(version, engines));
    });
  }
  for (const version of ["16.20.2", "18.20.8", "20.18.3", "21.7.3", "22.11.0", "23.11.1"]) {
    it(`refuses ${version}`, () => {
      assert.ok(!satisfies(version, engines));
    });
  }

  it("says in one sentence what is needed and what is here", () => {
    assert.throws(
      () => {
        checkNode(root, "18.20.8");
      },
      {
        message:
          "Gradus needs Node 20.19, 22.12 or 24, or a later version of one of them, and this is Node 18.20.8: " +
          "install a newer Node and run the command again.",
      },
    );
  });
});

describe("the search for Python", () => {
  it("takes the first one that is new enough", () => {
    const here: Record<string, { major: number; minor: number; venv: boolean }> = {
      python3: { major: 3, minor: 9, venv: true },
      py: { major: 3, minor: 12, venv: true },
    };
    assert.deepEqual(
      findPython(([program]) => here[program]),
      ["py", "-3"],
    );
  });

  it("says that there is none", () => {
    assert.throws(
      () => findPython(() => undefined),
      /^Problem: Gradus needs Python 3\.10 or newer .* none was found: /,
    );
  });

  it("says which one is too old", () => {
    const old = { major: 3, minor: 9, venv: true };
    assert.throws(() => findPython(() => old), /this computer has Python 3\.9: install a newer Python/);
  });

  it("names the Debian package of a missing venv module", () => {
    const bare = { major: 3, minor: 11, venv: false };
    assert.throws(() => findPython(() => bare), /apt-get install python3-venv/);
  });
});

describe("the recognition of a missing network", () => {
  const unreachable = {
    npm: "npm error code EAI_AGAIN\nnpm error syscall getaddrinfo",
    "npm, refused": "npm error code ECONNREFUSED",
    pip: "Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)'",
    "pip, name": "NameResolutionError: Failed to resolve",
    apt: "E: Temporary failure resolving 'mirror.example'",
  };
  for (const [program, output] of Object.entries(unreachable)) {
    it(`reads it from ${program}`, () => {
      assert.ok(isNetworkError(output));
    });
  }

  it("does not blame the network for anything else", () => {
    assert.ok(!isNetworkError("npm error code ERESOLVE\nnpm error could not resolve dependency"));
    assert.ok(!isNetworkError("ERROR: No matching distribution found for jupyterlab==99"));
    assert.ok(!isNetworkError("src/index.ts(1,1): error TS2304: Cannot find name 'network'."));
  });

  const failure = "npm http fetch GET https://example.org/a attempt 1 failed with EAI_AGAIN\n";
  const success = "npm http fetch GET 200 https://example.org/b 12ms (cache miss)\n";

  it("stops npm when nothing at all comes through", () => {
    const isHopeless = watchNpm();
    assert.ok(!isHopeless(failure.repeat(14)));
    assert.ok(isHopeless(failure));
    assert.ok(isNetworkError(failure));
    assert.ok(!isNetworkError(failure + "npm error code ENOSPC"));
  });

  it("leaves npm its time when something came through", () => {
    const isHopeless = watchNpm();
    assert.ok(!isHopeless(failure.repeat(5) + success));
    assert.ok(!isHopeless(failure.repeat(100)));
  });
});
