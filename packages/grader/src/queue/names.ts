/** What a queue is called, and the words for what happens in it. */

import type { Job as BullJob } from "bullmq";

export const NAME_START = "gradus-";

export const queueName = (version: string): string => `${NAME_START}${version.slice(0, 12)}`;

/** How often a worker may die of the same job, or be silent, before nobody tries it any more. */
export const DEATHS = 3;

export function whyFailed({ failedReason }: Pick<BullJob, "failedReason">): string {
  return failedReason.startsWith("job stalled")
    ? `${DEATHS} workers died of it, or were silent for too long.`
    : failedReason;
}
