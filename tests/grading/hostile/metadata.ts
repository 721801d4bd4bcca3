/** Changes the notebook around the answers, or the file that it is. */

import { ALL, BUT_TRAINING, NONE, WRONG_TRAINING, type Attack } from "./attack.js";
import { cellOf, type RawCell, type RawNotebook } from "../support/course.js";

/** With a training that does nothing. */
function wrong(name: string, change: (notebook: RawNotebook) => void, says = /\S/): Attack {
  return { name, cells: { "f-train": WRONG_TRAINING }, change, gets: BUT_TRAINING, says };
}

/** Everything is right, and stays so. */
function right(name: string, change: (notebook: RawNotebook) => void, says = /\S/): Attack {
  return { name, change, gets: ALL, says };
}

function broken(name: string, file: (bytes: Uint8Array) => Uint8Array | string, says = /\S/): Attack {
  return { name, file: (bytes) => Buffer.from(file(bytes)), gets: "not gradable", says };
}

const code = (source: unknown, nbgrader?: object): RawCell =>
  ({
    cell_type: "code",
    metadata: nbgrader ? { nbgrader } : {},
    source,
    outputs: [],
    execution_count: 1,
  }) as RawCell;

const tests = ({ cells }: RawNotebook): RawCell[] =>
  cells.filter(({ metadata }) => metadata.nbgrader?.grade === true);

export const metadata: readonly Attack[] = [
  wrong("raises the points of all tests", (notebook) => {
    for (const { metadata } of tests(notebook)) metadata.nbgrader!.points = 1e6;
  }),
  wrong("gives itself negative, strange and missing points", (notebook) => {
    for (const [i, { metadata }] of tests(notebook).entries())
      metadata.nbgrader!.points = [-1, "NaN", null, {}, 1e308][i % 5];
  }),
  wrong(
    "writes true in place of all tests",
    (notebook) => {
      for (const cell of tests(notebook)) cell.source = "true";
    },
    /was changed/,
  ),
  wrong("writes its own check above the tests", ({ cells }) => {
    cells.unshift(code("function check() { return true; }\nconst assert = () => true;"));
  }),
  wrong(
    "tests another task twice in place of the wrong one",
    (notebook) => {
      cellOf(notebook, "f-test").source = 'await check("weight-gate", { WeightGate });';
    },
    /was changed/,
  ),
  wrong("takes the test away", (notebook) => {
    notebook.cells.splice(notebook.cells.indexOf(cellOf(notebook, "f-test")), 1);
  }),
  wrong("doubles a test that passes a hundred times", (notebook) => {
    for (let i = 0; i < 100; i++) notebook.cells.push(structuredClone(cellOf(notebook, "a-test")));
  }),
  wrong("adds tests of its own", ({ cells }) => {
    cells.push(
      code('await check("weight-gate", { WeightGate });', {
        schema_version: 3,
        grade: true,
        solution: false,
        locked: true,
        grade_id: "own",
        points: 50,
      }),
    );
  }),
  wrong("makes the test an answer, and the answer a test", (notebook) => {
    Object.assign(cellOf(notebook, "f-test").metadata.nbgrader!, { grade: false, solution: true });
    Object.assign(cellOf(notebook, "f-train").metadata.nbgrader!, { grade: true, solution: false });
  }),
  wrong(
    "edits the gates of the exercise",
    (notebook) => {
      cellOf(notebook, "gate").source =
        "class Gate { out = 0; dz = 0; } class InputGate extends Gate {} class AddGate extends Gate {}";
    },
    /was changed/,
  ),
  wrong(
    "edits what is imported",
    (notebook) => {
      cellOf(notebook, "imports").source =
        "const [ComputationalGraph, seededRandom, xor, check, display] = [Object, Object, Object, Object, Object];";
    },
    /was changed/,
  ),
  wrong(
    "says that the kernel is another one",
    ({ metadata }) => {
      metadata.kernelspec = { name: "python3", language: "bash" };
    },
    /python3/,
  ),
  wrong(
    "has a hidden cell of its own with the name of the answer, in front",
    ({ cells }) => {
      cells.unshift(
        code("function train() { return 'other'; }", {
          schema_version: 3,
          grade_id: "f-train",
          solution: true,
          grade: false,
        }),
      );
    },
    /is there 2 times/,
  ),
  {
    name: "makes all its answers text",
    change: ({ cells }) => {
      for (const cell of cells) cell.cell_type = "markdown";
    },
    gets: NONE,
    says: /is not in the notebook/,
  },
  {
    name: "has names of cells that are those of prototypes",
    change: (notebook) => {
      for (const [i, { metadata }] of notebook.cells.entries())
        if (metadata.nbgrader) metadata.nbgrader.grade_id = ["__proto__", "constructor", "toString"][i % 3]!;
    },
    gets: ALL,
  },
  right("lost all its metadata, also that of the cells", (notebook) => {
    notebook.metadata = {};
    for (const cell of notebook.cells) cell.metadata = {};
  }),
  right(
    "has its cells in the opposite order",
    ({ cells }) => {
      cells.reverse();
    },
    /stands at another place/,
  ),
  right(
    "has broken cells between the others",
    ({ cells }) => {
      const broken = [
        null,
        7,
        [],
        {},
        { cell_type: 1 },
        code(7),
        code([1, 2]),
        code(null),
        { cell_type: "code", source: "1", metadata: "x" },
      ];
      (cells as unknown[]).splice(3, 0, ...broken);
    },
    /broken/,
  ),
  right(
    "has a cell of five megabytes",
    ({ cells }) => {
      cells.push(code("x".repeat(5e6)));
    },
    /was left out/,
  ),
  right("has outputs of ten megabytes", ({ cells }) => {
    cells[1]!.outputs = [{ output_type: "stream", name: "stdout", text: "x".repeat(1e7) }];
  }),
  right("has a hundred cells with answers to nothing", ({ cells }) => {
    for (let i = 0; i < 100; i++)
      cells.push(
        code("process.exit(0);", { schema_version: 3, grade_id: `own-${i}`, solution: true, grade: false }),
      );
  }),
  {
    name: "begins with a byte order mark",
    file: (bytes) => Buffer.concat([Buffer.from("\ufeff"), bytes]),
    gets: ALL,
  },
  {
    name: "has a key twice, and fields called __proto__",
    file: (bytes) =>
      Buffer.from(
        Buffer.from(bytes)
          .toString()
          .replace("{", '{"cells":[],"__proto__":{"cells":[]},"constructor":{"prototype":{}},'),
      ),
    gets: ALL,
  },
  broken("has ten thousand cells", () =>
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: Array(10_000).fill(code("1")) }),
  ),
  broken("has fifty megabytes", () => Buffer.alloc(5e7, 32), /MB/),
  broken("is a list without an end in itself", () => "[".repeat(1e6), /nested/),
  broken(
    "is objects without an end in themselves",
    () => '{"cells":'.repeat(1e5) + "[]" + "}".repeat(1e5),
    /nested/,
  ),
  broken("ends in the middle", (bytes) => bytes.subarray(0, bytes.length / 2), /not JSON/),
  broken("is empty", () => "", /empty/),
  broken("is a number", () => "7"),
  broken("is null", () => "null"),
  broken("is a list", () => "[]"),
  broken("is text", () => "print('hello')", /not JSON/),
  broken("is an archive", () => Buffer.from("504b0304140000000800", "hex"), /not JSON/),
  broken(
    "is in UTF-16",
    (bytes) => Buffer.from(`\ufeff${Buffer.from(bytes).toString()}`, "utf16le"),
    /not JSON/,
  ),
  broken("is no UTF-8", (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe, 0x80]), bytes]), /not JSON/),
  broken(
    "is in an old format",
    () => '{"nbformat":3,"nbformat_minor":0,"metadata":{},"cells":[]}',
    /format 3/,
  ),
  broken("has cells that are no list", () => '{"nbformat":4,"metadata":{},"cells":{"length":5}}'),
  broken("has a number for a format that is none", () => '{"nbformat":1e999,"metadata":{},"cells":7}'),
];
