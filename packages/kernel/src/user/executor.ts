/** Runs cells, one at a time, and remembers what they declared. */

import vm from "node:vm";
import { PARAMETERS } from "../cells/parameters.js";
import type { Failure, FromUser, RunOrder } from "../link/messages.js";
import { currentRun, enter, Interrupted, iterate, resume, Run, within } from "./context.js";
import { load, meta } from "./modules.js";
import { workerPort } from "./port.js";
import { represent } from "./represent.js";
import { fileOf, forgetPlaces, remember, spokenPlainly } from "./stack.js";

type Order = Omit<RunOrder, "type">;
type Outcome = Pick<Extract<FromUser, { type: "done" }>, "result" | "failure">;
type CellFunction = (...args: unknown[]) => Promise<[unknown] | undefined>;

/** The accessors of the names that each run has declared. */
const declared = new Map<number, PropertyDescriptorMap>();
/** The objects through which cells see a name of an earlier run. */
const viewers = new Map<string, Set<WeakRef<object>>>();
const keyOf = (name: string, run: number): string => `${run} ${name}`;

let executing: { readonly order: Order; readonly run: Run } | undefined;

export function execute(order: Order): void {
  const run = new Run(order.run);
  executing = { order, run };
  enter(run);
  remember(order);
  outcomeOf(order, run).then(
    (outcome) => {
      settle(order, run, outcome);
    },
    (error: unknown) => {
      settle(order, run, { failure: failureOf(error) });
    },
  );
}

async function outcomeOf(order: Order, run: Run): Promise<Outcome> {
  const result = await call(order, run);
  if (result?.[0] === undefined) return {};
  enter(run);
  return { result: await represent(result[0]) };
}

function call(order: Order, run: Run): Promise<[unknown] | undefined> {
  const cell = new vm.Script(order.code, {
    filename: fileOf(order.run),
    columnOffset: -order.lead,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as CellFunction;
  const values: Record<keyof typeof PARAMETERS, unknown> = {
    seen: seenBy(order),
    declare: (names: object) => {
      const accessors = Object.getOwnPropertyDescriptors(names);
      declared.set(run.id, accessors);
      takeOver(order, accessors);
    },
    load,
    meta,
    run: currentRun,
    resume,
    iterate,
  };
  return cell(...Object.keys(PARAMETERS).map((name) => values[name as keyof typeof PARAMETERS]));
}

function seenBy({ uses }: Order): object {
  const seen = Object.create(null) as object;
  for (const { name, run } of uses) {
    const descriptor = declared.get(run)?.[name];
    if (!descriptor) continue;
    Object.defineProperty(seen, name, { ...descriptor, configurable: true });
    const key = keyOf(name, run);
    const all = viewers.get(key) ?? new Set();
    viewers.set(key, all.add(new WeakRef(seen)));
  }
  return seen;
}

/** The cell has ended: by itself, or for those who wait for it. The first of both counts. */
function settle(order: Order, run: Run, outcome: Outcome): void {
  if (executing?.run !== run) return;
  callAll(run, run.onEnd);
  const names = declared.get(run.id) ?? {};
  const alive = Object.keys(names).filter((name) => isAlive(names[name]!));
  endTakeOver(order, names);
  workerPort.send({ type: "done", run: run.id, ...outcome, alive });
  // Last, because a stop by force may end this function anywhere: then it is called again.
  executing = undefined;
}

/** A name whose declaration was not reached has no value. */
function isAlive(accessor: PropertyDescriptor): boolean {
  try {
    accessor.get?.();
    return true;
  } catch {
    return false;
  }
}

/** What cells that took a name from an earlier run get instead. */
function redirect(name: string, before: number, descriptor: PropertyDescriptor): void {
  for (const reference of viewers.get(keyOf(name, before)) ?? []) {
    const seen = reference.deref();
    if (seen) Object.defineProperty(seen, name, { ...descriptor, configurable: true });
  }
}

/** A new definition counts as soon as it is there: the cell that mends a class may call what uses it. */
function takeOver(order: Order, names: PropertyDescriptorMap): void {
  for (const { name, run } of order.replaces) {
    const [before, after] = [declared.get(run)?.[name], names[name]];
    if (!before || !after) continue;
    const now = (): PropertyDescriptor => (isAlive(after) ? after : before);
    redirect(name, run, {
      get: () => now().get?.() as unknown,
      set: (value) => now().set?.(value),
    });
  }
}

/** The cell has ended: what it did not reach stays what it was. */
function endTakeOver(order: Order, names: PropertyDescriptorMap): void {
  for (const { name, run } of order.replaces) {
    const [before, after] = [declared.get(run)?.[name], names[name]];
    if (!before || !after) continue;
    if (!isAlive(after)) {
      redirect(name, run, before);
      continue;
    }
    redirect(name, run, after);
    const all = viewers.get(keyOf(name, order.run)) ?? new Set();
    for (const reference of viewers.get(keyOf(name, run)) ?? []) all.add(reference);
    viewers.set(keyOf(name, order.run), all);
    viewers.delete(keyOf(name, run));
  }
}

/**
 * Stop the cell that runs; whatever of it waits stays where it is.
 * @param isForced something was ended by force just now, which need not be the cell: a timer of an earlier one can loop
 */
export function interrupt(isForced = false): void {
  const stopped = executing?.run ?? (isForced ? currentRun() : undefined);
  if (!stopped) return;
  stopped.isStopped = true;
  callAll(stopped, stopped.onInterrupt);
  // Not a race of promises: a loop that the engine ends takes those with it that wait for it.
  if (executing) settle(executing.order, executing.run, { failure: failureOf(new Interrupted()) });
}

/** Let libraries show a last state, also of a cell that was stopped and may show nothing itself. */
function callAll(run: Run, calls: Set<() => void>): void {
  const all = [...calls];
  calls.clear();
  for (const call of all) {
    try {
      within(new Run(run.id), call);
    } catch {
      // It must not take the cell's own outcome away.
    }
  }
}

/** Forget runs that no cell and no name leads to any more. */
export function forget(runs: readonly number[]): void {
  for (const run of runs) {
    declared.delete(run);
    forgetPlaces(run);
    for (const key of viewers.keys()) if (key.startsWith(`${run} `)) viewers.delete(key);
  }
}

/** What a thrown value is in Jupyter's words. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Error || Object.prototype.toString.call(thrown) === "[object Error]") {
    const error = thrown as Error;
    const evalue = spokenPlainly(String(error.message));
    if (thrown instanceof Interrupted)
      return { ename: error.name, evalue, traceback: [`${error.name}: ${evalue}`] };
    const stack = typeof error.stack === "string" ? error.stack : `${error.name}: ${evalue}`;
    const cause = error.cause === undefined ? [] : ["Caused by:", ...failureOf(error.cause).traceback];
    return { ename: String(error.name), evalue, traceback: [...stack.split("\n"), ...cause] };
  }
  const evalue = represented(thrown);
  return { ename: "Thrown", evalue, traceback: [`Thrown: ${evalue}`] };
}

function represented(thrown: unknown): string {
  try {
    return typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? String(thrown));
  } catch {
    return String(thrown);
  }
}
