/** Reads the text of a cell. */

import type { Program } from "@oxc-project/types";
import { parseSync } from "oxc-parser";
import { CellSyntaxError } from "./cell.js";
import { declaredBy, type Declared } from "./declared.js";
import { walk } from "./walk.js";

/** A cell as far as its text alone tells. */
export interface Parsed {
  readonly source: string;
  readonly program: Program;
  readonly declared: readonly Declared[];
}

/** @throws CellSyntaxError */
export function parse(source: string): Parsed {
  const program = parseAs("ts", source);
  return { source, program, declared: declaredBy(program) };
}

export function parseAs(lang: "ts" | "js", source: string): Program {
  const { program, errors } = parseSync(`cell.${lang}`, source, {
    lang,
    sourceType: "module",
    // Of each node, for the analysis of scopes.
    range: true,
  });
  const [error] = errors;
  if (error) {
    const [place] = error.labels;
    throw new CellSyntaxError(error.message, place?.start ?? 0, place?.end ?? 0);
  }
  return program;
}

/** Whether it has what oxc leaves as it is, or does in part only: decorators, accessors, `using`, namespaces. */
export function needsHelpers(program: Program): boolean {
  let isFound = false;
  walk(program, (node) => {
    isFound ||=
      node.type === "Decorator" ||
      node.type === "AccessorProperty" ||
      (node.type === "VariableDeclaration" && node.kind.endsWith("using")) ||
      (node.type === "TSModuleDeclaration" && !node.declare);
  });
  return isFound;
}
