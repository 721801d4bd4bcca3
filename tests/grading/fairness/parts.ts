/** Cuts the code of a solution or a mistake into the cells of the notebook in which a student would have written it. */

import ts from "typescript";
import { Draft } from "./draft.js";

/** By what it defines, the cell of the answer. */
const CELLS: Readonly<Record<string, string>> = {
  WeightGate: "a",
  MultiplyGate: "b",
  SigmoidGate: "c",
  SquaredLossGate: "d",
  sheetGraph: "e",
  xorNetwork: "f-network",
  train: "f-train",
};

/** By cell, what stands there. Helpers belong to what is defined below them. */
export type Parts = Readonly<Record<string, string>>;

export function partsOf(code: string): Parts {
  const file = ts.createSourceFile("code.ts", code, ts.ScriptTarget.ES2022);
  const parts: Record<string, string> = {};
  let start = 0;
  for (const statement of file.statements) {
    const cell = namesOf(statement).map((name) => CELLS[name])[0];
    if (cell === undefined) continue;
    parts[cell] = (parts[cell] ?? "") + code.slice(start, statement.end);
    start = statement.end;
  }
  if (code.slice(start).trim() !== "") throw new Error(`No cell for: ${code.slice(start)}`);
  return parts;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  return (ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) && statement.name
    ? [statement.name.text]
    : [];
}

/** The instructor's solution, and in some cells something else. */
export function handedIn(notebook: string, parts: Parts): Draft {
  const draft = Draft.solved(notebook);
  for (const [cell, text] of Object.entries(parts))
    draft.write(cell, cell === "f-train" ? PATTERNS + text : text);
  return draft;
}

/** The cell of the training begins with them. */
const PATTERNS = `const patterns = [
  { x1: 0, x2: 0, y: 0 },
  { x1: 0, x2: 1, y: 1 },
  { x1: 1, x2: 0, y: 1 },
  { x1: 1, x2: 1, y: 0 },
];
`;
