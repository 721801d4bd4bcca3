import assert from "node:assert/strict";

import { Cache } from "../src/cache.js";

describe("a cache", () => {
  it("forgets what was not used for longest when it is full", () => {
    const cache = new Cache<string>(30);
    cache.set("a", "123456789", 10);
    cache.set("b", "123456789", 10);
    cache.set("c", "123456789", 10);
    cache.get("a");
    cache.set("d", "123456789", 10);
    assert.deepEqual(
      ["a", "b", "c", "d"].filter((key) => cache.get(key) !== undefined),
      ["a", "c", "d"],
    );
  });

  it("counts what is set again once", () => {
    const cache = new Cache<string>(20);
    cache.set("a", "123456789", 10);
    for (let i = 0; i < 10; i++) cache.set("b", "123456789", 10);
    assert.equal(cache.get("a"), "123456789");
  });

  it("does not keep what is larger than itself", () => {
    const cache = new Cache<string>(5);
    cache.set("a", "123456789", 10);
    assert.equal(cache.get("a"), undefined);
  });
});
