/** A notebook without Jupyter: compiles cells and runs them as the kernel's executor does. */

import vm from "node:vm";

import type { Cell } from "../../src/cells/cell.js";
import { compile } from "../../src/cells/compile.js";
import { PARAMETERS } from "../../src/cells/parameters.js";
import { parse } from "../../src/cells/parse.js";
import { enter, iterate, resume, Run, currentRun } from "../../src/user/context.js";
import { fileOf, remember, tellOfCells } from "../../src/user/stack.js";

type Load = (specifier: string, options?: ImportCallOptions) => Promise<unknown>;
type CellFunction = (...args: unknown[]) => Promise<[unknown] | undefined>;

export interface Ran {
  readonly cell: Cell;
  /** Whether the cell has one at all. */
  readonly hasResult: boolean;
  readonly result: unknown;
}

export class Notebook {
  readonly meta = { url: "file:///notebook.js" };
  /** The run of the last cell. */
  current = new Run(0);
  private readonly names = new Map<string, PropertyDescriptor>();
  private run = 0;

  /** @param load stands for `import()` */
  constructor(private readonly load: Load = (specifier, options) => import(specifier, options)) {}

  /** Runs cells one after the other. @returns the last one */
  async cells(...sources: string[]): Promise<Ran> {
    let ran: Ran | undefined;
    for (const source of sources) ran = await this.cell(source);
    return ran!;
  }

  /** @returns the value of the last expression of the last cell */
  async value(...sources: string[]): Promise<unknown> {
    return (await this.cells(...sources)).result;
  }

  async cell(source: string): Promise<Ran> {
    const cell = await compile(parse(source), this.names);
    const run = ++this.run;
    const { code, lead, places } = cell;
    remember({ run, count: run, source, code, lead, places, uses: [], replaces: [] });
    const call = new vm.Script(code, {
      filename: fileOf(run),
      columnOffset: -lead,
    }).runInThisContext() as CellFunction;
    let declared: PropertyDescriptorMap = {};
    const values: Record<keyof typeof PARAMETERS, unknown> = {
      seen: this.seenBy(cell),
      declare: (names: object) => {
        declared = Object.getOwnPropertyDescriptors(names);
      },
      load: this.load,
      meta: this.meta,
      run: currentRun,
      resume,
      iterate,
    };
    this.current = new Run(run);
    enter(this.current);
    try {
      const args = Object.keys(PARAMETERS).map((name) => values[name as keyof typeof PARAMETERS]);
      const returned = await call(...args);
      return { cell, hasResult: returned !== undefined, result: returned?.[0] };
    } finally {
      for (const [name, accessor] of Object.entries(declared))
        if (isAlive(accessor)) this.names.set(name, accessor);
    }
  }

  private seenBy({ uses }: Cell): object {
    const seen = Object.create(null) as object;
    for (const name of uses)
      Object.defineProperty(seen, name, { ...this.names.get(name)!, configurable: true });
    return seen;
  }
}

/** A name whose declaration was not reached has no value. */
function isAlive(accessor: PropertyDescriptor): boolean {
  try {
    accessor.get!();
    return true;
  } catch {
    return false;
  }
}

/** The value of the last of these cells. */
export const valueOf = (...sources: string[]): Promise<unknown> => new Notebook().value(...sources);

/** A module with this text. */
export const moduleOf = (text: string): string =>
  JSON.stringify(`data:text/javascript,${encodeURIComponent(text)}`);

/** For the tests of a group, stacks of errors are as the kernel has them. */
export function tellOfCellsMeanwhile(): void {
  const others = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  before(tellOfCells);
  after(() => {
    if (others) Object.defineProperty(Error, "prepareStackTrace", others);
    else Reflect.deleteProperty(Error, "prepareStackTrace");
  });
}
