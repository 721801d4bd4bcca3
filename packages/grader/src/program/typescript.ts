/**
 * TypeScript's compiler, for texts that are read and not run. Not by `import`: Node would look through its nine megabytes
 * for the names of exports first, at each start and in each thread.
 */

import { createRequire } from "node:module";
import type TypeScript from "typescript";

export const ts = createRequire(import.meta.url)("typescript") as typeof TypeScript;

export type { TypeScript };
