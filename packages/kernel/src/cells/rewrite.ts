/**
 * Makes an async function of a cell's JavaScript, in which names of earlier cells are properties of an object.
 *
 * Cells cannot be ES modules: these may not assign to what they import, and cannot be asked for what they had declared
 * before they threw. What a module can do besides stays: imports are live, and `await` stands anywhere.
 *
 * @example `let n = 1; f(n)` becomes `async function cell() { declare({ get n() { return n }, … }); let n = 1; return [(0, seen.f)(n)] }`
 */

import type { ImportDeclaration, Node, Program, Statement } from "@oxc-project/types";
import { analyze } from "eslint-scope";
import { Edits, type Shift } from "./edits.js";
import { PARAMETERS } from "./parameters.js";
import { walk } from "./walk.js";

const { seen, declare, load, meta, run, resume, iterate } = PARAMETERS;
const reserved: ReadonlySet<string> = new Set(Object.values(PARAMETERS));

/** Names that may be taken from earlier cells: a set, or a map by them. */
export type Visible = Pick<ReadonlySet<string>, "has">;

export interface Rewriting {
  readonly visible: Visible;
  /** Names of the cell that later cells may take. */
  readonly declared: readonly string[];
  /** Whether the value of the last expression is the cell's result. */
  readonly hasResult: boolean;
}

export interface Rewritten {
  readonly code: string;
  readonly lead: number;
  readonly shifts: Record<number, Shift[]>;
  readonly uses: readonly string[];
}

export function rewrite(source: string, program: Program, options: Rewriting): Rewritten {
  const edits = new Edits();
  const scopes = analyze(program as never, {
    ecmaVersion: 2022,
    sourceType: "module",
    // Its own list of keys is older than the options of `import()`.
    childVisitorKeys: { ImportExpression: ["source", "options"] },
  });
  const module = scopes.globalScope!.childScopes[0]!;
  const context = new Context(edits);

  // The cell's first line will have something before it.
  if (program.hashbang) edits.replace(program.hashbang.start, program.hashbang.end, "");
  const imports = takeImports(program, edits, source);
  for (const reference of module.variables.flatMap(({ references }) => references)) {
    const identifier = reference.identifier as unknown as Name;
    const imported = imports.names.get(identifier.name);
    if (imported !== undefined && reference.resolved?.scope === module) context.put(identifier, imported);
  }
  const uses = new Set<string>();
  for (const { identifier } of module.through) {
    const { name } = identifier;
    if (!options.visible.has(name) || reserved.has(name)) continue;
    uses.add(name);
    context.put(identifier as unknown as Name, `${seen}.${name}`);
  }
  const last = options.hasResult ? lastExpression(program) : undefined;
  // In an array, because an async function awaits what it returns, and a promise is a result like another.
  if (last) edits.insert(last.start, "return [(");
  walk(program, (node) => {
    context.look(node);
  });
  context.write();
  if (last) edits.insert(last.end, ")]");
  const settable = new Set(
    module.variables
      .filter(({ defs }) => defs.some(({ type, parent }) => type === "Variable" && parent?.kind !== "const"))
      .map(({ name }) => name),
  );
  const accessors = options.declared.map((name) => {
    const getter = `get ${name}() { return ${imports.names.get(name) ?? name}; }`;
    return settable.has(name) ? `${getter}, set ${name}(__gradus_new) { ${name} = __gradus_new; }` : getter;
  });
  const { text, shifts } = edits.apply(source);
  const parameters = Object.values(PARAMETERS).join(", ");
  const lead = `(async function cell(${parameters}) { "use strict"; ${declare}({ ${accessors.join(", ")} }); ${imports.code}`;
  return { code: `${lead}${text}\n})`, lead: lead.length, shifts, uses: [...uses] };
}

function lastExpression(program: Program): Node | undefined {
  // Around a cell with `using` stands a try, whose end disposes of it; what the cell exports comes behind that.
  const last = program.body.filter((statement) => !isListOfExports(statement)).at(-1);
  const statement = last?.type === "TryStatement" ? last.block.body.at(-1) : last;
  return statement?.type === "ExpressionStatement" ? statement.expression : undefined;
}

const isListOfExports = (statement: Program["body"][number]): boolean =>
  statement.type === "ExportNamedDeclaration" && !statement.declaration;

/** Takes the imports out of the text. @returns how they are loaded, and by local name what stands for it */
function takeImports(
  program: Program,
  edits: Edits,
  source: string,
): { code: string; names: Map<string, string> } {
  const names = new Map<string, string>();
  let code = "";
  let count = 0;
  const loadModule = (
    statement: Statement & { source: Node | null; attributes: readonly Node[] },
    specifiers: ImportDeclaration["specifiers"] = [],
  ): void => {
    const module = `__gradus_module_${count++}`;
    const from = textOf(source, statement.source!);
    const attributes = statement.attributes.map((attribute) => textOf(source, attribute)).join(", ");
    const options = attributes ? `, { with: { ${attributes} } }` : "";
    const loaded = `${resume}(${run}(), await ${load}(${from}${options}))`;
    // Under the cell's own names, because the messages of errors quote them.
    const getters = specifiers.map((specifier) => {
      const { name } = specifier.local;
      names.set(name, `${module}.${name}`);
      return `get ${name}() { return ${member("all", specifier)}; }`;
    });
    code += `const ${module} = ((all) => ({ ${getters.join(", ")} }))(${loaded}); `;
  };
  for (const statement of program.body) {
    switch (statement.type) {
      case "ImportDeclaration":
        loadModule(statement, statement.specifiers);
        edits.replace(statement.start, statement.end, "");
        break;
      case "ExportNamedDeclaration":
        if (statement.source) loadModule(statement);
        if (statement.declaration) edits.replace(statement.start, statement.declaration.start, "");
        else edits.replace(statement.start, statement.end, "");
        break;
      case "ExportAllDeclaration":
        loadModule(statement);
        edits.replace(statement.start, statement.end, "");
        break;
      case "ExportDefaultDeclaration": {
        const { declaration } = statement;
        const isDeclaration =
          declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration";
        if (isDeclaration && declaration.id) edits.replace(statement.start, declaration.start, "");
        else {
          edits.replace(statement.start, declaration.start, "void (");
          edits.insert(declaration.end, ");");
        }
        break;
      }
    }
  }
  return { code, names };
}

function member(
  module: string,
  specifier: { type: string; imported?: { type: string; name?: string; value?: string } },
): string {
  if (specifier.type === "ImportNamespaceSpecifier") return module;
  if (specifier.type === "ImportDefaultSpecifier") return `${module}.default`;
  const { name, value } = specifier.imported!;
  return name === undefined ? `${module}[${JSON.stringify(value)}]` : `${module}.${name}`;
}

const textOf = (source: string, { start, end }: { start: number; end: number }): string =>
  source.slice(start, end);

interface Name {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Knows how a name may be replaced where it stands, and puts the calls around what waits. */
class Context {
  private readonly replaced = new Map<number, { name: Name; text: string }>();
  private readonly shorthands = new Set<number>();
  private readonly called = new Set<number>();
  /** By where the name starts to which it is assigned, a function without a name of its own. */
  private readonly nameless = new Map<number, Node>();

  constructor(private readonly edits: Edits) {}

  put(name: Name, text: string): void {
    this.replaced.set(name.start, { name, text });
  }

  look(node: Node): void {
    switch (node.type) {
      case "Property":
        if (node.shorthand) this.shorthands.add(node.start);
        return;
      case "CallExpression":
        this.called.add(node.callee.start);
        if (node.callee.type !== "Identifier") this.called.delete(node.callee.start);
        return;
      case "TaggedTemplateExpression":
        if (node.tag.type === "Identifier") this.called.add(node.tag.start);
        return;
      case "AssignmentExpression":
      case "AssignmentPattern":
        if (isNameless(node.right)) this.nameless.set(node.left.start, node.right);
        return;
      case "AwaitExpression":
        // The first argument is taken before the wait, the second one after it.
        this.edits.insert(node.start, `${resume}(${run}(), `);
        this.edits.insert(node.end, ")");
        return;
      case "ForOfStatement":
        if (!node.await) return;
        this.edits.insert(node.right.start, `${iterate}(`);
        this.edits.insert(node.right.end, ")");
        return;
      case "ImportExpression":
        this.edits.replace(node.start, node.start + "import".length, load);
        return;
      case "MetaProperty":
        if (node.meta.name === "import") this.edits.replace(node.start, node.end, meta);
    }
  }

  write(): void {
    for (const [at, { name, text }] of this.replaced) {
      // Without the comma the object would become `this` of the call.
      const spelled = this.called.has(at) ? `(0, ${text})` : text;
      this.edits.replace(at, name.end, this.shorthands.has(at) ? `${name.name}: ${spelled}` : spelled);
      const nameless = this.nameless.get(at);
      if (!nameless) continue;
      // A function is called like the variable that it is assigned to, but not like a property.
      this.edits.insert(nameless.start, `{ ["${name.name}"]: `);
      this.edits.insert(nameless.end, ` }["${name.name}"]`);
    }
  }
}

const isNameless = (node: Node): boolean =>
  node.type === "ArrowFunctionExpression" ||
  ((node.type === "FunctionExpression" || node.type === "ClassExpression") && !node.id);
