/** Completions: those of the compiler that begin with what is typed already. */

import type { Completion, Completions, SeenName } from "./checker.js";
import type { Compiler, ServerCompletion } from "./compiler.js";
import type { NodeTypes } from "./nodeTypes.js";
import type { Runs } from "./runs.js";
import { around, Places, type CellText } from "./text.js";

/** The kinds of the language server protocol, by their number, in the words of JupyterLab. */
const KINDS = [
  "text",
  "text",
  "method",
  "function",
  "constructor",
  "property",
  "variable",
  "class",
  "interface",
  "module",
  "property",
  "unit",
  "value",
  "enum",
  "keyword",
  "text",
  "color",
  "file",
  "reference",
  "folder",
  "value",
  "constant",
  "struct",
  "event",
  "operator",
  "type-parameter",
];

const VARIABLE = 6;

const WORD_BEFORE = /#?[\p{ID_Continue}$]*$/u;
/** Within the quotes of an import, what stands behind the last slash. */
const PATH_BEFORE = /\b(?:from|import|require)\s*\(?\s*["'](?:[^"'\n]*\/)?([^"'/\n]*)$/;

export async function complete(
  compiler: Compiler,
  nodeTypes: NodeTypes,
  runs: Runs,
  source: string,
  offset: number,
  seen: readonly SeenName[],
): Promise<Completions> {
  const before = source.slice(0, offset);
  const [typed] = PATH_BEFORE.exec(before)?.slice(1) ?? WORD_BEFORE.exec(before)!;
  const prefix = typed!.toLowerCase();
  const fits = (name: string): boolean => name.toLowerCase().startsWith(prefix);
  const text = around(source, seen, [], fits);
  await nodeTypes.show(text);
  const place = new Places(source).at(offset);
  const found = await compiler.completions({ ...place, line: place.line + text.shift });
  return {
    items: [...found, ...nodeTypes.missedAmong(found)]
      .filter(({ label }) => fits(label))
      .sort(byRelevance)
      .map((item) => ({ ...shown(item), ...(item.kind === VARIABLE && kindOfSeen(item.label, text, runs)) })),
    start: offset - typed!.length,
    end: offset,
  };
}

const byRelevance = (a: ServerCompletion, b: ServerCompletion): number => {
  const [first, second] = [a.sortText ?? a.label, b.sortText ?? b.label];
  return first === second ? (a.label < b.label ? -1 : 1) : first < second ? -1 : 1;
};

const shown = ({ label, kind = 1, detail }: ServerCompletion): Completion => ({
  // An optional member is labelled with a question mark.
  text: label.replace(/\?$/, ""),
  kind: KINDS[kind] ?? "text",
  ...(detail !== undefined && { detail }),
});

/** The compiler calls all that is imported a variable. */
function kindOfSeen(name: string, { imported }: CellText, runs: Runs): { kind?: string } {
  const seen = imported.find((one) => one.name === name);
  const source = seen && runs.get(seen.run)?.source;
  const declaration = new RegExp(
    `\\b(class|function|interface|type|enum|namespace)\\s+${name.replaceAll("$", "\\$")}(?![\\p{ID_Continue}$])`,
    "u",
  );
  const kind = source && declaration.exec(source)?.[1];
  return kind ? { kind } : {};
}
