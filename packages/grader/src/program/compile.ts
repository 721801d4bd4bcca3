/** From the text of a cell to JavaScript that the runner can run: types go, imports and exports go, the rest stays. */

import { stop, transform, type Message, type TransformResult } from "esbuild";
import { ts, type TypeScript } from "./typescript.js";
import { namesOf, parse, TooDeepError, type CellNames } from "./names.js";

export type Compiled =
  | { readonly ok: true; readonly code: string; readonly names: CellNames }
  /** Why it cannot be compiled, in words for its author. */
  | { readonly ok: false; readonly problem: string };

/** As the kernel of the notebooks has it, so that a class means the same in both. */
const AS_IN_NOTEBOOKS = JSON.stringify({
  compilerOptions: { target: "ES2022", useDefineForClassFields: true, experimentalDecorators: true },
});

/** In milliseconds; a cell takes one. */
const LONGEST = 5000;
const TOO_LONG = "it takes too long to read";

/** Some students hand in the same text, and the instructor's cells are in every hand-in. */
const MOST_KEPT = 5000;
const kept = new Map<string, Promise<Compiled>>();

export function compile(text: string): Promise<Compiled> {
  let compiled = kept.get(text);
  if (!compiled) {
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(text, (compiled = compileAnew(text)));
    void compiled.then((found) => {
      // That may have been a bad moment of this machine.
      if (!found.ok && found.problem === TOO_LONG) kept.delete(text);
    });
  }
  return compiled;
}

async function compileAnew(text: string): Promise<Compiled> {
  let file: TypeScript.SourceFile;
  try {
    file = parse(text);
  } catch (error) {
    if (error instanceof TooDeepError) return { ok: false, problem: "its parentheses are nested too deeply" };
    throw error;
  }
  try {
    const { code } = await inTime(
      transform(withoutModules(file), {
        loader: "ts",
        target: "node20",
        tsconfigRaw: AS_IN_NOTEBOOKS,
        // Names that nothing in the cell uses are used by others.
        treeShaking: false,
        logLevel: "silent",
      }),
    );
    return { ok: true, code, names: namesOf(file) };
  } catch (error) {
    return { ok: false, problem: wordsOf((error as { errors?: readonly Message[] }).errors) };
  }
}

/** A text that is made to keep compilers busy ends with the compiler. */
async function inTime(transformed: Promise<TransformResult>): Promise<TransformResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      void stop();
      reject(Object.assign(new Error(), { errors: [{ text: TOO_LONG }] }));
    }, LONGEST);
  });
  try {
    return await Promise.race([transformed, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Imports and the words `export` and `default` become blanks, so that every line keeps its number. */
function withoutModules(file: TypeScript.SourceFile): string {
  const kept: string[] = [];
  let end = 0;
  for (const [from, to] of file.statements.flatMap((each) => moduleParts(each, file))) {
    kept.push(file.text.slice(end, from), file.text.slice(from, to).replaceAll(/[^\n]/g, " "));
    end = to;
  }
  return kept.join("") + file.text.slice(end);
}

function moduleParts(
  statement: TypeScript.Statement,
  file: TypeScript.SourceFile,
): [from: number, to: number][] {
  const start = statement.getStart(file);
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return [[start, statement.end]];
  if (ts.isExportAssignment(statement)) return [[start, statement.expression.getStart(file)]];
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return (modifiers ?? [])
    .filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword)
    .map((word) => [word.getStart(file), word.end]);
}

function wordsOf(errors: readonly Message[] = []): string {
  const [first] = errors;
  if (!first) return "it cannot be read as TypeScript";
  return first.location ? `line ${first.location.line}: ${first.text}` : first.text;
}
