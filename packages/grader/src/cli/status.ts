/** `gradus status` */

import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { whoseKeys } from "../batch/whoseKeys.js";
import { programVersion } from "../batch/version.js";
import { openAssignment } from "../model/assignment.js";
import { BullQueue } from "../queue/bull.js";
import { printMetrics, type QueueStatus } from "../queue/status.js";
import { count } from "../report/points.js";
import { port, queueOption } from "./options.js";
import { stopSignal } from "./stopSignal.js";

interface Options {
  readonly queue: string;
  readonly watch?: boolean;
  readonly json?: boolean;
  readonly prometheus?: boolean;
  readonly dashboard?: number;
}

/** In milliseconds. */
const PAUSE = 2000;

export function statusCommand(): Command {
  return new Command("status")
    .description("how far a queue is, and who works for it")
    .argument("[assignment]", "its folder, to tell failed hand-ins by name")
    .addOption(queueOption().makeOptionMandatory())
    .option("--watch", "again every two seconds, until all is done")
    .option("--json", "print it as JSON")
    .option("--prometheus", "print it as Prometheus reads it")
    .option("--dashboard <port>", "show it on a page of this machine, and /metrics for Prometheus", port)
    .addHelpText("after", "\nEnds with 0, or with 1 when hand-ins have failed.")
    .action(status);
}

async function status(folder: string | undefined, options: Options): Promise<void> {
  const assignment = folder === undefined ? undefined : openAssignment(folder);
  const queue = await BullQueue.open(options.queue, { version: programVersion() });
  try {
    if (options.dashboard !== undefined) {
      const { openDashboard } = await import("../queue/dashboard.js");
      const dashboard = await openDashboard(queue, options.dashboard);
      console.log(`Shows the queue at ${dashboard.address} (Ctrl+C ends it)`);
      await stopSignal();
      await dashboard.close();
      return;
    }
    for (;;) {
      const found = await queue.status();
      const names = assignment && found.failed > 0 ? whoseKeys(assignment) : undefined;
      const failures = found.failures.map((each) => ({ ...each, whose: names?.get(each.key) ?? [] }));
      const named = { ...found, failures };
      console.log(
        options.json
          ? JSON.stringify(named)
          : options.prometheus
            ? printMetrics({ ...found, workers: found.workers.length }).trimEnd()
            : wordsOf(named, queue.address.shown),
      );
      process.exitCode = found.failed > 0 ? 1 : 0;
      if (!options.watch || found.waiting + found.active === 0) return;
      await sleep(PAUSE);
    }
  } finally {
    await queue.close();
  }
}

interface Named extends QueueStatus {
  readonly failures: readonly (QueueStatus["failures"][number] & { readonly whose: readonly string[] })[];
}

function wordsOf(found: Named, address: string): string {
  const { queue, waiting, active, graded, failed, workers, perMinute, minutesLeft, others } = found;
  const rate = perMinute === undefined ? "" : `, ${perMinute.toFixed(0)} per minute`;
  const left = minutesLeft === undefined ? "" : `, about ${lengthOf(minutesLeft)} left`;
  const lines = [
    `${queue} at ${address}`,
    `${waiting} waiting, ${active} being graded, ${graded} graded, ${failed} failed${rate}${left}`,
    workers.length > 0
      ? `${count(workers.length, "worker")}: ${workers.join(", ")}`
      : "No worker of this version. Start one: gradus worker --queue … --store …",
    ...found.failures.map(({ key, why, whose }) => `${whose.join(" and ") || key.slice(0, 12)}: ${why}`),
  ];
  if (failed > found.failures.length) lines.push(`and ${failed - found.failures.length} more that failed`);
  if (others.length > 0)
    lines.push(
      `Other versions have queues here: ${others.join(", ")}. Their workers do not work for this one.`,
    );
  return lines.join("\n");
}

const lengthOf = (minutes: number): string =>
  minutes < 1
    ? "a minute"
    : minutes < 120
      ? `${Math.ceil(minutes)} minutes`
      : `${Math.ceil(minutes / 60)} hours`;
