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
  // One after the other: a text that keeps the compiler busy must not take the time of the next one.
  const compiled: Compiled[] = [];
  for (const { text } of sources) compiled.push(await compile(text));
  const scope = new Scope(
    compiled,
    handOvers.map(({ at }) => at),
  );
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
          const provider = scope.above(name, at);
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
  const variables: Record<string, readonly Provider[]> = {};
  for (const name of names.uses) {
    const [newest, ...older] = scope.visible(name, source);
    if (!newest) continue;
    if (older.length === 0 && scope.isConstant(newest, name, source)) constants[name] = onWire(newest);
    else variables[name] = [newest, ...older].map(onWire);
  }
  return { code, declares: names.declares, changeable: [...names.variables], constants, variables };
}

/** Which cell gives a name its meaning, as in a notebook that is run from top to bottom. */
class Scope {
  /** For each name the cells that declare or import it, from top to bottom. */
  readonly #makers = new Map<string, number[]>();

  /** @param checks for each check, how many cells stand above it; from top to bottom */
  constructor(
    private readonly cells: readonly Compiled[],
    private readonly checks: readonly number[],
  ) {
    for (const [i, cell] of cells.entries()) {
      if (!cell.ok) continue;
      for (const name of new Set([...cell.names.declares, ...cell.names.imports.keys()])) {
        const makers = this.#makers.get(name);
        if (makers) makers.push(i);
        else this.#makers.set(name, [i]);
      }
    }
  }

  /** @param below looks at the cells above this number */
  above(name: string, below: number): Provider | undefined {
    const makers = this.#makers.get(name) ?? [];
    return this.#provider(name, makers[firstFrom(makers, below) - 1]);
  }

  /**
   * What a cell takes for a name of another one, the newest first: at any moment the first that has run. Its functions
   * run with the next check, so they see what is declared down to there. A name that is declared further down only
   * comes from there: its author has run the cells in another order.
   */
  visible(name: string, cell: number): readonly Provider[] {
    const makers = this.#makers.get(name) ?? [];
    const above = this.above(name, cell + 1);
    if (above && "module" in above && this.#imports(name, cell)) return [above];
    const check = this.checks[firstFrom(this.checks, cell + 1)] ?? this.cells.length;
    const last = this.#provider(name, makers[firstFrom(makers, check) - 1]);
    const below = isOfCell(last) && last.cell > cell ? last : undefined;
    const found = [below, above].filter((each) => each !== undefined);
    if (found.length > 0) return found;
    const further = this.#provider(name, makers[0]);
    return further ? [further] : [];
  }

  /** Whether it has its value before the cell runs, and keeps it. */
  isConstant(provider: Provider, name: string, cell: number): boolean {
    if (!isOfCell(provider)) return true;
    const maker = this.cells[provider.cell]!;
    return provider.cell < cell && maker.ok && !maker.names.variables.has(name);
  }

  #imports(name: string, number: number): boolean {
    const cell = this.cells[number]!;
    return cell.ok && cell.names.imports.has(name);
  }

  #provider(name: string, number: number | undefined): Provider | undefined {
    const cell = number === undefined ? undefined : this.cells[number];
    if (number === undefined || !cell?.ok) return undefined;
    return cell.names.imports.get(name) ?? { cell: number, name };
  }
}

function isOfCell(provider: Provider | undefined): provider is Extract<Provider, { cell: number }> {
  return provider !== undefined && "cell" in provider;
}

/** Where the first number stands in a rising list that is not below another one. */
function firstFrom(rising: readonly number[], least: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
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
  const changers = changersOf(compiled, scope);
  const need = (provider: Provider | undefined): void => {
    if (!isOfCell(provider)) return;
    const { cell, name } = provider;
    // Cells that change what was declared there belong to it.
    open.push(cell, ...(changers.get(`${cell} ${name}`) ?? []));
  };
  for (const { at, work } of handOvers) for (const name of Object.values(work)) need(scope.above(name, at));
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    if (needed.has(cell)) continue;
    needed.add(cell);
    const { names } = compiled[cell] as Extract<Compiled, { ok: true }>;
    for (const name of names.uses) scope.visible(name, cell).forEach(need);
  }
  return [...needed].sort((a, b) => a - b);
}

/** By cell and name, the cells that change what it declares. */
function changersOf(compiled: readonly Compiled[], scope: Scope): ReadonlyMap<string, readonly number[]> {
  const changers = new Map<string, number[]>();
  for (const [i, cell] of compiled.entries()) {
    if (!cell.ok) continue;
    // The functions of the packages change nothing.
    const passed = cell.names.passes.filter(({ to }) => isOfCell(scope.above(to, i + 1)));
    for (const name of new Set([...cell.names.changes, ...passed.map(({ name }) => name)])) {
      const changed = scope.above(name, i + 1);
      if (!isOfCell(changed) || changed.cell === i) continue;
      const key = `${changed.cell} ${name}`;
      const known = changers.get(key);
      if (known) known.push(i);
      else changers.set(key, [i]);
    }
  }
  return changers;
}
