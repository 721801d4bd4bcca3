import assert from "node:assert/strict";

import { fileNameOf } from "../../src/view/save.js";

describe("the name of a saved picture", () => {
  for (const [name, file] of [
    ["small", "small"],
    ["two words", "two-words"],
    ["Modèle été", "Modèle-été"],
    ["../../etc/passwd", "etc-passwd"],
    ["a:b*c?.dot", "a-b-c-.dot"],
    ["図", "図"],
    ["%", "graph"],
    ["", "graph"],
    ["x".repeat(500), "x".repeat(60)],
  ] as const) {
    it(`is ${file} for ${name.slice(0, 20) || "nothing"}`, () => {
      assert.equal(fileNameOf(name), file);
    });
  }
});
