/** `gradus worker` */

import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { programVersion } from "../batch/version.js";
import { Workplace } from "../batch/workplace.js";
import { openBlobs } from "../blobs/open.js";
import { examine } from "../doctor/doctor.js";
import { BullQueue } from "../queue/bull.js";
import { positive, queueOption, storeOption } from "./options.js";
import { Reporter } from "./reporter.js";
import { stopSignal } from "./stopSignal.js";

interface Options {
  readonly queue: string;
  readonly store: string;
  readonly jobs: number;
  readonly lease: number;
}

export function workerCommand(): Command {
  return new Command("worker")
    .description("grade what others have put into a queue, until it is told to stop")
    .addOption(queueOption().makeOptionMandatory())
    .addOption(storeOption().makeOptionMandatory())
    .option("--jobs <number>", "how many hand-ins at a time", positive, availableParallelism())
    .option("--lease <seconds>", "after such a silence, another worker does its work", seconds, 20)
    .addHelpText(
      "after",
      "\nCtrl-C or SIGTERM: it finishes what it has begun, and ends. A second one ends it at once.",
    )
    .action(work);
}

async function work({ queue: address, store, jobs, lease }: Options): Promise<void> {
  await examine();
  const say = new Reporter();
  const blobs = await openBlobs(store);
  const queue = await BullQueue.open(address, {
    ...{ version: programVersion(), lease },
    onTrouble: (message) => {
      say.trouble(`${address.split("@").at(-1)}: ${message}`);
    },
  });
  const workplace = new Workplace(blobs, {
    ...{ jobs, isUnsafe: false },
    onDifference: (key) => {
      say.trouble(`${key} was graded twice with different results. The first one counts.`);
    },
  });
  const taker = queue.take(workplace.jobs, async (job) => {
    await workplace.work(job);
    say.done();
  });
  say.line(`Takes from ${queue.address.shown}, ${workplace.jobs} at a time (queue ${queue.name}).`);

  await stopSignal();
  say.line("Finishes what it has begun.");
  const finished = taker.close();
  const isAtOnce = await Promise.race([finished.then(() => false), stopSignal().then(() => true)]);
  await (isAtOnce ? workplace.end() : workplace.close());
  // What it has dropped fails here, and is tried again elsewhere.
  await finished;
  await queue.close();
  say.line(`Done: ${say.count} hand-ins graded.`);
  // BullMQ goes on waiting for an engine that is away, and with it this program would.
  process.exit();
}

function seconds(text: string): number {
  const value = Number(text);
  if (value >= 2 && value <= 3600) return value;
  throw new InvalidArgumentError("It must be from 2 to 3600.");
}
