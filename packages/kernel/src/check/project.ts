/**
 * The cells as files of a TypeScript project. They are on disk, in a folder for temporary files, since the compiler
 * asks for hundreds of files while it resolves imports, and asking the kernel for each would take longer than checking.
 * That folder mirrors the notebook's: its `node_modules` and `package.json` are links to the real ones on each level,
 * and `rootDirs` lays one over the other, so that a cell imports what a file beside the notebook could.
 */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, parse, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The text that is checked now: the one file that changes. */
const CELL = "gradus-cell.ts";
const CONFIG = "tsconfig.json";
const PREFIX = "gradus-types-";

export const specifierOf = (run: number): string => `./gradus-cell-${run}.ts`;

export class Project {
  /** The mirror's root, which the paths of cells begin with. */
  readonly root: string;
  readonly folder: string;
  readonly cell: string;
  readonly config: string;
  readonly #roots: readonly string[];
  readonly #libraries: Readonly<Record<string, string>>;
  /** Where Node's types are, as long as they are not part of the program. */
  #nodeTypes: string | undefined;

  constructor(folder: string, libraries: Readonly<Record<string, string>>) {
    const real = realpathSync(folder);
    const drive = parse(real).root;
    const temporary = realpathSync(tmpdir());
    removeLeftovers(temporary);
    this.root = mkdtempSync(join(temporary, `${PREFIX}${process.pid}-`));
    this.folder = join(this.root, relative(drive, real));
    mkdirSync(this.folder, { recursive: true });
    this.#mirror(real, drive);
    this.cell = join(this.folder, CELL);
    this.config = join(this.folder, CONFIG);
    writeFileSync(this.cell, "");
    this.#roots = [this.root, drive];
    this.#libraries = libraries;
    this.#nodeTypes = nodeTypes(real);
    this.#configure(undefined);
  }

  /** Or there are none. */
  get hasNodeTypes(): boolean {
    return this.#nodeTypes === undefined;
  }

  addNodeTypes(): void {
    this.#configure(this.#nodeTypes);
    this.#nodeTypes = undefined;
  }

  pathOf(run: number): string {
    return join(this.folder, specifierOf(run));
  }

  write(run: number, text: string): void {
    writeFileSync(this.pathOf(run), text);
  }

  /** Writes a copy of a cell that is only there to be compared. */
  writeVariant(side: string, text: string): string {
    const path = join(this.folder, `gradus-cell-${side}.ts`);
    writeFileSync(path, text);
    return path;
  }

  remove(run: number): void {
    unlinkSync(this.pathOf(run));
  }

  /** Whether a file of the program is one that its user writes, beside the notebook or near it. */
  isLocal(path: string): boolean {
    return (
      !path.includes("/node_modules/") &&
      !path.startsWith(slashed(this.root)) &&
      !path.startsWith(kernelTypes)
    );
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** @param types the folder with the types of Node; none for those of everyday only */
  #configure(types: string | undefined): void {
    writeFileSync(this.config, JSON.stringify(configOf(this.#roots, types, this.#libraries)));
  }

  #mirror(real: string, drive: string): void {
    for (let folder = real; ; folder = dirname(folder)) {
      const mirrored = join(this.root, relative(drive, folder));
      // A link may dangle: what it names may be installed later.
      symlinkSync(join(folder, "node_modules"), join(mirrored, "node_modules"), "junction");
      try {
        symlinkSync(join(folder, "package.json"), join(mirrored, "package.json"), "file");
      } catch {
        // Windows lets not everybody link files; cells then miss `imports` of the package around the notebook.
      }
      if (folder === drive) return;
    }
  }
}

export const uriOf = (path: string): string => pathToFileURL(path).href;

const slashed = (path: string): string => path.replaceAll("\\", "/");

/** Where the kernel's own types for cells are, beside `src` as well as beside `dist`. */
const kernelTypes = slashed(
  ["../types/", "../../types/"]
    .map((way) => fileURLToPath(new URL(way, import.meta.url)))
    .find((folder) => existsSync(join(folder, "globals.d.ts")))!,
);

function configOf(
  rootDirs: readonly string[],
  types: string | undefined,
  libraries: Readonly<Record<string, string>>,
): object {
  const paths: Record<string, string[]> = { tslab: [`${kernelTypes}tslab.d.ts`] };
  for (const [name, path] of Object.entries(libraries)) paths[name] = [path];
  return {
    compilerOptions: {
      strict: true,
      target: "esnext",
      lib: ["esnext"],
      module: "esnext",
      moduleResolution: "bundler",
      moduleDetection: "force",
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      noEmit: true,
      skipLibCheck: true,
      rootDirs,
      paths,
      types: types ? ["node"] : [],
      ...(types && { typeRoots: [types] }),
    },
    files: [CELL, `${kernelTypes}globals.d.ts`, ...(types ? [] : [`${kernelTypes}everyday.d.ts`])],
  };
}

/** The folder `@types` with the types of Node: that of the notebook's project, or the kernel's own. */
function nodeTypes(real: string): string | undefined {
  for (let folder = real; ; folder = dirname(folder)) {
    const types = join(folder, "node_modules", "@types");
    if (existsSync(join(types, "node", "package.json"))) return types;
    if (folder === dirname(folder)) break;
  }
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve("@types/node/package.json")));
  } catch {
    return undefined;
  }
}

/** A kernel that was killed has left its folder. */
function removeLeftovers(temporary: string): void {
  for (const name of readdirSync(temporary)) {
    const pid = /^gradus-types-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(temporary, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
