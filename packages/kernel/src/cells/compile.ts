/** From the text of a cell to what can run. */

import { CellSyntaxError, type Cell } from "./cell.js";
import { needsHelpers, parseAs, type Parsed } from "./parse.js";
import { rewrite, type Visible } from "./rewrite.js";
import { transform } from "./transform.js";

/** @param visible names that earlier cells have left */
export async function compile(parsed: Parsed, visible: Visible): Promise<Cell> {
  try {
    return await compiled(parsed, visible);
  } catch (error) {
    if (error instanceof CellSyntaxError) return refused(parsed, error);
    throw error;
  }
}

async function compiled({ source, program, declared }: Parsed, visible: Visible): Promise<Cell> {
  const { code: script, mappings } = await transform("cell.ts", source, needsHelpers(program));
  const last = program.body.at(-1);
  const { code, lead, shifts, uses } = rewrite(script, parseAs("js", script), {
    visible,
    declared: declared.filter(({ isValue }) => isValue).map(({ name }) => name),
    hasResult: last?.type === "ExpressionStatement" && hasResult(last.expression),
  });
  return { code, lead, places: { mappings, shifts }, declared, uses };
}

/** TypeScript says better what is wrong, where it is asked. If the cell is run all the same, that is how it ends. */
function refused({ declared }: Parsed, { message }: CellSyntaxError): Cell {
  const code = `(async function cell() { throw new SyntaxError(${JSON.stringify(message)}); })`;
  return { code, lead: code.length, places: { mappings: "", shifts: {} }, declared, uses: [] };
}

/** `x = 1` and `void f()` are there for what they do. */
function hasResult({ type, ...expression }: { type: string; operator?: unknown }): boolean {
  return type !== "AssignmentExpression" && !(type === "UnaryExpression" && expression.operator === "void");
}
