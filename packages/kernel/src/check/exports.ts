/** The names that a cell exports by itself. */

import { declaredBy } from "../cells/declared.js";
import { parse } from "../cells/parse.js";

/** @returns undefined for a text that cannot be parsed */
export function ownExports(source: string): ReadonlySet<string> | undefined {
  try {
    const { program } = parse(source);
    const names = new Set<string>();
    for (const statement of program.body) {
      if (statement.type !== "ExportNamedDeclaration") continue;
      for (const { exported } of statement.specifiers)
        names.add("name" in exported ? exported.name : exported.value);
      for (const { name } of declaredBy({ ...program, body: [statement] })) names.add(name);
    }
    return names;
  } catch {
    return undefined;
  }
}
