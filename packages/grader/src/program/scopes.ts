/** Which names code takes from outside of it, and which of them it changes while it runs. */

import { ts, type TypeScript } from "./typescript.js";

/** A part of the code in which names hold. */
class Scope {
  readonly names = new Set<string>();
  /** What its own code takes, from wherever. */
  readonly mentions = new Set<string>();
  /** Where a function begins, or the code: `var` holds there. */
  readonly around: Scope;

  constructor(
    readonly parent: Scope | undefined,
    isFunction: boolean,
    /** What the elements come from that its own names stand for, in a loop over a list. */
    readonly origins: readonly string[] = [],
  ) {
    this.around = isFunction || !parent ? this : parent.around;
  }

  declare(names: readonly string[]): void {
    for (const name of names) this.names.add(name);
  }

  /** @returns undefined for a name from outside */
  owner(name: string): Scope | undefined {
    for (let each = this as Scope | undefined; each; each = each.parent)
      if (each.names.has(name)) return each;
    return undefined;
  }
}

interface Place {
  readonly node: TypeScript.Node;
  readonly scope: Scope;
  /** Whether it runs with the code, and not when somebody calls it. */
  readonly isNow: boolean;
}

interface Mention {
  readonly name: string;
  readonly scope: Scope;
}

export interface Passed {
  readonly name: string;
  /** The function, or the object that has it. */
  readonly to: string;
}

export interface OuterNames {
  readonly uses: ReadonlySet<string>;
  /** What gets a value, or a part of it does: `x = 1`, `A.prototype.f = …`, `list.push(1)`. */
  readonly changes: ReadonlySet<string>;
  /** What a function gets, which may change it: `extend(A)`. */
  readonly passes: readonly Passed[];
}

/** @param declared the names of the statements' own top level */
export function outerNames(
  statements: readonly TypeScript.Statement[],
  declared: readonly string[],
): OuterNames {
  return new Reader(declared).read(statements);
}

class Reader {
  readonly #top = new Scope(undefined, true);
  readonly #scopes = new Set([this.#top]);
  readonly #changed: Mention[] = [];
  readonly #passed: (Mention & Passed)[] = [];
  /** Functions that are called where they stand, and what the elements come from that they get. */
  readonly #called = new Map<TypeScript.Node, readonly string[]>();
  /** A list and no recursion: a sum of ten thousand numbers is nested as deeply. */
  readonly #open: Place[] = [];

  constructor(declared: readonly string[]) {
    this.#top.declare(declared);
  }

  read(statements: readonly TypeScript.Statement[]): OuterNames {
    for (const node of [...statements].reverse()) this.#open.push({ node, scope: this.#top, isNow: true });
    for (let place = this.#open.pop(); place; place = this.#open.pop()) this.#visit(place);
    const uses = new Set<string>();
    for (const scope of this.#scopes)
      for (const name of scope.mentions) if (!scope.owner(name)) uses.add(name);
    const passes = this.#passed.flatMap((each) =>
      [...this.#outer([each])].map((name) => ({ name, to: each.to })),
    );
    return { uses, changes: this.#outer(this.#changed), passes };
  }

  #visit(place: Place): void {
    const { node, scope } = place;
    if (isErased(node)) return;
    if (ts.isIdentifier(node)) {
      scope.mentions.add(node.text);
      this.#scopes.add(scope);
      return;
    }
    if (place.isNow) this.#noteChange(node, scope);
    const inner = this.#innerScope(node, scope);
    declareIn(node, scope, inner);
    const isNow = place.isNow && (!ts.isFunctionLike(node) || this.#called.has(node));
    ts.forEachChild(node, (child) => {
      if (!isOnlyAName(node, child)) this.#open.push({ node: child, scope: inner, isNow });
    });
  }

  #innerScope(node: TypeScript.Node, scope: Scope): Scope {
    if (ts.isFunctionLike(node)) return new Scope(scope, true, this.#called.get(node));
    if (ts.isModuleBlock(node) || ts.isClassStaticBlockDeclaration(node)) return new Scope(scope, true);
    if (ts.isForOfStatement(node)) return new Scope(scope, false, namesIn(node.expression));
    const isBlock =
      ts.isBlock(node) || ts.isCaseBlock(node) || ts.isForStatement(node) || ts.isForInStatement(node);
    if (isBlock || ts.isCatchClause(node) || ts.isClassLike(node) || ts.isEnumDeclaration(node))
      return new Scope(scope, false);
    return scope;
  }

  #noteChange(node: TypeScript.Node, scope: Scope): void {
    const change = (changed: TypeScript.Node): void => {
      for (const name of namesIn(changed)) this.#changed.push({ name, scope });
    };
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) change(node.left);
    if (ts.isPrefixUnaryExpression(node) && CHANGES_BY_ONE.has(node.operator)) change(node.operand);
    if (ts.isPostfixUnaryExpression(node)) change(node.operand);
    if (ts.isDeleteExpression(node)) change(node.expression);
    if (!ts.isCallExpression(node)) return;
    const callee = bare(node.expression);
    const [receiver, method] = ts.isPropertyAccessExpression(callee)
      ? [callee.expression, callee.name.text]
      : [undefined, ""];
    for (const each of [callee, ...node.arguments.map(bare)])
      if (ts.isFunctionLike(each)) this.#called.set(each, receiver ? namesIn(receiver) : []);
    const to = rootOf(callee);
    const [first] = node.arguments;
    if (to === "Object" || to === "Reflect") {
      if (first && CHANGES_ITS_ARGUMENT.test(method)) change(first);
      return;
    }
    if (receiver && CHANGES_ITS_OBJECT.test(method)) change(receiver);
    if (to === undefined) return;
    for (const name of node.arguments.map(rootOf))
      if (name !== undefined) this.#passed.push({ name, scope, to });
  }

  /** Those that are not made within. A variable of a loop stands for the elements of its list. */
  #outer(mentions: readonly Mention[]): ReadonlySet<string> {
    const names = new Set<string>();
    const seen = new Set<Scope>();
    const open = [...mentions];
    for (let each = open.pop(); each; each = open.pop()) {
      const owner = each.scope.owner(each.name);
      if (!owner || owner === this.#top) names.add(each.name);
      else if (!seen.has(owner)) {
        seen.add(owner);
        for (const name of owner.origins) open.push({ name, scope: owner.parent! });
      }
    }
    return names;
  }
}

const CHANGES_BY_ONE = new Set<TypeScript.SyntaxKind>([
  ts.SyntaxKind.PlusPlusToken,
  ts.SyntaxKind.MinusMinusToken,
]);

/** Methods of arrays, maps and sets. */
const CHANGES_ITS_OBJECT =
  /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear)$/;

/** Methods of `Object` and `Reflect`. */
const CHANGES_ITS_ARGUMENT = /^(assign|defineProperty|defineProperties|setPrototypeOf|set|deleteProperty)$/;

/** What nothing is left of when the code runs. */
function isErased(node: TypeScript.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isTypeParameterDeclaration(node)) return true;
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  // `extends A` counts as a type, but is code.
  if (ts.isTypeNode(node)) return !ts.isExpressionWithTypeArguments(node);
  return ts.isStatement(node) && isAmbient(node);
}

export function isAmbient(statement: TypeScript.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false)
  );
}

function declareIn(node: TypeScript.Node, scope: Scope, inner: Scope): void {
  if (ts.isVariableDeclarationList(node)) {
    const target = node.flags & ts.NodeFlags.BlockScoped ? scope : scope.around;
    target.declare(node.declarations.flatMap(({ name }) => boundBy(name)));
  } else if (ts.isParameter(node)) scope.declare(boundBy(node.name));
  else if (ts.isCatchClause(node)) {
    if (node.variableDeclaration) inner.declare(boundBy(node.variableDeclaration.name));
  } else if (ts.isEnumMember(node)) {
    if (ts.isIdentifier(node.name)) scope.declare([node.name.text]);
  } else if (ts.isFunctionLike(node) || ts.isClassLike(node) || isNamedStatement(node)) {
    // An expression's own name holds within it.
    const target = ts.isStatement(node) ? scope : inner;
    if (node.name && ts.isIdentifier(node.name) && !isMember(node)) target.declare([node.name.text]);
    if (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) inner.declare(["arguments"]);
  }
}

function isNamedStatement(
  node: TypeScript.Node,
): node is TypeScript.EnumDeclaration | TypeScript.ModuleDeclaration {
  return ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
}

function isMember(node: TypeScript.Node): boolean {
  return ts.isClassElement(node) || ts.isObjectLiteralElement(node);
}

export function boundBy(name: TypeScript.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundBy(element.name)));
}

/** Whether an identifier names a part of something, and not a variable. */
function isOnlyAName(parent: TypeScript.Node, child: TypeScript.Node): boolean {
  if (!ts.isIdentifier(child)) return false;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isEnumMember(parent))
    return child === parent.name;
  if (ts.isClassElement(parent) || ts.isMethodDeclaration(parent)) return child === parent.name;
  if (ts.isBindingElement(parent)) return child === parent.propertyName;
  if (ts.isQualifiedName(parent)) return child === parent.right;
  return (
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent) ||
    ts.isMetaProperty(parent) ||
    ts.isExportSpecifier(parent)
  );
}

/** Longer is no line that a person writes, but one that is made to keep a grader busy. */
const LONGEST = 100;

/** Of variables, in an expression. */
function namesIn(expression: TypeScript.Node): string[] {
  const names = new Set<string>();
  const open = [expression];
  for (let i = 0; i < LONGEST; i++) {
    const node = open.pop();
    if (!node) break;
    if (ts.isIdentifier(node)) names.add(node.text);
    if (isErased(node) || ts.isFunctionLike(node)) continue;
    ts.forEachChild(node, (child) => {
      if (!isOnlyAName(node, child)) open.push(child);
    });
  }
  return [...names];
}

/** `a` of `a`, `a.b` and `a.b.c`. */
function rootOf(node: TypeScript.Expression): string | undefined {
  let each = bare(node);
  while (ts.isPropertyAccessExpression(each)) each = bare(each.expression);
  return ts.isIdentifier(each) ? each.text : undefined;
}

/** Without parentheses and types. */
function bare(node: TypeScript.Expression): TypeScript.Expression {
  let each = node;
  while (
    ts.isParenthesizedExpression(each) ||
    ts.isAsExpression(each) ||
    ts.isNonNullExpression(each) ||
    ts.isSatisfiesExpression(each)
  )
    each = each.expression;
  return each;
}

function isAssignment(kind: TypeScript.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
