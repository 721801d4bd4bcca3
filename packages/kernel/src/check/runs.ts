/**
 * The runs whose types may still be asked for. A run that nobody sees any more stays while another one imports it: an
 * old class may extend an older one.
 */

import { namesAddition } from "../cells/additions.js";
import type { SeenName } from "./checker.js";
import { change, type Compiler } from "./compiler.js";
import { printed } from "./printed.js";
import type { Project } from "./project.js";
import { shapeOf } from "./shape.js";
import type { CellText } from "./text.js";

/** So many unseen runs stay at most; for what leans on others in a longer chain, these have the type `any`. */
const MOST_UNSEEN = 50;

export interface Run {
  readonly source: string;
  readonly imported: readonly SeenName[];
  readonly declared: readonly string[];
}

interface Node extends Run {
  /** The runs that it imports names of. */
  imports: ReadonlySet<number>;
  readonly importers: Set<number>;
  isSeen: boolean;
}

export class Runs {
  readonly #compiler: Compiler;
  readonly #project: Project;
  readonly #nodes = new Map<number, Node>();

  constructor(compiler: Compiler, project: Project) {
    this.#compiler = compiler;
    this.#project = project;
  }

  add(run: number, { source, whole, imported }: CellText, declared: readonly string[]): void {
    this.#project.write(run, whole);
    const imports = new Set(imported.map((seen) => seen.run));
    for (const other of imports) this.#nodes.get(other)?.importers.add(run);
    this.#nodes.set(run, { source, imported, declared, imports, importers: new Set(), isSeen: true });
  }

  get(run: number): Run | undefined {
    return this.#nodes.get(run);
  }

  async forget(runs: readonly number[]): Promise<void> {
    for (const run of runs) {
      const node = this.#nodes.get(run);
      if (!node) continue;
      node.isSeen = false;
      this.#removeIfFree(run);
    }
    for (const run of runs) await this.#shorten(run);
    this.#limit();
  }

  #removeIfFree(run: number): void {
    const node = this.#nodes.get(run);
    if (!node || node.isSeen || node.importers.size > 0) return;
    this.#remove(run, node);
  }

  #remove(run: number, node: Node): void {
    this.#nodes.delete(run);
    this.#project.remove(run);
    this.#compiler.changed([{ path: this.#project.pathOf(run), type: change.deleted }]);
    this.#release(run, node);
  }

  #release(run: number, node: Node): void {
    const { imports } = node;
    node.imports = new Set();
    for (const imported of imports) {
      this.#nodes.get(imported)?.importers.delete(run);
      this.#removeIfFree(imported);
    }
  }

  /**
   * Two cells that use each other's names and run again and again would make an endless chain of imports. Where an unseen
   * run leans on another one, or another one on it, the types of its names are written out if they can be.
   */
  async #shorten(run: number): Promise<void> {
    for (const link of [run, ...(this.#nodes.get(run)?.importers ?? [])]) {
      const node = this.#nodes.get(link);
      if (!node || node.isSeen || ![...node.imports].some((imported) => !this.#nodes.get(imported)?.isSeen))
        continue;
      const names = this.#namesOf(link, node);
      const areValues = names.every((name) => !namesAddition(name) && !shapeOf(node.source, name).isType);
      const text = areValues ? await printed(this.#compiler, link, names) : undefined;
      if (text === undefined) continue;
      this.#project.write(link, text);
      this.#compiler.changed([{ path: this.#project.pathOf(link), type: change.changed }]);
      this.#release(link, node);
    }
  }

  #namesOf(run: number, { importers }: Node): string[] {
    const seen = [...importers].flatMap((importer) => this.#nodes.get(importer)?.imported ?? []);
    return [...new Set(seen.filter((name) => name.run === run).map(({ name }) => name))];
  }

  /** Keeps the unseen runs that are nearest to the seen ones. */
  #limit(): void {
    let unseen = 0;
    for (const { isSeen } of this.#nodes.values()) if (!isSeen) unseen++;
    if (unseen <= MOST_UNSEEN) return;
    const reached = new Set<number>();
    for (const [run, { isSeen }] of this.#nodes) if (isSeen) reached.add(run);
    // A set goes on to what is added while it is walked through: nearer ones come first.
    for (const run of reached)
      for (const imported of this.#nodes.get(run)?.imports ?? []) reached.add(imported);
    const far = [...reached].filter((run) => this.#nodes.get(run)?.isSeen === false).slice(MOST_UNSEEN);
    for (const run of far) {
      const node = this.#nodes.get(run);
      if (node) this.#remove(run, node);
    }
  }
}
