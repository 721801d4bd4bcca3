/** The small parts of the service that can be looked at alone. */

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import "libsql";
import { prepareStage } from "../../src/sandbox/stage.js";
import { formWanted } from "../../src/service/http/accept.js";
import { Slots } from "../../src/service/http/slots.js";
import { InTurn } from "../../src/service/intake/inTurn.js";
import { Refusal } from "../../src/service/refusal.js";

describe("the service's choice between data and a page", () => {
  for (const [accept, form] of [
    [undefined, "json"],
    ["*/*", "json"],
    ["application/json", "json"],
    ["text/html", "html"],
    ["TEXT/HTML;level=1", "html"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"],
    ["text/html;q=0.4, application/json;q=0.5", "json"],
    ["application/json, text/html", "json"],
    ["text/html;q=0, */*", "json"],
    ["application/json;q=0", undefined],
    ["image/png", undefined],
    ["", undefined],
    [",;,q=;=".repeat(1000), undefined],
  ] as const)
    it(`is ${form ?? "neither"} for ${accept === undefined ? "no header" : `"${accept.slice(0, 40)}"`}`, () => {
      assert.equal(formWanted(accept), form);
    });
});

describe("the service's places for hand-ins", () => {
  const limits = { uploads: 2, uploadsOfOne: 1, uploadsWaiting: 1, uploadPatience: 100 };

  it("are as many as there are, go from hand to hand, and come back", async () => {
    const slots = new Slots(limits);
    const [first, second] = [await slots.take("a"), await slots.take("b")];
    let isThird = false;
    const third = slots.take("c").then((giveBack) => {
      isThird = true;
      return giveBack;
    });
    await sleep(20);
    assert.equal(isThird, false);
    await assert.rejects(slots.take("d"), ({ status }: Refusal) => status === 503);
    first();
    // Twice is once.
    first();
    (await third)();
    second();
    const again = await Promise.all(["a", "b"].map((each) => slots.take(each)));
    assert.equal(again.length, 2);
  });

  it("are waited for so long, and no place is lost by it", async () => {
    const slots = new Slots({ ...limits, uploads: 1 });
    const first = await slots.take("a");
    await assert.rejects(slots.take("b"), ({ status }: Refusal) => status === 503);
    first();
    (await slots.take("b"))();
    (await slots.take("a"))();
  });

  it("are not all for one student", async () => {
    const slots = new Slots(limits);
    const first = await slots.take("a");
    await assert.rejects(slots.take("a"), ({ status }: Refusal) => status === 429);
    first();
    (await slots.take("a"))();
  });
});

describe("what the service does in turn", () => {
  it("is one after the other for one key, beside each other for two, and goes on after an error", async () => {
    const turns = new InTurn();
    const said: string[] = [];
    const work = (key: string, name: string, time: number): Promise<void> =>
      turns.run(key, async () => {
        said.push(`${name} begins`);
        await sleep(time);
        said.push(`${name} ends`);
        if (name === "a1") throw new Error("no");
      });
    const all = await Promise.allSettled([work("a", "a1", 30), work("a", "a2", 1), work("b", "b1", 5)]);
    assert.deepEqual(said, ["a1 begins", "b1 begins", "b1 ends", "a1 ends", "a2 begins", "a2 ends"]);
    assert.deepEqual(
      all.map(({ status }) => status),
      ["rejected", "fulfilled", "fulfilled"],
    );
  });
});

describe("the sandbox of a service with a database", () => {
  it("has none of the database's library in it", () => {
    const { libraries } = prepareStage();
    const loaded = (process.report.getReport() as unknown as { sharedObjects: string[] }).sharedObjects;
    assert.ok(
      loaded.some((path) => path.includes("libsql")),
      "it is loaded here",
    );
    assert.deepEqual(
      libraries.filter((path) => path.includes("node_modules")),
      [],
    );
  });
});
