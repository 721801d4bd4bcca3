/** Which names a cell makes at its top level, and which it takes from elsewhere. */

import { ts, type TypeScript } from "./typescript.js";
import { boundBy, isAmbient, outerNames, type Passed } from "./scopes.js";

export interface CellNames {
  /** Classes, functions, enums and variables; a type is nothing that runs. */
  readonly declares: readonly string[];
  /** Of those, what can get another value later. */
  readonly variables: ReadonlySet<string>;
  /** By the name that the cell gives it: an export of a package, `*` for all of it. */
  readonly imports: ReadonlyMap<string, Import>;
  /** What it takes from elsewhere, at once or when it is called. */
  readonly uses: ReadonlySet<string>;
  /** What its top level gives a value to, or a part of what it changes: `x = 1`, `A.prototype.f = …`. */
  readonly changes: ReadonlySet<string>;
  /** What its top level passes to functions, which may change it. */
  readonly passes: readonly Passed[];
}

export interface Import {
  readonly module: string;
  readonly name: string;
}

/** Code that cannot be read at all: only thrown for what is nested beyond the end of the stack. */
export class TooDeepError extends Error {}

export function parse(text: string): TypeScript.SourceFile {
  try {
    return ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  } catch (error) {
    if (error instanceof RangeError) throw new TooDeepError();
    throw error;
  }
}

export function namesOf(file: TypeScript.SourceFile): CellNames {
  const declares = new Set<string>();
  const variables = new Set<string>();
  const imports = new Map<string, Import>();
  const code = file.statements.filter((each) => !ts.isImportDeclaration(each));
  for (const statement of file.statements)
    if (ts.isImportDeclaration(statement))
      for (const [local, from] of importsOf(statement)) imports.set(local, from);
  for (const statement of code)
    for (const name of declaredBy(statement)) {
      declares.add(name);
      if (ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const))
        variables.add(name);
    }
  return { declares: [...declares], variables, imports, ...outerNames(code, [...declares]) };
}

function importsOf({
  importClause,
  moduleSpecifier,
}: TypeScript.ImportDeclaration): [local: string, from: Import][] {
  if (!importClause || importClause.isTypeOnly || !ts.isStringLiteral(moduleSpecifier)) return [];
  const module = moduleSpecifier.text;
  const { name, namedBindings } = importClause;
  const found: [string, Import][] = name ? [[name.text, { module, name: "default" }]] : [];
  if (namedBindings && ts.isNamespaceImport(namedBindings))
    found.push([namedBindings.name.text, { module, name: "*" }]);
  if (namedBindings && ts.isNamedImports(namedBindings))
    for (const { isTypeOnly, name: local, propertyName } of namedBindings.elements)
      if (!isTypeOnly) found.push([local.text, { module, name: (propertyName ?? local).text }]);
  return found;
}

function declaredBy(statement: TypeScript.Statement): string[] {
  if (isAmbient(statement)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name));
  if (ts.isFunctionDeclaration(statement))
    return statement.body && statement.name ? [statement.name.text] : [];
  if (ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement))
    return statement.name ? [statement.name.text] : [];
  if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name)) return [statement.name.text];
  return [];
}
