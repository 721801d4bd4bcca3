/** Finds the names that a cell declares at its top level, from the tree of its TypeScript. */

import type { BindingPattern, Program, Statement, TSModuleDeclaration, TSTypeName } from "@oxc-project/types";
import { declarationIn } from "./declaration.js";
import { additionsIn, isAddition, type Module } from "./additions.js";

export interface Declared {
  readonly name: string;
  /** Whether something stands behind the name when the cell runs; a type is nothing then. */
  readonly isValue: boolean;
  /** Declared by `let` or `var`. */
  readonly isAssignable: boolean;
}

export function declaredBy(program: Program): Declared[] {
  const found = new Map<string, Declared>();
  const add = (name: string, isValue: boolean, isAssignable = false): void => {
    const before = found.get(name);
    // An interface beside a class of the same name leaves it a value.
    found.set(name, {
      name,
      isValue: isValue || (before?.isValue ?? false),
      isAssignable: isAssignable || (before?.isAssignable ?? false),
    });
  };
  for (const statement of program.body) collect(statement, add);
  return [...found.values()];
}

type Add = (name: string, isValue: boolean, isAssignable?: boolean) => void;

function collect(statement: Statement, add: Add): void {
  switch (statement.type) {
    case "VariableDeclaration":
      for (const { id } of statement.declarations) {
        const isAssignable = statement.kind === "let" || statement.kind === "var";
        for (const name of namesIn(id)) add(name, !statement.declare, isAssignable);
      }
      return;
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "ClassDeclaration":
      if (statement.id) add(statement.id.name, !statement.declare);
      return;
    case "TSEnumDeclaration":
      add(statement.id.name, !statement.declare);
      return;
    case "TSModuleDeclaration":
      if (isAddition(statement)) for (const name of additionsIn(statement)) add(name, false);
      else add(firstOf(statement.id), !statement.declare && isInstantiated(statement));
      return;
    case "TSImportEqualsDeclaration":
      add(statement.id.name, statement.importKind !== "type");
      return;
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      add(statement.id.name, false);
      return;
    case "ImportDeclaration":
      for (const { local, ...specifier } of statement.specifiers) {
        const isType =
          statement.importKind === "type" ||
          (specifier.type === "ImportSpecifier" && specifier.importKind === "type");
        add(local.name, !isType);
      }
      return;
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      if (statement.declaration) collect(statement.declaration as Statement, add);
  }
}

/** `A` of `A.B.C`. */
function firstOf(name: TSModuleDeclaration["id"] | TSTypeName): string {
  if (name.type === "TSQualifiedName") return firstOf(name.left);
  return "name" in name ? name.name : "";
}

/** Whether a namespace is something when the cell runs, as others than those of nothing but types are. */
function isInstantiated({ body }: Module): boolean {
  return (body?.body ?? []).some((statement) => {
    const inner = declarationIn(statement);
    switch (inner.type) {
      case "TSInterfaceDeclaration":
      case "TSTypeAliasDeclaration":
      case "ExportNamedDeclaration":
        return false;
      case "TSImportEqualsDeclaration":
        return inner !== statement;
      case "TSModuleDeclaration":
        return inner.kind !== "global" && !inner.declare && isInstantiated(inner);
      default:
        return !("declare" in inner && inner.declare);
    }
  });
}

/** The names that a pattern binds: `a`, `b` and `rest` of `[a, { x: b }, ...rest]`. */
function namesIn(pattern: BindingPattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return namesIn(pattern.left);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) =>
        element ? namesIn(element.type === "RestElement" ? element.argument : element) : [],
      );
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === "RestElement" ? property.argument : property.value),
      );
  }
}
