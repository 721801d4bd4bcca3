/** Turns the TypeScript of a cell into JavaScript that Node 20 runs. */

import { transform as transformWithEsbuild } from "esbuild";
import { transformSync } from "oxc-transform";

export interface Transformed {
  readonly code: string;
  /** The `mappings` of a source map, version 3. */
  readonly mappings: string;
}

/**
 * @param isNew the cell has decorators or `using`, which need helper functions. esbuild brings them along; it takes some
 * milliseconds, where oxc takes one
 */
export async function transform(file: string, source: string, isNew: boolean): Promise<Transformed> {
  if (isNew) {
    const { code, map } = await transformWithEsbuild(source, {
      loader: "ts",
      target: "node20.19",
      format: "esm",
      sourcemap: "external",
      sourcefile: file,
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, useDefineForClassFields: true } },
    });
    return { code, mappings: (JSON.parse(map) as Transformed).mappings };
  }
  const { code, map } = transformSync(file, source, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    sourcemap: true,
    // A name that only later cells use is no unused import.
    typescript: { onlyRemoveTypeImports: true },
  });
  return { code, mappings: map?.mappings ?? "" };
}
