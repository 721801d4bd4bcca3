/** What cells import: packages as Node does, and the notebook's own files as they are now. */
import assert from "node:assert/strict";

import { everywhere, kernelFor, ours, prints, told, typeError } from "./expect.js";

const HELPER =
  "export const answer = 41;\nexport function add(a: number, b: number): number { return a + b }\n";

describe("an import", function () {
  this.timeout(60_000);
  const kernel = kernelFor({ "helper.ts": HELPER, "data.json": '{"size": 3}' });
  const run = (code: string): Promise<string> => prints(kernel(), code);

  everywhere("may be of Node's own modules", async () => {
    assert.equal(await run('import { basename } from "node:path"; console.log(basename("/a/b"))'), "b\n");
    assert.equal(await run('import fs from "fs"; console.log(typeof fs.readFileSync)'), "function\n");
    assert.equal(await run('console.log(basename("/c/d"))'), "d\n");
  });

  ours("may be of a package with `exports` that has ES modules only", async () => {
    assert.equal(await run('import { Gate } from "@gradus/core"; console.log(typeof Gate)'), "function\n");
  });

  ours("has the package's types", async () => {
    assert.match(
      await typeError(kernel(), 'import { nothing } from "@gradus/core"'),
      /no exported member 'nothing'/,
    );
    assert.match(
      await typeError(kernel(), 'import "@gradus/nowhere/at/all"; import a from "no-such-package"'),
      /no-such-package/,
    );
  });

  everywhere("may be of a TypeScript file beside the notebook", async () => {
    assert.equal(await run('import { answer, add } from "./helper"; console.log(add(answer, 1))'), "42\n");
  });

  ours("of that file has its types", async () => {
    assert.match(
      await typeError(kernel(), 'import { add } from "./helper.js"; add("a", 1)'),
      /'string' is not assignable/,
    );
  });

  ours("of that file is of what it has become", async () => {
    kernel().write("helper.ts", `${HELPER.replace("41", "51")}export const fresh = "new";\n`);
    assert.equal(
      await run('import { answer, fresh } from "./helper"; console.log(answer, fresh)'),
      "51 new\n",
    );
    kernel().write("helper.ts", HELPER.replace("answer = 41", 'answer = "text"'));
    assert.match(
      await typeError(kernel(), 'import { answer } from "./helper"; const n: number = answer'),
      /'string' is not/,
    );
  });

  ours("of that file says of its errors where in its TypeScript they are", async () => {
    const fails =
      "interface Gone {\n  a: number;\n}\n\nexport function fail(): never {\n  throw new Error('deep');\n}\n";
    kernel().write("failing.ts", fails);
    const text = told(await kernel().run('import { fail } from "./failing";\nfail()'));
    assert.match(text, /at fail \(failing\.ts:6:9\)/);
    assert.match(text, /at cell \[\d+\]:2:1/);
  });

  ours("of that file goes on to the files that it imports", async () => {
    kernel().write("inner.ts", "export const depth: number = 1;\n");
    kernel().write("outer.ts", 'export { depth } from "./inner.js";\n');
    assert.equal(await run('import { depth } from "./outer.ts"; console.log(depth)'), "1\n");
    kernel().write("inner.ts", "export const depth: number = 2;\n");
    assert.equal(await run('import { depth } from "./outer.ts"; console.log(depth)'), "2\n");
  });

  ours("may be dynamic", async () => {
    assert.equal(
      await run('const { join } = await import("node:path"); console.log(join("a", "b"))'),
      "a/b\n",
    );
  });

  everywhere("may be by `require`", async () => {
    assert.equal(
      await run('console.log(require("node:os").EOL.length, require("./data.json").size)'),
      "1 3\n",
    );
  });
});
