/** Notebooks as broken editors, half downloads and curious students leave them: mutations of a right one, in any number. */

import fc from "fast-check";

type Json = null | boolean | number | string | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

/** A change of the parsed file. The numbers say where; each takes those that it needs. */
type Mutation = (file: Json, at: readonly number[]) => Json;

/** Values of all types, and texts that programs stumble over. */
const STRANGE: readonly Json[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, "", " ", "0", [], {}, [[]], [{}], { a: { b: {} } }],
  ...["\u0000", "\uFEFFa", "\u2028\u2029", "\ud800", "🎉".repeat(50), "a\u0301", "\u202Eabc", "__proto__"],
  ...["constructor", "toString", "</script>", "${x}", "`", "'\"\\", "\r", "\r\n\r", "*/", "//", "###"],
  ...["class A {", "}", "await", "export", "import x", "1 +", "function f(", "@", "#x", "x".repeat(200_000)],
  ...[
    "(".repeat(20_000),
    "[".repeat(90_000),
    "1+".repeat(40_000) + "1",
    "{".repeat(30_000),
    "`${".repeat(9000),
  ],
  ...["let x = 1; x", "class MultiplyGate {}", "var WeightGate", "const { a, ...b } = {}, [c] = []"],
  ...["namespace A.B { export const x = 1 }", "enum E { A, B = A }", "declare const x: 1", "using x = null;"],
  ...[
    "export default class {}",
    "export * from 'x'",
    "import x = require('x')",
    "export = 1",
    "x: for (;;) break x",
  ],
  ...[["a\n", 1], ["a\n", ["b"]], Array<Json>(500).fill("x\n"), nested(100), nested(150)],
];

function nested(depth: number): Json {
  let value: Json = 0;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
}

/** Metadata of nbgrader, right and wrong, of all versions. */
const NBGRADER: readonly Json[] = [
  ...[null, 1, "a", [], {}, { grade_id: null }, { grade_id: 1 }, { grade_id: "" }, { grade_id: [] }],
  ...[
    { grade_id: "a" },
    { grade_id: "b", solution: "yes" },
    { grade_id: "__proto__" },
    { grade_id: "b-test" },
  ],
  ...[
    { grade_id: "b", points: -5, grade: true },
    { grade_id: "b", points: 1e9 },
    { schema_version: 1, grade_id: "b" },
  ],
  ...[
    { schema_version: 3, grade_id: "gate", locked: false, solution: true },
    { grade_id: "x".repeat(10_000) },
  ],
];

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "a value becomes another one": (file, [where, what]) => put(file, where!, pick(STRANGE, what!)),
  "a key is gone": (file, [where, which]) => changeObject(file, where!, which!, () => []),
  "a key is another one": (file, [where, which, what]) =>
    changeObject(file, where!, which!, (_, value) => [[textOf(pick(STRANGE, what!)).slice(0, 50), value]]),
  "a key has got a letter more": (file, [where, which]) =>
    changeObject(file, where!, which!, (key, value) => [[`${key}s`, value]]),
  "cells change places": (file, [a, b]) =>
    changeCells(file, (cells) => {
      const [i, j] = [a! % cells.length, b! % cells.length];
      [cells[i], cells[j]] = [cells[j]!, cells[i]!];
    }),
  "all cells are turned around": (file) => changeCells(file, (cells) => cells.reverse()),
  "cells are twice there": (file, [a, b]) =>
    changeCells(file, (cells) => cells.splice(b! % cells.length, 0, structuredClone(pick(cells, a!)))),
  "cells are gone": (file, [a, b]) =>
    changeCells(file, (cells) => cells.splice(a! % cells.length, 1 + (b! % 5))),
  "a cell is there hundreds of times": (file, [a, b]) =>
    changeCells(file, (cells) => cells.push(...Array<Json>(b! % 2100).fill(pick(cells, a!)))),
  "a cell has other metadata": (file, [a, what]) =>
    changeCell(file, a!, (cell) => (cell.metadata = { nbgrader: pick(NBGRADER, what!) })),
  "a cell has the name of another one": (file, [a, b]) =>
    changeCells(file, (cells) => {
      const [one, other] = [pick(cells, a!), pick(cells, b!)];
      if (isObject(one) && isObject(other)) one.metadata = other.metadata ?? null;
    }),
  "a cell has another source": (file, [a, what]) =>
    changeCell(file, a!, (cell) => (cell.source = pick(STRANGE, what!))),
  "a cell has a part of its source": (file, [a, from, to]) =>
    changeCell(file, a!, (cell) => {
      const text = textOf(cell.source ?? "");
      cell.source = text.slice(from! % (text.length + 1), to! % (text.length + 1));
    }),
  "a cell has some signs more": (file, [a, where, what]) =>
    changeCell(file, a!, (cell) => {
      const text = textOf(cell.source ?? "");
      const at = where! % (text.length + 1);
      cell.source = text.slice(0, at) + textOf(pick(STRANGE, what!)).slice(0, 100) + text.slice(at);
    }),
  "a cell is of another kind": (file, [a, what]) =>
    changeCell(
      file,
      a!,
      (cell) => (cell.cell_type = pick(["markdown", "raw", "code", "heading", 7, null], what!)),
    ),
  "the file is of another version": (file, [what]) => {
    if (isObject(file)) file.nbformat = pick([1, 2, 3, 4, 5, 4.5, "4", null, -1, 1e9], what!);
    return file;
  },
  "the cells are in worksheets": (file) =>
    isObject(file) ? { ...file, cells: [], worksheets: [file] } : file,
};

/** A change of the bytes. */
const DAMAGES: Readonly<Record<string, (bytes: Uint8Array, at: readonly number[]) => Uint8Array>> = {
  none: (bytes) => bytes,
  cut: (bytes, [a]) => bytes.slice(0, a! % (bytes.length + 1)),
  "cut at the start": (bytes, [a]) => bytes.slice(a! % (bytes.length + 1)),
  "a part is gone": (bytes, [a, b]) =>
    joined(bytes.slice(0, a! % bytes.length), bytes.slice((a! % bytes.length) + (b! % 50))),
  "a part is twice there": (bytes, [a, b]) =>
    joined(bytes.slice(0, a! % bytes.length), bytes.slice((a! % bytes.length) - (b! % 50))),
  flipped: (bytes, [a, b]) =>
    bytes.map((byte, i) => (i === a! % bytes.length ? byte ^ (1 << (b! % 8)) : byte)),
  "no UTF-8": (bytes, [a]) => bytes.map((byte, i) => (i === a! % bytes.length ? 0xff : byte)),
  "UTF-16": (bytes) => new Uint8Array(Buffer.from(Buffer.from(bytes).toString(), "utf16le")),
  "twice one after the other": (bytes) => joined(bytes, bytes),
  "a mark and Windows's ends of lines": (bytes) =>
    new Uint8Array(Buffer.from("\uFEFF" + Buffer.from(bytes).toString().replaceAll("\n", "\r\n"))),
  "a key twice": (bytes, [a]) =>
    new Uint8Array(
      Buffer.from(
        Buffer.from(bytes)
          .toString()
          .replace(
            /"(cells|metadata|nbformat|source)":/,
            (key) => `${key} ${JSON.stringify(pick(STRANGE, a!))}, ${key}`,
          ),
      ),
    ),
};

const numbers = fc.array(fc.nat(), { minLength: 3, maxLength: 3 });

/** @param original the bytes of a notebook that is right */
export function malformed(original: string): fc.Arbitrary<Uint8Array> {
  const mutation = fc.tuple(fc.constantFrom(...Object.keys(MUTATIONS)), numbers);
  // Most files that come are JSON.
  const damage = fc.oneof(
    { weight: 3, arbitrary: fc.constant("none") },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(DAMAGES)) },
  );
  return fc
    .tuple(fc.array(mutation, { minLength: 1, maxLength: 4 }), damage, numbers)
    .map(([mutations, kind, at]) => {
      let file = JSON.parse(original) as Json;
      for (const [name, where] of mutations) file = MUTATIONS[name]!(file, where);
      return DAMAGES[kind]!(new Uint8Array(Buffer.from(JSON.stringify(file, null, 1))), at);
    });
}

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length]!;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text of a source, or of something that is none. */
function textOf(value: Json): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(textOf).join("") : JSON.stringify(value);
}

/** Objects and lists, from the outside to the inside. */
function containers(file: Json): (Json[] | JsonObject)[] {
  if (typeof file !== "object" || file === null) return [];
  return [file, ...Object.values(file).flatMap(containers)];
}

function put(file: Json, where: number, value: Json): Json {
  const all = containers(file);
  if (all.length === 0) return value;
  const container = pick(all, where) as Record<string, Json>;
  const keys = Object.keys(container);
  if (keys.length === 0) return file;
  container[pick(keys, where)] = value;
  return file;
}

function changeObject(
  file: Json,
  where: number,
  which: number,
  change: (key: string, value: Json) => [string, Json][],
): Json {
  const all = containers(file).filter(isObject);
  if (all.length === 0) return file;
  const object = pick(all, where);
  const keys = Object.keys(object);
  if (keys.length === 0) return file;
  const key = pick(keys, which);
  const changed = change(key, object[key]!);
  delete object[key];
  for (const [name, value] of changed)
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  return file;
}

function changeCells(file: Json, change: (cells: Json[]) => unknown): Json {
  if (isObject(file) && Array.isArray(file.cells) && file.cells.length > 0) change(file.cells);
  return file;
}

function changeCell(file: Json, at: number, change: (cell: JsonObject) => unknown): Json {
  return changeCells(file, (cells) => {
    const cell = pick(cells, at);
    if (isObject(cell)) change(cell);
  });
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  return new Uint8Array([...a, ...b]);
}
