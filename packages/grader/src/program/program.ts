/** The cells of a hand-in as a program: which of them have to run, in which order, and which name comes from where. */

import type { ProgramCell, Provider } from "../wire/messages.js";
import { compile, type Compiled } from "./compile.js";

export interface SourceCell {
  /** For findings: the `grade_id`, or a number. */
  readonly id: string;
  readonly text: string;
  /** Whether it runs even if nobody needs what it declares: a student wrote it as an answer. */
  readonly isAnswer: boolean;
}

/** What is handed over for a task, at its place among the cells. */
export interface HandOver {
  /** How many cells stand above. */
  readonly at: number;
  /** The name in the task, and the name in the notebook. */
  readonly work: Readonly<Record<string, string>>;
}

export interface Program {
  readonly cells: readonly ProgramCell[];
  /** The number of each of `cells` among the source cells. */
  readonly sources: readonly number[];
  /** For each `HandOver`, where its names come from; a name that no cell declares is missing. */
  readonly given: readonly Readonly<Record<string, Provider>>[];
  /** Why a source cell is not among the cells, by its number. */
  readonly problems: ReadonlyMap<number, string>;
}

export async function link(sources: readonly SourceCell[], handOvers: readonly HandOver[]): Promise<Program> {
  const compiled = await Promise.all(sources.map(({ text }) => compile(text)));
  const scope = new Scope(compiled);
  const needed = neededCells(sources, compiled, handOvers, scope);
  const numbers = new Map(needed.map((source, number) => [source, number]));
  /** From the number of a source cell to the number in the program. */
  const onWire = (provider: Provider): Provider =>
    "cell" in provider ? { ...provider, cell: numbers.get(provider.cell)! } : provider;

  return {
    sources: needed,
    cells: needed.map((source) => programCell(source, compiled, scope, onWire)),
    given: handOvers.map(({ at, work }) =>
      Object.fromEntries(
        Object.entries(work).flatMap(([inTask, name]) => {
          const provider = scope.find(name, at);
          return provider ? [[inTask, onWire(provider)]] : [];
        }),
      ),
    ),
    problems: new Map(compiled.flatMap((each, i) => (each.ok ? [] : [[i, each.problem]]))),
  };
}

function programCell(
  source: number,
  compiled: readonly Compiled[],
  scope: Scope,
  onWire: (provider: Provider) => Provider,
): ProgramCell {
  const { code, names } = compiled[source] as Extract<Compiled, { ok: true }>;
  const constants: Record<string, Provider> = {};
  const variables: Record<string, Provider> = {};
  for (const name of names.uses) {
    if (names.declares.includes(name)) continue;
    const provider = scope.find(name, source + 1);
    if (!provider) continue;
    (scope.isVariable(name, provider) ? variables : constants)[name] = onWire(provider);
  }
  return { code, declares: names.declares, changeable: names.variables, constants, variables };
}

/** What each cell sees of those above. A later cell that declares the same name does not change what earlier ones see. */
class Scope {
  constructor(private readonly cells: readonly Compiled[]) {}

  /** @param below looks at the cells above this number */
  find(name: string, below: number): Provider | undefined {
    for (let i = below - 1; i >= 0; i--) {
      const cell = this.cells[i]!;
      if (!cell.ok) continue;
      if (cell.names.declares.includes(name)) return { cell: i, name };
      const from = cell.names.imports.get(name);
      if (from) return from;
    }
    return undefined;
  }

  isVariable(name: string, provider: Provider): boolean {
    if (!("cell" in provider)) return false;
    const cell = this.cells[provider.cell]!;
    return cell.ok && cell.names.variables.includes(name);
  }
}

/** Answers, what is handed over, and what those take from others. The rest only shows something. */
function neededCells(
  sources: readonly SourceCell[],
  compiled: readonly Compiled[],
  handOvers: readonly HandOver[],
  scope: Scope,
): number[] {
  const needed = new Set<number>();
  const open = sources.flatMap(({ isAnswer }, i) => (isAnswer && compiled[i]!.ok ? [i] : []));
  const need = (name: string, below: number): void => {
    const provider = scope.find(name, below);
    if (!provider || !("cell" in provider)) return;
    open.push(provider.cell);
    // Cells that change what was declared there belong to it.
    for (const [i, cell] of compiled.entries()) {
      if (i <= provider.cell || !cell.ok || !cell.names.changes.has(name)) continue;
      const changed = scope.find(name, i + 1);
      if (changed && "cell" in changed && changed.cell === provider.cell) open.push(i);
    }
  };
  for (const { at, work } of handOvers) for (const name of Object.values(work)) need(name, at);
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    if (needed.has(cell)) continue;
    needed.add(cell);
    const { names } = compiled[cell] as Extract<Compiled, { ok: true }>;
    for (const name of names.uses) if (!names.declares.includes(name)) need(name, cell + 1);
  }
  return [...needed].sort((a, b) => a - b);
}
