/** Turns the TypeScript of a cell into JavaScript that Node 20 runs. */

import type { TransformFailure } from "esbuild";
import { transformSync } from "oxc-transform";
import { CellSyntaxError } from "./cell.js";

export interface Transformed {
  readonly code: string;
  /** The `mappings` of a source map, version 3. */
  readonly mappings: string;
}

/**
 * @param isNew the cell has what only esbuild turns into JavaScript: see `needsHelpers`. It takes some milliseconds,
 * where oxc takes one
 * @throws CellSyntaxError for what can be read and still is wrong, like two variables of one name
 */
export async function transform(file: string, source: string, isNew: boolean): Promise<Transformed> {
  if (isNew) {
    // Few cells need it, and each kernel would start later.
    const esbuild = await import("esbuild");
    const { code, map } = await esbuild
      .transform(source, {
        loader: "ts",
        target: "node20.19",
        format: "esm",
        sourcemap: "external",
        sourcefile: file,
        logLevel: "silent",
        tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, useDefineForClassFields: true } },
      })
      .catch((failure: unknown) => {
        throw isFailure(failure) ? failureOfEsbuild(source, failure) : failure;
      });
    return { code, mappings: (JSON.parse(map) as Transformed).mappings };
  }
  const { code, map, errors } = transformSync(file, source, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    sourcemap: true,
    // A name that only later cells use is no unused import.
    typescript: { onlyRemoveTypeImports: true },
  });
  // There is no code then, or not all of it.
  const error = errors.find(({ severity }) => String(severity) === "Error");
  if (error) {
    const place = error.labels.at(-1);
    throw new CellSyntaxError(error.message, place?.start ?? 0, place?.end ?? 0);
  }
  return { code, mappings: map?.mappings ?? "" };
}

const isFailure = (failure: unknown): failure is TransformFailure =>
  failure instanceof Error && "errors" in failure && Array.isArray(failure.errors);

function failureOfEsbuild(source: string, { errors, message }: TransformFailure): CellSyntaxError {
  const [error] = errors;
  if (!error?.location) return new CellSyntaxError(error?.text ?? message, 0, 0);
  const { line, column, length, lineText } = error.location;
  const before = source.split("\n").slice(0, line - 1);
  // esbuild counts bytes.
  const inLine = (bytes: number): number => Buffer.from(lineText).subarray(0, bytes).toString().length;
  const start = before.reduce((sum, { length: letters }) => sum + letters + 1, 0);
  return new CellSyntaxError(error.text, start + inLine(column), start + inLine(column + length));
}
