/** Which names cells see, from which run each is, and which runs may be forgotten. */
import assert from "node:assert/strict";

import { parse } from "../../src/cells/parse.js";
import { Names } from "../../src/front/names.js";

/** A notebook's names; each cell is a run of the next number. */
class Cells {
  readonly names = new Names();
  latest = 0;

  /** @param dead names whose declarations were not reached */
  run(source: string, dead: readonly string[] = []): void {
    const { declared } = parse(source);
    const alive = declared.filter(({ isValue, name }) => isValue && !dead.includes(name));
    this.names.declare(
      ++this.latest,
      declared,
      alive.map(({ name }) => name),
    );
  }

  /** `name:run` of what a cell sees that declares these names. */
  seen(source = ""): string[] {
    return this.names.seenBeside(parse(source).declared).map(({ name, run }) => `${name}:${run}`);
  }

  values(): string[] {
    return [...this.names.values.values()].map(({ name, run }) => `${name}:${run}`);
  }

  rest(cells: number): void {
    for (let i = 0; i < cells; i++) this.run("");
  }
}

describe("the names of a notebook", () => {
  let cells: Cells;
  beforeEach(() => {
    cells = new Cells();
  });

  it("are those that were declared last", () => {
    cells.run("let a = 1; type T = 1");
    cells.run("let b = 1");
    cells.run("const a = 2");
    assert.deepEqual(cells.seen().sort(), ["T:1", "a:3", "b:2"]);
    assert.deepEqual(cells.values().sort(), ["a:3", "b:2"]);
  });

  it("say whether they may be assigned to", () => {
    cells.run("let a = 1; const b = 2");
    const seen = cells.names.seenBeside([]);
    assert.deepEqual(
      seen.map(({ isAssignable }) => isAssignable),
      [true, false],
    );
  });

  it("are not seen by a cell that declares them itself", () => {
    cells.run("let a = 1, b = 2; type T = 1");
    assert.deepEqual(cells.seen("const a = b; type T = 2"), ["b:1"]);
  });

  it("are not those whose declaration was not reached", () => {
    cells.run("let a = 1");
    cells.run("f(); let a = 2, b = 3; type T = 1", ["a", "b"]);
    assert.deepEqual(cells.seen().sort(), ["T:2", "a:1"]);
  });

  it("are no values any more when types take their place, and the other way round", () => {
    cells.run("class A {}");
    cells.run("interface A {}");
    assert.deepEqual([cells.seen(), cells.values()], [["A:2"], []]);
    cells.run("const A = 1");
    assert.deepEqual([cells.seen(), cells.values()], [["A:3"], ["A:3"]]);
  });

  it("may be called like members of every object", () => {
    cells.run("let toString = 1, __proto__ = 2, constructor = 3");
    assert.deepEqual(cells.values(), ["toString:1", "__proto__:1", "constructor:1"]);
  });

  it("are replaced where others use them", () => {
    cells.run("class A {} class B {}");
    const declared = parse("class A {} class B {} class C {}").declared;
    assert.deepEqual(cells.names.replacedBy(declared), []);
    assert.deepEqual(
      cells.names.use(["A"]).map(({ run }) => run),
      [1],
    );
    assert.deepEqual(
      cells.names.replacedBy(declared).map(({ name, run }) => `${name}:${run}`),
      ["A:1"],
    );
  });

  it("stay used when they were replaced, and are not when they were not", () => {
    cells.run("class A {}");
    cells.names.use(["A"]);
    cells.names.replace({ name: "A", run: 1 }, 2);
    cells.run("class A {}");
    assert.equal(cells.names.replacedBy(parse("class A {}").declared)[0]?.run, 2);
    cells.run("const A = 1");
    assert.deepEqual(cells.names.replacedBy(parse("class A {}").declared), []);
  });
});

describe("a run", () => {
  let cells: Cells;
  beforeEach(() => {
    cells = new Cells();
  });

  it("is kept while a name leads to it", () => {
    cells.run("let a = 1, b = 2");
    cells.rest(150);
    assert.ok(!cells.names.forgotten(cells.latest).includes(1));
    cells.run("let a = 2");
    assert.ok(!cells.names.forgotten(cells.latest).includes(1));
    cells.run("type b = 1");
    assert.ok(cells.names.forgotten(cells.latest).includes(1));
  });

  it("is kept while it is one of the latest", () => {
    cells.run("let a = 1");
    cells.run("let a = 2");
    assert.deepEqual(
      cells.names.forgotten(cells.latest).filter((run) => run > 0),
      [],
    );
    cells.rest(99);
    assert.ok(cells.names.forgotten(cells.latest).includes(1));
  });

  it("is forgotten once, and in the end every one without names", () => {
    const gone: number[] = [];
    for (let i = 0; i < 500; i++) {
      cells.run(["", "let a = 1", "let b = 1; type T = 1", "let a = 2, c = 3"][i % 4]!);
      gone.push(...cells.names.forgotten(cells.latest));
    }
    assert.equal(new Set(gone).size, gone.length, "none twice");
    const kept = new Set(cells.seen().map((seen) => Number(seen.split(":")[1])));
    for (let run = 1; run <= 400; run++) assert.equal(gone.includes(run), !kept.has(run), `run ${run}`);
  });
});
