/** What cells show goes to the request that it is about, in order, and prints in larger pieces. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import type { Jupyter, Request } from "../../src/front/jupyter.js";
import { Outputs } from "../../src/front/outputs.js";
import { SHARED, weightOf } from "../../src/link/messages.js";

describe("outputs", () => {
  const request = (id: string): Request => ({ header: { msg_id: id } }) as Request;
  let sent: string[];
  let shared: Int32Array;
  let outputs: Outputs;

  beforeEach(() => {
    sent = [];
    shared = new Int32Array(new SharedArrayBuffer(SHARED.length * 4));
    const jupyter: Pick<Jupyter, "publish"> = {
      publish: (type, content, { msg_id = "none" }) => {
        const { name = "", text = "" } = content as { name?: string; text?: string };
        sent.push(`${msg_id} ${type} ${name} ${text.length > 20 ? text.length : text}`);
      },
    };
    outputs = new Outputs(jupyter as Jupyter, shared);
    outputs.begin(1, request("one"));
    outputs.begin(2, request("two"));
  });
  const print = (run: number, text: string, name: "stdout" | "stderr" = "stdout"): void => {
    outputs.print({ run, name, text });
  };

  it("are one message for prints that come at once", async () => {
    print(1, "a");
    print(1, "b");
    assert.deepEqual(sent, []);
    await sleep(30);
    assert.deepEqual(sent, ["one stream stdout ab"]);
    print(1, "c");
    await sleep(30);
    assert.equal(sent[1], "one stream stdout c");
  });

  it("keep streams and cells apart, in order", () => {
    print(1, "a");
    print(1, "b", "stderr");
    print(1, "c");
    print(2, "d");
    outputs.flush();
    outputs.flush();
    assert.deepEqual(sent, [
      "one stream stdout a",
      "one stream stderr b",
      "one stream stdout c",
      "two stream stdout d",
    ]);
  });

  it("come after what was printed before them", () => {
    print(1, "a");
    outputs.publish(2, "display_data", {});
    print(1, "b");
    outputs.flush();
    assert.deepEqual(sent, ["one stream stdout a", "two display_data  ", "one stream stdout b"]);
  });

  it("do not wait when they are many", () => {
    const half = "x".repeat(1 << 17);
    print(1, half);
    assert.deepEqual(sent, []);
    print(1, half);
    assert.deepEqual(sent, [`one stream stdout ${1 << 18}`]);
  });

  it("of a silent cell are not sent, but its comms are", () => {
    outputs.begin(3, request("three"), true);
    print(3, "a");
    outputs.publish(3, "display_data", {});
    outputs.publish(3, "comm_msg", {});
    assert.deepEqual(sent, ["three comm_msg  "]);
  });

  it("of a run without a request are about none", () => {
    print(9, "a");
    outputs.flush();
    assert.deepEqual(sent, ["none stream stdout a"]);
    assert.equal(outputs.requestOf(9), undefined);
    assert.equal(outputs.requestOf(1)?.header.msg_id, "one");
  });

  it("know the latest thousand requests", () => {
    for (let run = 3; run <= 1001; run++) outputs.begin(run, request(`${run}`));
    assert.equal(outputs.requestOf(1), undefined);
    assert.equal(outputs.requestOf(2)?.header.msg_id, "two");
  });

  it("count what does not wait any more", () => {
    const stream = { type: "stream", run: 1, name: "stdout", text: "abc" } as const;
    Atomics.store(shared, SHARED.waiting, 1000);
    outputs.printed(stream);
    outputs.flush();
    assert.equal(Atomics.load(shared, SHARED.waiting), 1000 - weightOf(stream));
    assert.deepEqual(sent, ["one stream stdout abc"]);
  });
});
