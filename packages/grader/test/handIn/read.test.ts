/** A file becomes cells, whoever has saved it, or an error that says why not and what to do. */

import assert from "node:assert/strict";
import { NotebookError } from "../../src/errors.js";
import { readHandIn, type HandIn } from "../../src/handIn/read.js";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const readText = (text: string): HandIn => readHandIn(bytesOf(text), "a.ipynb");
const read = (file: unknown): HandIn => readText(JSON.stringify(file));
const notebook = (cells: readonly unknown[], rest: object = {}): object => ({
  ...{ nbformat: 4, nbformat_minor: 5, metadata: {}, cells },
  ...rest,
});
const code = (source: unknown, rest: object = {}): object => ({
  ...{ cell_type: "code", id: "a", metadata: {}, source, outputs: [], execution_count: null },
  ...rest,
});

function refuses(file: string | Uint8Array, reason: RegExp): void {
  const bytes = typeof file === "string" ? bytesOf(file) : file;
  assert.throws(
    () => readHandIn(bytes, "a.ipynb"),
    (error) =>
      error instanceof NotebookError && error.message.startsWith("a.ipynb: ") && reason.test(error.reason),
  );
}

describe("a file is refused that", () => {
  it("is empty", () => {
    refuses("", /^it is empty\. Save the notebook and hand it in again\.$/);
  });
  it("is too large, with the way to make it smaller", () => {
    refuses(new Uint8Array(20_000_001), /^it has 21 MB, and 20 MB are allowed\. Clear the outputs/);
  });
  it("is not JSON", () => {
    for (const text of ["class A {}", "{", "[1, 2", '{"cells": [}', "\u0000", "NaN"])
      refuses(text, /text is not JSON\. Save it in JupyterLab as \.ipynb/);
    refuses(Uint8Array.of(0xff, 0xfe, 0x00), /not JSON/);
    refuses(new Uint8Array(Buffer.from(JSON.stringify(notebook([])), "utf16le")), /not JSON/);
  });
  it("is nested without an end", () => {
    refuses("[".repeat(1_000_000), /nested too deeply/);
    refuses(
      JSON.stringify(notebook([])).replace("[]", "[".repeat(300) + "]".repeat(300)),
      /nested too deeply/,
    );
  });
  it("is JSON of another kind", () => {
    for (const text of ["null", "7", '"cells"', "[]", "{}", '{"nbformat": 4}'])
      refuses(text, /it has no cells/);
  });
  it("is in an old format", () => {
    const old = { nbformat: 3, worksheets: [{ cells: [{ cell_type: "code", input: "1" }] }] };
    refuses(JSON.stringify(old), /old notebook format 3\. Open it in JupyterLab and save it again/);
    refuses(JSON.stringify(notebook([], { nbformat: 2 })), /old notebook format 2/);
  });
  it("has no list of cells, or no number of its format", () => {
    refuses(JSON.stringify(notebook([], { cells: { 0: code("1") } })), /cannot|can be read[\s\S]*cells/);
    refuses(JSON.stringify(notebook([], { nbformat: "4" })), /can be read[\s\S]*nbformat/);
  });
  it("has thousands of cells", () => {
    refuses(
      JSON.stringify(notebook(Array<object>(2001).fill(code("1")))),
      /^it has 2001 cells, and 2000 are allowed/,
    );
  });
});

describe("a cell is read", () => {
  const textOf = (source: unknown): string | undefined => read(notebook([code(source)])).cells[0]?.text;

  it("from one text or from a list of lines", () => {
    assert.equal(textOf("a\nb"), "a\nb");
    assert.equal(textOf(["a\n", "b"]), "a\nb");
    assert.equal(textOf([]), "");
  });
  it("with the ends of lines of Windows as those of others", () => {
    assert.equal(textOf("a\r\nb\r\n"), "a\nb\n");
    assert.equal(textOf(["a\r\n", "b"]), "a\nb");
  });
  it("with a mark and Windows's ends of lines around it in the file", () => {
    const text = "\uFEFF" + JSON.stringify(notebook([code("a")]), null, 1).replaceAll("\n", "\r\n");
    assert.equal(readText(text).cells[0]?.text, "a");
  });
  it("with signs of all writings, half ones too", () => {
    for (const text of ["größe 变量 🎉 \u0000 \u2028", "\ud800"]) assert.equal(textOf(text), text);
  });
  it("with brackets and quotes in its text, which are no nesting", () => {
    const text = '[{"\\'.repeat(500);
    assert.equal(textOf(text), text);
  });
  it("as text where it is Markdown, raw, or something that nobody knows", () => {
    const cells = ["code", "markdown", "raw", "heading", "sql"].map((cell_type) => code("a", { cell_type }));
    assert.deepEqual(
      read(notebook(cells)).cells.map(({ kind }) => kind),
      ["code", "text", "text", "text", "text"],
    );
  });
  it("with its id and nbgrader's name, where it has them", () => {
    const found = read(
      notebook([
        code("1", { id: "x", metadata: { nbgrader: { grade_id: "y", schema_version: 3 } } }),
        code("2", { id: undefined }),
        code("3", { id: 7, metadata: { nbgrader: { grade_id: 7 } } }),
        code("4", { id: "z", metadata: null }),
        code("5", { id: "z", metadata: { nbgrader: "b" } }),
      ]),
    );
    assert.deepEqual(
      found.cells.map(({ id, gradeId }) => [id, gradeId]),
      [
        ["x", "y"],
        [undefined, undefined],
        [undefined, undefined],
        ["z", undefined],
        ["z", undefined],
      ],
    );
    assert.deepEqual(found.lost, []);
  });
  it("with whatever its outputs are", () => {
    assert.equal(read(notebook([code("a", { outputs: "none", execution_count: {} })])).cells.length, 1);
  });
});

describe("a cell is left out, and the others stay, that", () => {
  const lost = (cell: unknown): readonly string[] => {
    const found = read(notebook([cell, code("right")]));
    assert.deepEqual(
      found.cells.map(({ text }) => text),
      ["right"],
    );
    return found.lost;
  };

  it("is broken", () => {
    for (const cell of [
      null,
      1,
      "code",
      [],
      {},
      code(1),
      code(null),
      code(["a", 1]),
      code("a", { cell_type: 1 }),
    ])
      assert.deepEqual(lost(cell), ["Cell 1 is broken and was left out."]);
  });
  it("is longer than a person writes", () => {
    assert.deepEqual(lost(code("x".repeat(100_001))), [
      "Cell 1 has more than 100000 characters and was left out.",
    ]);
  });
});

describe("a notebook is read that was saved", () => {
  it("in any format 4, with ids of cells and without", () => {
    for (let minor = 0; minor <= 6; minor++) {
      const cell = minor < 5 ? code("a", { id: undefined }) : code("a");
      assert.equal(read(notebook([cell], { nbformat_minor: minor })).cells.length, 1, `4.${minor}`);
    }
  });
  it("by JupyterLab, with its kernel", () => {
    assert.equal(
      read(notebook([], { metadata: { kernelspec: { name: "tslab", language: "typescript" } } })).kernel,
      "tslab",
    );
  });
  it("by Colab, VS Code, Deepnote or jupytext, with their own notes", () => {
    const notes = [
      {
        colab: { provenance: [], toc_visible: true },
        kernelspec: { name: "python3", display_name: "Python 3" },
      },
      { language_info: { name: "typescript" }, orig_nbformat: 4, vscode: { interpreter: { hash: "1" } } },
      { deepnote_notebook_id: "1", deepnote: {}, deepnote_execution_queue: [] },
      { jupytext: { text_representation: { extension: ".ts", format_name: "percent" } }, kernelspec: null },
      { kernelspec: { name: "x".repeat(1000) } },
      undefined,
    ];
    const kernels = notes.map((metadata) => {
      const { kernel, cells } = read(
        notebook([code("a", { metadata: { colab: {}, vscode: {}, cell_id: 1 } })], { metadata }),
      );
      assert.equal(cells.length, 1);
      return kernel;
    });
    assert.deepEqual(kernels, ["python3", ...Array<undefined>(5).fill(undefined)]);
  });
  it("without any cell", () => {
    assert.deepEqual(read(notebook([])), { kernel: undefined, cells: [], lost: [] });
  });
});
