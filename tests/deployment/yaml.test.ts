/** Every YAML file of the deployment is well-formed, and written in one way. */

import assert from "node:assert/strict";
import { run, tool, withBroken } from "./support/tools.js";

const RULES = `
extends: default
rules:
  line-length: { max: 130 }
  document-start: disable
  braces: { min-spaces-inside: 1, max-spaces-inside: 1, min-spaces-inside-empty: 0, max-spaces-inside-empty: 0 }
`;

describe("the YAML files", () => {
  it("pass yamllint", function () {
    const { status, stdout } = run(tool("yamllint", this), ["--strict", "-d", RULES, "."]);
    assert.equal(status, 0, stdout);
  });

  it("would not pass with a key that is there twice", function () {
    const yamllint = tool("yamllint", this);
    withBroken("docker-compose.yml", ["    user: redis", "    user: redis\n    user: root"], (file) => {
      const { status, stdout } = run(yamllint, ["--strict", "-d", RULES, file]);
      assert.equal(status, 1);
      assert.match(stdout, /duplication of key "user"/);
    });
  });
});
