/** Everything that it takes to grade hand-ins: on this machine alone, or by workers that share a queue and a store. */

import { MemoryBlobs } from "../blobs/memory.js";
import { openBlobs } from "../blobs/open.js";
import { UsageError } from "../errors.js";
import type { Assignment } from "../model/assignment.js";
import { MemoryQueue } from "../queue/memory.js";
import type { QueueCounts } from "../queue/status.js";
import { Dispatcher, type DispatcherOptions, type Graded } from "./dispatcher.js";
import type { Unit } from "./units.js";
import { programVersion } from "./version.js";
import { Workplace } from "./workplace.js";

export interface GradingOptions extends Pick<DispatcherOptions, "onTrouble" | "patience"> {
  /** Where workers take their work from. Without it, this process does it. */
  readonly queue?: string | undefined;
  /** What the workers share: a folder, or `s3://BUCKET/PREFIX`. */
  readonly store?: string | undefined;
  /** How many hand-ins at a time, where this process does the work. */
  readonly jobs: number;
  readonly isUnsafe: boolean;
  /** Ends what waits for a store, so that nobody who interrupts has to. */
  readonly signal?: AbortSignal;
}

export interface Grading {
  /** How many hand-ins should be under way, so that nobody who grades has to wait. */
  readonly abreast: number;
  grade(assignment: Assignment, unit: Unit): Promise<Graded>;
  /** How much is in the queue, of all who use it. Where this process does the work, there is nothing to tell. */
  counts?(): Promise<QueueCounts>;
  /** Lets go of what is not graded yet: it can be graded later. */
  close(): Promise<void>;
}

/** How many hand-ins of one command are in a queue at most: its memory shall not grow with the course. */
const IN_QUEUE = 2000;

/** @throws UsageError, or MachineError when queue or store cannot be used */
export async function openGrading(options: GradingOptions): Promise<Grading> {
  const { queue, store } = options;
  if (queue === undefined && store === undefined) return gradeHere(options);
  if (queue === undefined || store === undefined)
    throw new UsageError("--queue and --store go together: workers need both.");
  if (options.isUnsafe)
    throw new UsageError("--unsafe-no-sandbox is for this machine alone, without --queue.");
  return gradeElsewhere(queue, store, options);
}

function gradeHere({ jobs, isUnsafe, ...rest }: GradingOptions): Grading {
  const [queue, blobs] = [new MemoryQueue(), new MemoryBlobs()];
  const workplace = new Workplace(blobs, { jobs, isUnsafe });
  queue.take(workplace.jobs, workplace.work);
  const dispatcher = new Dispatcher(queue, blobs, { sandbox: isUnsafe ? "none" : "bubblewrap", ...rest });
  return {
    // While some are graded, the next ones are read.
    abreast: 2 * workplace.jobs,
    grade: (assignment, unit) => dispatcher.grade(assignment, unit),
    async close() {
      const isBusy = dispatcher.size > 0;
      dispatcher.close();
      await queue.close();
      await (isBusy ? workplace.end() : workplace.close());
    },
  };
}

async function gradeElsewhere(
  address: string,
  store: string,
  { onTrouble, patience, signal }: GradingOptions,
): Promise<Grading> {
  const blobs = await openBlobs(store, signal);
  // Here, because most courses have no queue, and its engine takes longer to load than all the rest.
  const { BullQueue } = await import("../queue/bull.js");
  const queue = await BullQueue.open(address, { version: programVersion() });
  const dispatcher = new Dispatcher(queue, blobs, {
    ...{ sandbox: "bubblewrap", patience },
    ...(onTrouble && { onTrouble }),
  });
  return {
    abreast: IN_QUEUE,
    grade: (assignment, unit) => dispatcher.grade(assignment, unit),
    counts: () => queue.counts(),
    async close() {
      dispatcher.close();
      await queue.close();
    },
  };
}
