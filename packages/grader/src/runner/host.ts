/** The cells of one hand-in, and the world that a test sees of them. */

import { checkGradients, ComputationalGraph, graphDocument, toJson, type GateLike } from "@gradus/core";
import type { Operation } from "@gradus/tasks";
import { LocalWorld } from "@gradus/tasks/dist/world/localWorld.js";
import type { ProgramCell, Provider, Request } from "../wire/messages.js";
import { decode, encode, type Wire } from "../wire/value.js";
import { packages } from "./packages.js";

/** The judge watches the time from outside. */
const UNLIMITED = Infinity;

type Getters = Readonly<Record<string, () => unknown>>;
type Setters = Readonly<Record<string, (value: unknown) => void>>;
type Body = (declare: (get: Getters, set: Setters) => void, ...values: unknown[]) => Promise<void>;

export class Host {
  #cells: readonly ProgramCell[] = [];
  /** What the cells that have run declare, by their number. */
  readonly #declared = new Map<number, { readonly get: Getters; readonly set: Setters }>();
  #world = new LocalWorld({}, UNLIMITED);

  async perform(request: Request): Promise<Wire> {
    switch (request.do) {
      case "load":
        this.#cells = request.cells;
        return null;
      case "run":
        await this.#run(request.cell);
        return null;
      case "hand over":
        this.#world = new LocalWorld(this.#values(request.given), UNLIMITED);
        return null;
      case "perform":
        return encode(await this.#world.perform(decoded(request.operation)));
      case "draw":
        return this.#draw(request.ref);
    }
  }

  async #run(index: number): Promise<void> {
    const cell = this.#cells[index]!;
    const run = compile(cell)(this.#live(cell.variables));
    const declare = (get: Getters, set: Setters): void => void this.#declared.set(index, { get, set });
    await run(declare, ...Object.values(this.#values(cell.constants)));
  }

  /** An object whose fields are the variables of other cells, as they are at any moment. */
  #live(variables: Readonly<Record<string, readonly Provider[]>>): object {
    const live = Object.create(null) as object;
    for (const [name, providers] of Object.entries(variables))
      Object.defineProperty(live, name, {
        get: () => this.#newest(providers)?.value,
        set: (value: unknown) => {
          const provider = this.#newest(providers)?.provider;
          if (provider && "cell" in provider) this.#declared.get(provider.cell)?.set[provider.name]?.(value);
        },
      });
    return live;
  }

  #newest(providers: readonly Provider[]): { value: unknown; provider: Provider } | undefined {
    for (const provider of providers) {
      const found = this.#read(provider);
      if (found) return { ...found, provider };
    }
    return undefined;
  }

  #values(names: Readonly<Record<string, Provider>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(names).map(([name, provider]) => [name, this.#read(provider)?.value]),
    );
  }

  /** @returns undefined when its cell has not run, or stopped above the line that gives it a value */
  #read(provider: Provider): { value: unknown } | undefined {
    if ("module" in provider) {
      const module = packages[provider.module];
      return { value: provider.name === "*" ? module : module?.[provider.name] };
    }
    try {
      const get = this.#declared.get(provider.cell)?.get[provider.name];
      return get && { value: get() };
    } catch {
      return undefined;
    }
  }

  #draw(ref: number): Wire {
    const graph = new ComputationalGraph(this.#world.objectOf({ ref }) as GateLike);
    const { ok, drawing } = checkGradients(graph);
    return ok ? null : toJson(graphDocument([drawing]));
  }
}

/**
 * The cell first hands out how to read what it declares, so that what it has declared is kept when it stops half way.
 *
 * `with` exists in sloppy code alone, and gives the variables of other cells; the cell within is strict. Where there are
 * none, there is no `with`: it makes every name slow.
 */
function compile({ code, declares, changeable, constants, variables }: ProgramCell): (live: object) => Body {
  const parameters = ["$declare", ...Object.keys(constants)].join(", ");
  const get = declares.map((name) => `${name}: () => ${name}`).join(", ");
  const set = changeable.map((name) => `${name}: ($value) => { ${name} = $value; }`).join(", ");
  const declare = `$declare({ ${get} }, { ${set} });`;
  const cell = `return async function (${parameters}) { "use strict"; ${declare} ${code}\n};`;
  const hasVariables = Object.keys(variables).length > 0;
  // That is what this process is for.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function("$live", hasVariables ? `with ($live) { ${cell} }` : cell) as (live: object) => Body;
}

function decoded(operation: Extract<Request, { do: "perform" }>["operation"]): Operation {
  switch (operation.kind) {
    case "construct":
    case "call":
      return { ...operation, args: operation.args.map((each) => decode(each)) };
    case "set":
      return { ...operation, value: decode(operation.value) };
    default:
      return operation as Operation;
  }
}
