/** The page that a student gets: nothing in it runs, whatever a student has written or their code has said. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { answerId, keepGrades } from "../../src/manual/grades.js";
import { Draughtsman } from "../../src/report/drawing/draughtsman.js";
import { inlineSvg } from "../../src/report/drawing/inlineSvg.js";
import { readDrawing } from "../../src/report/drawing/readDrawing.js";
import { writeFeedback } from "../../src/report/writeFeedback.js";
import { answer, failed, HOSTILE, Scratch, task } from "./scratch.js";

const gate = (id: string, more: object = {}): object => ({
  ...{ id, name: id, operation: "×", role: "operation", value: 1.5, gradient: 2, ...more },
});
const edge = (from: string, to: string, position = 0): object => ({
  from,
  to,
  position,
  local: 1,
  upstream: 2,
});
const graph = (more: object = {}): Record<string, unknown> => ({
  ...{ version: 1, pass: "backward", targets: ["g1"], groups: [] },
  nodes: [gate("g0"), gate("g1", { mark: "It is wrong." })],
  edges: [edge("g0", "g1")],
  ...more,
});

describe("the feedback of a student", function () {
  this.timeout(30_000);
  const draughtsman = new Draughtsman();
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch();
    scratch.handIn("ada");
  });
  afterEach(() => {
    scratch.remove();
  });
  after(() => draughtsman.close());

  async function page(): Promise<string> {
    await writeFeedback(scratch.assignment, "ada", draughtsman);
    return scratch.read("graded/students/ada/feedback.html");
  }

  it("shows the points, the tests with the visible example, and what waits", async () => {
    scratch.grade("ada");
    const html = await page();
    assert.match(html, /<strong>2<\/strong> of 7 points so far/);
    for (const text of ["✗ failed", "It stays one.", "Count again.", "Because."])
      assert.ok(html.includes(text), text);
    assert.match(html, /A person will read this answer/);
  });

  it("shows what a person has said, but not what they have said of an earlier text", async () => {
    scratch.grade("ada");
    const grade = { student: "ada", notebook: "one", cell: "why", score: 1, comment: "Say more & better." };
    keepGrades(scratch.assignment, [{ ...grade, answer: answerId(answer.text) }]);
    assert.match(await page(), /Graded by a person: 1 of 2 points[\s\S]*Say more &#38; better\./);
    scratch.grade("ada", { answers: [{ ...answer, text: "Another." }] });
    assert.doesNotMatch(await page(), /Say more/);
  });

  it("does not call zero what is not gradable", async () => {
    scratch.grade("ada", { status: "not gradable", reason: "It is empty.", tasks: [], answers: [] });
    assert.match(await page(), /does not count as zero[\s\S]*It is empty\./);
  });

  it("lets nothing be loaded or run, and only its own style apply", async () => {
    scratch.grade("ada");
    const html = await page();
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)!;
    const style = /<style>([\s\S]*)<\/style>/.exec(html)![1]!;
    const hash = createHash("sha256").update(style).digest("base64");
    assert.ok(policy!.startsWith("default-src &#39;none&#39;;"));
    assert.ok(policy!.includes(`style-src &#39;sha256-${hash}&#39;;`));
    assert.doesNotMatch(html, /<script| style=| on\w+="|https?:/i);
  });

  it("keeps every text a text", async () => {
    for (const hostile of Object.values(HOSTILE)) {
      const example = { what: hostile, expected: hostile, got: hostile, hint: hostile };
      scratch.handIn("ada", ["one"], { name: hostile, penalty: 0.1, lateness: hostile });
      scratch.grade("ada", {
        findings: [{ kind: "extra cell", text: hostile }],
        answers: [{ ...answer, text: hostile }],
        tasks: [
          {
            ...{
              ...task,
              title: hostile,
              problem: hostile,
              tests: [{ ...failed, name: hostile, hint: hostile, example }],
            },
            drawing: graph({
              nodes: [
                gate("g0", { name: hostile, operation: hostile }),
                gate("g1", { name: hostile, mark: hostile }),
              ],
            }),
          },
        ],
      });
      const comment = { student: "ada", notebook: "one", cell: "why", score: 1, comment: hostile };
      keepGrades(scratch.assignment, [comment, { ...comment, cell: "another", score: null }]);
      const html = await page();
      assert.ok(html.includes('<svg class="drawing"'), "the picture is there");
      assert.doesNotMatch(html, /<script|<img|<a href="(?!#)|[^\P{Cc}\n]|\u202e/u);
      const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name!.toLowerCase()));
      for (const name of ["script", "img", "iframe", "object", "foreignobject"])
        assert.ok(!tags.has(name), name);
    }
  });

  it("has headings in order, tables with scopes, and a name for the drawing", async () => {
    scratch.grade("ada", { tasks: [{ ...task, drawing: graph() }] });
    const html = await page();
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    assert.equal(levels[0], 1);
    levels.forEach((level, i) => {
      assert.ok(i === 0 || level <= levels[i - 1]! + 1, levels.join());
    });
    assert.doesNotMatch(html, /<th(?! scope=|ead)/);
    assert.match(
      html,
      /role="img" aria-label="Computational graph after the backward pass, ending in g1: 2 gates, 1 arrow\. Marked as wrong: g1\."/,
    );
  });

  it("has the same bytes each time", async () => {
    scratch.grade("ada", { tasks: [{ ...task, drawing: graph() }] });
    assert.equal(await page(), await page());
  });

  const chain = (length: number): object => ({
    nodes: Array.from({ length }, (_, i) => gate(`g${i}`)),
    edges: Array.from({ length: length - 1 }, (_, i) => edge(`g${i}`, `g${i + 1}`)),
  });
  const broken: Record<string, unknown> = {
    "no object": "digraph { a -> b }",
    null: null,
    "another version": graph({ version: 2 }),
    "an id that would leave its place in DOT": graph({ nodes: [gate('g0"]; x ['), gate("g1")] }),
    "an edge that leads nowhere": graph({ edges: [edge("g0", "g7")] }),
    "a gate twice": graph({ nodes: [gate("g0"), gate("g0"), gate("g1")] }),
    "an edge twice": graph({ edges: [edge("g0", "g1"), edge("g0", "g1")] }),
    "no gates": graph({ nodes: [], edges: [], targets: ["g0"] }),
    "a name that never ends": graph({ nodes: [gate("g0", { name: "a".repeat(1001) }), gate("g1")] }),
    "more gates than a picture can show": graph(chain(101)),
    "a group in itself": graph({ groups: [{ id: "c0", name: "c", nodes: ["g0"], parent: "c0" }] }),
    "values that are no numbers": graph({ nodes: [gate("g0", { value: { toString: 1 } }), gate("g1")] }),
  };
  for (const [what, data] of Object.entries(broken))
    it(`leaves out a drawing with one sentence: ${what}`, async () => {
      assert.equal(readDrawing(data), undefined);
      scratch.grade("ada", { tasks: [{ ...task, drawing: data }] });
      const html = await page();
      // JSON has no undefined: null is a drawing that is none.
      assert.match(html, /The graph of this task could not be drawn\./);
      assert.doesNotMatch(html, /class="drawing"/);
    });

  it("takes infinities, and does not care for fields that it does not know", () => {
    const nodes = [gate("g0", { value: "Infinity", more: {} }), gate("g1", { gradient: "-Infinity" })];
    const read = readDrawing(graph({ nodes, beside: { pass: 7 }, notes: 3 }));
    assert.deepEqual([read?.nodes[0]?.value, read?.nodes[1]?.gradient], [Infinity, -Infinity]);
    assert.deepEqual([read && "beside" in read, read && "notes" in read], [false, false]);
  });

  it("gives up on a graph that Graphviz would take minutes for, and draws the next one", async () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
    const lines = Array.from(
      { length: 400 },
      () => `n${Math.floor(60 * random())} -> n${Math.floor(60 * random())} [label="a b"]`,
    );
    assert.equal(await draughtsman.draw(`digraph { rankdir=LR; ${lines.join("; ")} }`), undefined);
    assert.match((await draughtsman.draw("digraph { a -> b }"))!, /<svg/);
  });

  for (const [what, inside] of Object.entries({
    "a script": "<script>alert(1)</script>",
    "a link": '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
    "foreign elements": "<foreignObject><p>x</p></foreignObject>",
    "a style": "<style>@import url(x)</style>",
    "an entity that XML does not have": "<text>&nbsp;</text>",
    "an attribute without quotes": "<g onload=alert(1)></g>",
  }))
    it(`shows no SVG with ${what}`, () => {
      const svg = `<svg width="8pt" viewBox="0.00 0.00 8.00 8.00">${inside}</svg>`;
      assert.equal(inlineSvg(svg, "alt"), undefined);
      assert.ok(inlineSvg(svg.replace(inside, "<g><text>x</text></g>"), "alt"));
    });

  it("keeps of an SVG no attribute that our graphs do not need", () => {
    const svg =
      '<svg viewBox="0.00 0.00 8.00 8.00"><g id="a" onclick="alert(1)" fill="url(#x)" stroke="red"></g></svg>';
    assert.match(inlineSvg(svg, "alt")!.text, />\s*<g stroke="red"><\/g>\s*<\/svg>$/);
  });
});
