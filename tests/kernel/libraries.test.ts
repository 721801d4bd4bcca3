/** What our own packages promise the kernel, which therefore does not load Node's types for whoever imports them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import ts from "typescript";

import { OWN } from "../../packages/kernel/src/check/nodeTypes.js";
import { root } from "../../scripts/setup/project.mjs";

const everyday = ["everyday.d.ts", "globals.d.ts"].map((name) => join(root, "packages/kernel/types", name));

describe("the types of our packages", function () {
  this.timeout(20_000);

  it("need none of Node's", () => {
    const packages = OWN.filter((name) => name.startsWith("@gradus/"));
    const types = packages.map((name) => join(root, name.replace("@gradus", "packages"), "dist/index.d.ts"));
    const program = ts.createProgram([...types, ...everyday], {
      ...{ strict: true, noEmit: true, types: [], lib: ["lib.esnext.d.ts"], skipLibCheck: false },
      ...{ target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    });
    assert.ok(types.every((file) => program.getSourceFile(file)));
    const problems = ts.getPreEmitDiagnostics(program);
    assert.deepEqual(
      problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
      [],
    );
  });
});
