import assert from "node:assert/strict";
import { readAnswer } from "../../src/editor/protocol.js";

const problem = { start: 6, end: 11, severity: "error", code: 2322, message: "Type …" };

describe("an answer of the kernel", () => {
  it("is read as it is", () => {
    const hinted = { ...problem, severity: "warning", hint: "A text is no number." };
    const problems = { type: "problems", id: 1, problems: [problem, hinted] };
    assert.deepEqual(readAnswer(problems), problems);
    const signature = { text: "f(x: number): void", start: 2, end: 11, documentation: "Does it." };
    assert.deepEqual(readAnswer({ type: "signature", id: 2, signature }), {
      ...{ type: "signature", id: 2, signature },
    });
    assert.deepEqual(readAnswer({ type: "signature", id: 3, signature: null }), {
      ...{ type: "signature", id: 3, signature: null },
    });
  });

  it("loses the problems that cannot be shown, and no others", () => {
    const broken = [
      null,
      "no",
      { ...problem, start: -1 },
      { ...problem, end: 1.5 },
      { ...problem, message: 7 },
    ];
    const answer = readAnswer({ type: "problems", id: 1, problems: [...broken, problem] });
    assert.deepEqual(answer, { type: "problems", id: 1, problems: [problem] });
  });

  it("marks no parameter where the offsets lie outside of the text", () => {
    const answer = readAnswer({ type: "signature", id: 1, signature: { text: "f()", start: 2, end: 9 } });
    assert.deepEqual(answer, {
      ...{ type: "signature", id: 1, signature: { text: "f()", start: 0, end: 0, documentation: "" } },
    });
  });

  it("is none when it is anything else", () => {
    for (const data of [undefined, 1, {}, { type: "problems", id: 1 }, { type: "problems", problems: [] }])
      assert.equal(readAnswer(data), undefined);
  });
});
