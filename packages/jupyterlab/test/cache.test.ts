import assert from "node:assert/strict";

import { LayoutCache } from "../src/layout/cache.js";

describe("LayoutCache", () => {
  it("forgets what was not used for longest when it is full", () => {
    const cache = new LayoutCache(30);
    cache.set("a", "123456789");
    cache.set("b", "123456789");
    cache.set("c", "123456789");
    cache.get("a");
    cache.set("d", "123456789");
    assert.deepEqual(
      ["a", "b", "c", "d"].filter((dot) => cache.get(dot) !== undefined),
      ["a", "c", "d"],
    );
  });

  it("counts a drawing that is set again once", () => {
    const cache = new LayoutCache(20);
    cache.set("a", "123456789");
    for (let i = 0; i < 10; i++) cache.set("b", "123456789");
    assert.equal(cache.get("a"), "123456789");
  });

  it("does not keep what is larger than itself", () => {
    const cache = new LayoutCache(5);
    cache.set("a", "123456789");
    assert.equal(cache.get("a"), undefined);
  });
});
