/** Writes out the types of names, so that they do without the cells that these were inferred from. */

import type { Compiler } from "./compiler.js";
import { BOTH, fit } from "./fit.js";
import { specifierOf } from "./project.js";

const NO_TRUNCATION = 1;

/** @returns a file with declarations of the names, or undefined if a type does not stand for itself, as a class */
export async function printed(
  compiler: Compiler,
  run: number,
  names: readonly string[],
): Promise<string | undefined> {
  const specifier = specifierOf(run);
  const head = `import { ${names.join(", ")} } from "${specifier}";\n`;
  compiler.show(head + names.map((name) => `${name};\n`).join(""));
  // The program follows with the next question only.
  await compiler.problems();
  const types = await compiler.inProgram(async (ask) => {
    let position = head.length;
    const found: (string | undefined)[] = [];
    for (const name of names) {
      const type = await ask<{ id: number } | null>("getTypeAtPosition", { file: compiler.file, position });
      found.push(
        type ? await ask<string>("typeToString", { type: type.id, flags: NO_TRUNCATION }) : undefined,
      );
      position += name.length + 2;
    }
    return found;
  });
  if (types.some((type) => type === undefined || /\bimport\(|\.\.\./.test(type))) return undefined;
  const pairs = names.map((name, i) => [`typeof import("${specifier}").${name}`, types[i]!] as const);
  if (!(await fit(compiler, pairs, BOTH))) return undefined;
  return names.map((name, i) => `export declare let ${name}: ${types[i]!};\n`).join("");
}
