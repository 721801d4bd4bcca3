import assert from "node:assert/strict";
import { Conversation } from "../../src/editor/conversation.js";
import type { Question } from "../../src/editor/protocol.js";

const wrong = { start: 0, end: 1, severity: "error", code: 2304, message: "Cannot find name." } as const;

describe("a conversation with the kernel", () => {
  let asked: Question[];
  let conversation: Conversation;
  beforeEach(() => {
    asked = [];
    conversation = new Conversation((question) => asked.push(question));
  });

  it("gives everybody their own answer, in whatever order answers come", async () => {
    const check = conversation.check("a", "cell-1");
    const signature = conversation.signature("f(", 2);
    assert.deepEqual(asked, [
      { type: "check", id: 1, code: "a", cell: "cell-1" },
      { type: "signature", id: 2, code: "f(", offset: 2 },
    ]);
    conversation.receive({ type: "signature", id: 2, signature: null });
    conversation.receive({ type: "problems", id: 1, problems: [wrong] });
    assert.equal(await signature, null);
    assert.deepEqual(await check, [wrong]);
  });

  it("does not mind answers to nothing, twice, or of another kind", async () => {
    const check = conversation.check("a", "cell-1");
    conversation.receive({ type: "problems", id: 9, problems: [wrong] });
    conversation.receive("hello");
    conversation.receive({ type: "signature", id: 1, signature: null });
    conversation.receive({ type: "problems", id: 1, problems: [wrong] });
    assert.equal(await check, undefined);
  });

  it("waits for a sign of life as long as it takes", async () => {
    const greeting = conversation.greet();
    conversation.receive({ type: "problems", id: 1, problems: [] });
    assert.equal(await greeting, true);
  });

  it("lets nobody wait when the line is closed or was never there", async () => {
    const questions = [conversation.check("a", "1"), conversation.signature("f(", 2), conversation.greet()];
    conversation.close();
    assert.deepEqual(await Promise.all(questions), [undefined, undefined, false]);
    const dead = new Conversation(() => {
      throw new Error("Cannot send");
    });
    assert.equal(await dead.check("a", "1"), undefined);
  });
});
