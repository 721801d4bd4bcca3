/** What the text of a cell says about a declaration, for the comparison of two of them. */

import type { Class, ClassElement, Node } from "@oxc-project/types";
import { declarationIn } from "../cells/declaration.js";
import { declaredBy } from "../cells/declared.js";
import { parse } from "../cells/parse.js";
import { walk } from "../cells/walk.js";

export interface Shape {
  readonly isClass: boolean;
  readonly isValue: boolean;
  readonly isType: boolean;
  /** Declared by `let` or `var`. */
  readonly isAssignable: boolean;
  readonly isAbstract: boolean;
  readonly isGeneric: boolean;
  /** Names of private members, as `open` spells them. */
  readonly hidden: readonly string[];
}

/** @throws CellSyntaxError */
export function shapeOf(source: string, name: string): Shape {
  const { program } = parse(source);
  const statements = program.body
    .filter((statement) => declaredBy({ ...program, body: [statement] }).some((found) => found.name === name))
    .map(declarationIn);
  const classes = statements.filter((statement): statement is Class => statement.type === "ClassDeclaration");
  const types = statements.filter(
    ({ type }) =>
      type === "ClassDeclaration" ||
      type === "TSInterfaceDeclaration" ||
      type === "TSTypeAliasDeclaration" ||
      type === "TSEnumDeclaration",
  );
  return {
    isClass: classes.length > 0,
    isValue: statements.some(
      ({ type }) => type !== "TSInterfaceDeclaration" && type !== "TSTypeAliasDeclaration",
    ),
    isType: types.length > 0,
    isAssignable: declaredBy(program).some((found) => found.name === name && found.isAssignable),
    isAbstract: classes.some(({ abstract }) => abstract),
    isGeneric: types.some((statement) => "typeParameters" in statement && Boolean(statement.typeParameters)),
    hidden: classes.flatMap(({ body }) => body.body.flatMap(hiddenIn)),
  };
}

/** The text with the private and protected members of its classes made public, at the same places. */
export function open(source: string): string {
  const { program } = parse(source);
  const letters = source.split("");
  walk(program, (node) => {
    if (node.type === "PrivateIdentifier") letters[node.start] = "$";
    if (!("accessibility" in node) || !node.accessibility || node.accessibility === "public") return;
    const start = source.indexOf(node.accessibility, startOfModifiers(node));
    for (let i = 0; i < node.accessibility.length; i++) letters[start + i] = " ";
    // A parameter is a member by its modifier only.
    if (node.type === "TSParameterProperty") letters.splice(start, 6, ..."public");
  });
  return letters.join("");
}

/** Behind the decorators, which may contain any word. */
function startOfModifiers(node: Node): number {
  const decorators = "decorators" in node ? (node.decorators as readonly Node[] | undefined) : undefined;
  return decorators?.at(-1)?.end ?? node.start;
}

function hiddenIn(element: ClassElement): string[] {
  if (!("key" in element)) return [];
  const { key } = element;
  if (key.type === "PrivateIdentifier") return [`$${key.name}`];
  const parameters =
    element.type === "MethodDefinition" && element.kind === "constructor" ? element.value.params : [];
  const names = parameters.flatMap((parameter) =>
    parameter.type === "TSParameterProperty" &&
    parameter.accessibility === "private" &&
    parameter.parameter.type === "Identifier"
      ? [parameter.parameter.name]
      : [],
  );
  if (!("accessibility" in element) || element.accessibility !== "private") return names;
  return key.type === "Identifier" ? [...names, key.name] : names;
}
