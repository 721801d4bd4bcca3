/**
 * What a cell adds to types that are not its own: `declare global { interface Array<T> { last(): T } }`.
 *
 * Each addition has a name as if the cell had declared something, but one that no cell can spell: `global Array.last`. So
 * the latest addition takes the place of an earlier one of the same name, as it is with everything else.
 */

import type { Statement, TSGlobalDeclaration, TSModuleDeclaration } from "@oxc-project/types";
import { declarationIn } from "./declaration.js";

export type Module = TSModuleDeclaration | TSGlobalDeclaration;

/** Whether it adds to what is elsewhere, where others declare something new. */
export const isAddition = ({ id, global }: Module): boolean => global || id.type === "Literal";

export function additionsIn(declaration: Module): string[] {
  const { id, body } = declaration;
  const place = id.type === "Literal" ? `module ${id.value}` : "global";
  return (body?.body ?? []).flatMap((statement) => partsOf(statement).map((part) => `${place} ${part}`));
}

/** Whether the name is that of an addition. */
export const namesAddition = (name: string): boolean => name.includes(" ");

/** An interface may be added to by several cells, member by member. */
function partsOf(statement: Statement): string[] {
  const inner = declarationIn(statement);
  switch (inner.type) {
    case "TSInterfaceDeclaration":
      return inner.body.body.map((member) => `${inner.id.name}.${memberOf(member)}`);
    case "VariableDeclaration":
      return inner.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
    default:
      return "id" in inner && inner.id && "name" in inner.id ? [inner.id.name] : [];
  }
}

/** A call signature has no key. */
function memberOf(member: object): string {
  const { name, value = "()" } = ("key" in member ? member.key : {}) as { name?: string; value?: string };
  return name ?? value;
}
