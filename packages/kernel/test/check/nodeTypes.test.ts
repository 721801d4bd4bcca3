/** Node's types come when a cell needs them: nobody shall notice but by the memory that a notebook takes. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

import { GLOBALS } from "../../src/check/nodeTypes.js";
import { startSession, type Session } from "./session.js";

const EVERYDAY = fileURLToPath(new URL("../../types/everyday.d.ts", import.meta.url));
const CELL = "/notebook/cell.ts";

describe("Node's types of everyday", function () {
  this.timeout(20_000);

  const everyday = globalsOf(EVERYDAY);
  let checker: ts.TypeChecker;
  let inScope: ts.Symbol[];
  before(() => {
    const program = programOf("export {};");
    checker = program.getTypeChecker();
    inScope = checker.getSymbolsInScope(program.getSourceFile(CELL)!, ts.SymbolFlags.All);
  });

  it("and the names that are known to be missing are all that Node declares", () => {
    const ofNode = inScope.filter(({ name, declarations = [] }) => {
      const isModuleOrPrivate = /^(?:"|_[A-Z]|globalThis$)/.test(name);
      return declarations.length > 0 && declarations.every(isOfNode) && !isModuleOrPrivate;
    });
    const known = [...everyday, ...GLOBALS.map(({ label }) => label)];
    assert.deepEqual(new Set(known), new Set(ofNode.map(({ name }) => name)));
  });

  it("and two of JavaScript's are all that Node adds to", () => {
    const extended = inScope.filter(
      ({ declarations = [], members }) =>
        !declarations.every(isOfNode) &&
        [...(members?.values() ?? [])].some((member) => member.declarations?.every(isOfNode)),
    );
    assert.deepEqual(new Set(extended.map(({ name }) => name)), new Set(["ErrorConstructor", "ImportMeta"]));
  });

  it("are the same as Node's", () => {
    const declarations = readFileSync(EVERYDAY, "utf8").replace(
      /^(?:declare )?(?=interface|var|function|namespace)/gm,
      "export ",
    );
    const values = [...everyday].filter((name) => name !== "NodeJS" && name !== "Console");
    const text = `
      declare namespace Everyday { ${declarations} }
      type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
      type Others<A, B> = { [K in keyof A]: K extends keyof B ? (Same<A[K], B[K]> extends true ? never : K) : K }[keyof A];
      type OfConsole = Others<Everyday.Console, Console> | Others<Console, Everyday.Console>;
      export const ofConsole: Same<OfConsole, "Console"> = true;
      export const timers: [Everyday.NodeJS.Timeout, Everyday.NodeJS.Immediate] = [setTimeout(() => {}), setImmediate(() => {})];
      export const back: [NodeJS.Timeout, NodeJS.Immediate] = timers;
      ${values.map((name) => `export const ${name}1: typeof Everyday.${name} = ${name};`).join("\n")}
    `;
    assert.deepEqual(problemsOf(programOf(text)), []);
  });
});

describe("Node's types in full", function () {
  this.timeout(20_000);

  let session: Session;
  beforeEach(async () => {
    session = await startSession();
  });
  afterEach(() => session.close());
  const isThere = (): boolean => session.checker.hasNodeTypes;

  it("are not there for what most notebooks do, right or wrong", async () => {
    const cells = [
      "abstract class Gate { abstract forward(): number } // The process: module by module, to a global minimum.",
      'console.table([{ a: 1 }], ["a"]); console.time("fetch"); console.dir({}, { depth: null });',
      "const timer = setTimeout(() => console.log(1), 10); clearTimeout(timer.unref());",
      "await new Promise((resolve) => setTimeout(resolve, 1)); await new Promise<void>((done) => queueMicrotask(done));",
      'import { display } from "tslab"; display.text(Array.from("process").join());',
      "let x: number = [1].map((y) => y ** 2)[0]!;",
    ];
    for (const cell of cells) assert.deepEqual(await session.cell(cell), [], cell);
    for (const cell of ['x = "a";', "consolee.log(1)", "x.nothing", "new Gate()"])
      assert.equal((await session.cell(cell)).length, 1, cell);
    await session.checker.complete("con", 3, session.seen());
    await session.checker.complete('import { c } from "@gradus/co', 29, session.seen());
    assert.equal((await session.checker.explain("x", 1, session.seen()))?.text, "let x: number");
    assert.equal(isThere(), false);
  });

  const needs = {
    "a global": "const here: string = process.cwd();",
    "a global of the Web": 'const there: string = new URL("http://a.b/c").host;',
    "a global as a property": "const more: object | undefined = globalThis.process;",
    "the short form of a property": "const all: { fetch: Function } = { fetch };",
    "a type": "let encoding: BufferEncoding | undefined;",
    "a namespace": "let t: NodeJS.Timeout = setTimeout(() => {}, 1);",
    "what Node adds to errors": "Error.captureStackTrace({});",
    "what Node adds to modules": "const folder: string = import.meta.dirname;",
    "another console": "const another = new console.Console(process.stdout);",
    "a module": 'import { readFileSync } from "node:fs"; const s: string = readFileSync("a", "utf8");',
    "a module that is loaded late": 'const { sep } = await import("node:path"); const s: string = sep;',
    "the type of a module": 'let path: typeof import("path") | undefined;',
    "an addition to a module": 'declare module "node:path" { interface ParsedPath { depth: number } }',
    "a comment that silences what is wrong": "// @ts-expect-error\nconst wrong: string = process.pid;",
    "a reference": '/// <reference types="node" />\nlet a = 1;',
  };
  for (const [what, cell] of Object.entries(needs))
    it(`come with ${what}`, async () => {
      assert.deepEqual(await session.cell(cell), []);
      assert.equal(isThere(), true);
      // They are there to stay.
      assert.deepEqual(
        await session.cell('const size: number = Buffer.from("a").length; console.log(size)'),
        [],
      );
    });

  it("come for a package's types, and for a file beside the notebook, which may lean on them", async () => {
    mkdirSync(join(session.folder, "node_modules/some"), { recursive: true });
    session.write("node_modules/some/index.d.ts", "export declare const bytes: Buffer;");
    const wrong = await session.cell('import { bytes } from "some"; const s: string = bytes;');
    assert.deepEqual(
      wrong.map(({ code }) => code),
      [2322],
    );
  });

  it("make nothing wrong that was right before", async () => {
    await session.cell(
      "const timer = setTimeout(() => {}, 1); const say = console.log; class Own { at = timer }",
    );
    assert.deepEqual(await session.cell("const same: NodeJS.Timeout = new Own().at; say(process.pid);"), []);
    assert.equal((await session.cell("const wrong: string = timer;")).length, 1);
  });

  it("are offered by their names before they are there, and their members then", async () => {
    const complete = async (source: string): Promise<Record<string, string>> => {
      const { items } = await session.checker.complete(source, source.length, session.seen());
      return Object.fromEntries(items.map(({ text, kind }) => [text, kind]));
    };
    assert.deepEqual(await complete("fet"), { fetch: "function" });
    assert.equal((await complete("new UR")).URL, "class");
    assert.deepEqual(await complete("[1].proc"), {});
    assert.deepEqual(await complete('"proc'), {});
    assert.equal(isThere(), false);
    assert.ok("pid" in (await complete("process.")));
    assert.deepEqual(Object.keys(await complete("fetc")), ["fetch"]);
  });

  it("explain a name and a call", async () => {
    const { checker } = session;
    assert.equal((await checker.explain("atob", 1, []))?.text, "function atob(data: string): string");
    assert.match((await checker.signature("structuredClone(", 16, []))!.text, /^structuredClone\(value: /);
  });
});

const isOfNode = (declaration: ts.Declaration): boolean =>
  /\/(?:@types\/node|undici-types)\//.test(declaration.getSourceFile().fileName);

/** A cell with all types of Node. */
function programOf(text: string): ts.Program {
  const typesFolder = dirname(dirname(createRequire(import.meta.url).resolve("@types/node/package.json")));
  const settings: ts.CompilerOptions = {
    ...{ strict: true, skipLibCheck: true, noEmit: true, types: ["node"], typeRoots: [typesFolder] },
    ...{ target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, lib: ["lib.esnext.d.ts"] },
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const disk = ts.createCompilerHost(settings);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => name === CELL || disk.fileExists(name),
    getSourceFile: (name, ...rest) =>
      name === CELL
        ? ts.createSourceFile(name, text, ts.ScriptTarget.ESNext)
        : disk.getSourceFile(name, ...rest),
  };
  return ts.createProgram([CELL], settings, host);
}

const problemsOf = (program: ts.Program): string[] =>
  ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));

function globalsOf(file: string): Set<string> {
  const { statements } = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext);
  const names = statements.map((statement) =>
    ts.isVariableStatement(statement)
      ? statement.declarationList.declarations[0]!.name
      : (statement as ts.DeclarationStatement).name,
  );
  return new Set(names.map((name) => (name as ts.Identifier).text));
}
