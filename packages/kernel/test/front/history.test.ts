/** What was run, as clients ask for it. */
import assert from "node:assert/strict";

import { History } from "../../src/front/history.js";

/** The answer's lines, or texts. */
function asked(history: History, request: Record<string, unknown>): unknown[] {
  const answer = history.answer(request) as { status: string; history: [number, number, unknown][] };
  assert.equal(answer.status, "ok");
  return answer.history.map(([, line]) => line);
}

function historyOf(...sources: readonly string[]): History {
  const history = new History();
  sources.forEach((source, i) => {
    history.add({ line: i + 1, source, result: source === "1" ? "one" : null });
  });
  return history;
}

describe("the history", () => {
  const history = historyOf("a", "b = 1", "a", "f(x)\ng()", "[a].*?");

  it("gives the latest, the last one last", () => {
    assert.deepEqual(asked(history, { hist_access_type: "tail", n: 2 }), [4, 5]);
    assert.deepEqual(asked(history, { hist_access_type: "tail", n: 0 }), []);
    assert.deepEqual(asked(history, { hist_access_type: "tail", n: 99 }), [1, 2, 3, 4, 5]);
    assert.deepEqual(asked(history, {}), [1, 2, 3, 4, 5]);
  });

  it("gives a range, whose end is not part of it", () => {
    assert.deepEqual(asked(history, { hist_access_type: "range", session: 0, start: 2, stop: 4 }), [2, 3]);
    assert.deepEqual(asked(history, { hist_access_type: "range", start: 4, stop: null }), [4, 5]);
    assert.deepEqual(asked(history, { hist_access_type: "range" }), [1, 2, 3, 4, 5]);
  });

  it("finds by a pattern of the whole text", () => {
    const search = (pattern?: string, more = {}): unknown[] =>
      asked(history, { hist_access_type: "search", pattern, ...more });
    assert.deepEqual(search("a"), [1, 3]);
    assert.deepEqual(search("*=*"), [2]);
    assert.deepEqual(search("?"), [1, 3]);
    assert.deepEqual(search("f(*)"), [4], "brackets are brackets, and lines no end");
    assert.deepEqual(search("[a].*"), [5]);
    assert.deepEqual(search("*a*", { n: 1 }), [5]);
    assert.deepEqual(search(), [1, 2, 3, 4, 5]);
  });

  it("gives of equal ones the latest, and all in order", () => {
    const search = { hist_access_type: "search", pattern: "*", unique: true };
    assert.deepEqual(asked(history, search), [2, 3, 4, 5]);
    assert.deepEqual(asked(historyOf("a", "b", "a"), { ...search, n: 1 }), [3]);
  });

  it("gives results when they are asked for", () => {
    const { history: found } = historyOf("1", "2").answer({ hist_access_type: "tail", output: true });
    assert.deepEqual(found, [
      [0, 1, ["1", "one"]],
      [0, 2, ["2", null]],
    ]);
    assert.deepEqual(historyOf("1").answer({}).history, [[0, 1, "1"]]);
  });

  it("keeps the latest 10,000", () => {
    const long = historyOf(...Array<string>(10_001).fill("a"));
    assert.deepEqual(asked(long, { hist_access_type: "range", stop: 4 }), [2, 3]);
  });
});
