import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { defaults, LiveSettings } from "../src/settings.js";

const schema = JSON.parse(readFileSync(new URL("../schema/settings.json", import.meta.url), "utf8")) as {
  properties: Record<string, { default: unknown; title: string; description: string }>;
};

describe("the settings", () => {
  it("have the defaults of the settings editor, and each says there what it does", () => {
    const offered = Object.fromEntries(
      Object.entries(schema.properties).map(([key, each]) => [key, each.default]),
    );
    assert.deepEqual(offered, defaults);
    for (const { title, description } of Object.values(schema.properties))
      assert(title !== "" && description !== "");
  });

  it("are what was chosen, and tell of it", () => {
    const settings = new LiveSettings();
    assert.deepEqual(settings.current, defaults);
    let told: unknown;
    settings.follow((current) => (told = current));
    assert.equal(told, settings.current, "who comes late misses nothing");
    const chosen = {
      ...{ defaultView: "interactive", wheel: "never", foldLimit: 20, timeLimit: 3, fences: false },
      ...{ editorProblems: false, signatureHelp: false },
    };
    settings.choose(chosen);
    assert.deepEqual(settings.current, chosen);
    assert.equal(told, settings.current);
  });

  it("stay at their defaults where a file holds something else", () => {
    const settings = new LiveSettings();
    settings.choose({ defaultView: "film", wheel: 1, foldLimit: "many", timeLimit: 1e9, fences: "yes" });
    assert.deepEqual(settings.current, defaults);
    settings.choose({});
    assert.deepEqual(settings.current, defaults);
  });
});
