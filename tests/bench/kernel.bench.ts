/**
 * How fast kernels are there, run cells and answer, and what memory they take: ours, stock tslab, Deno's and ipykernel,
 * in turn and each with cells that print what proves that they have run.
 *
 * `--kernels=tslab,deno` measures only some of them. `--10000-cells` adds a session of so many cells of our kernel, which
 * takes several minutes.
 */

import { rmSync } from "node:fs";
import { Problem } from "../../scripts/setup/problem.mjs";
import { describeKernels, KERNELS, type Place } from "./kernel/kernels.js";
import { live, type Measured } from "./kernel/life.js";
import { quantile } from "./notebook/quantile.js";

const ROUNDS = 5;
const OURS = "gradus";
/** How often a peer is tried. */
const PATIENCE = 3;

export async function run(): Promise<Record<string, number>> {
  const names = namesOf(process.argv);
  const place = describeKernels(names);
  const values = new Map<string, number[]>();
  const keep = (kernel: string, measured: Measured): void => {
    for (const [step, times] of Object.entries(measured)) {
      const key = `${kernel}_${step}`;
      values.set(key, [...(values.get(key) ?? []), ...times]);
    }
  };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      // Another one begins each time, so that none always comes after the same one.
      const first = round % names.length;
      for (const name of [...names.slice(first), ...names.slice(0, first)])
        keep(name, name === OURS ? await live(name, place, ["requests"]) : await livePeer(name, place));
    }
    if (names.includes(OURS)) keep(OURS, grown(await live(OURS, place, sizes(process.argv))));
  } finally {
    rmSync(place.folder, { recursive: true, force: true });
  }
  const keys = names.flatMap((name) => [...values.keys()].filter((key) => key.startsWith(`${name}_`)));
  return Object.fromEntries(keys.map((key) => [key, quantile(values.get(key)!, 0.5)]));
}

/** Stock tslab now and then dies at its start, of a socket that it uses twice at a time. */
async function livePeer(name: string, place: Place): Promise<Measured> {
  for (let tries = 1; ; tries++)
    try {
      return await live(name, place);
    } catch (error) {
      if (tries === PATIENCE) throw error;
      process.stderr.write(`${(error as Error).message}\n${name} is started again.\n`);
    }
}

function namesOf(args: readonly string[]): readonly string[] {
  const all = [...KERNELS.keys()];
  const chosen = args.find((arg) => arg.startsWith("--kernels="))?.slice("--kernels=".length);
  const names = chosen === undefined ? all : all.filter((name) => chosen.split(",").includes(name));
  if (names.length > 0) return names;
  throw new Problem("There are no such kernels to measure", `choose from ${all.join(", ")}`);
}

/** Numbers of cells after which the memory of a long session is measured. */
function sizes(args: readonly string[]): readonly string[] {
  return args.includes("--10000-cells") ? ["500", "10000"] : ["500"];
}

/** What only a long session tells: its other times belong to no round. */
function grown(measured: Measured): Measured {
  return Object.fromEntries(Object.entries(measured).filter(([step]) => /^rss_\d+_cells_mb$/.test(step)));
}
