/** Which names a cell makes at its top level, and which it takes from elsewhere. */

import ts from "typescript";

export interface CellNames {
  /** Classes, functions, enums and variables; a type is nothing that runs. */
  readonly declares: readonly string[];
  /** Of those, what can get another value later. */
  readonly variables: readonly string[];
  /** By the name that the cell gives it: an export of a package, `*` for all of it. */
  readonly imports: ReadonlyMap<string, Import>;
  /** Every name that stands in code: more than it takes from elsewhere, never less. */
  readonly uses: ReadonlySet<string>;
  /** What its top level gives a value to, or a part of what it changes: `x = 1`, `A.prototype.f = …`. */
  readonly changes: ReadonlySet<string>;
}

export interface Import {
  readonly module: string;
  readonly name: string;
}

/** Code that cannot be read at all: only thrown for what is nested beyond the end of the stack. */
export class TooDeepError extends Error {}

export function parse(text: string): ts.SourceFile {
  try {
    return ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  } catch (error) {
    if (error instanceof RangeError) throw new TooDeepError();
    throw error;
  }
}

export function namesOf(file: ts.SourceFile): CellNames {
  const declares: string[] = [];
  const variables: string[] = [];
  const imports = new Map<string, Import>();
  const uses = new Set<string>();
  const changes = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const [local, from] of importsOf(statement)) imports.set(local, from);
      continue;
    }
    const declared = declaredBy(statement);
    declares.push(...declared);
    if (ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const))
      variables.push(...declared);
    collectChanges(statement, changes);
    collectUses(statement, uses);
  }
  return { declares: [...new Set(declares)], variables, imports, uses, changes };
}

function importsOf({ importClause, moduleSpecifier }: ts.ImportDeclaration): [local: string, from: Import][] {
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

function declaredBy(statement: ts.Statement): string[] {
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

function isAmbient(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false)
  );
}

function boundBy(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundBy(element.name)));
}

function collectUses(root: ts.Node, uses: Set<string>): void {
  walk(root, (node) => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return false;
    // `extends A` counts as a type, but is code.
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
    if (ts.isIdentifier(node)) uses.add(node.text);
    return true;
  });
}

/** Methods of arrays, maps and sets. */
const CHANGES_ITS_OBJECT =
  /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear)$/;

/** Top level only: what a function changes, it changes when it is called. */
function collectChanges(root: ts.Node, changes: Set<string>): void {
  walk(root, (node) => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) collectUses(node.left, changes);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
      collectUses(node.operand, changes);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: on, name } = node.expression;
      if (CHANGES_ITS_OBJECT.test(name.text)) collectUses(on, changes);
      if (ts.isIdentifier(on) && on.text === "Object" && node.arguments[0])
        collectUses(node.arguments[0], changes);
    }
    return true;
  });
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** @param visit returns whether to look inside */
function walk(root: ts.Node, visit: (node: ts.Node) => boolean): void {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (!visit(node)) continue;
    ts.forEachChild(node, (child) => {
      open.push(child);
    });
  }
}
