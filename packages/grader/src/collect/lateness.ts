/** What being late costs. */

import type { Settings } from "../model/assignment.js";

export interface Lateness {
  /** Of all points, from 0 to 1. */
  readonly penalty: number;
  readonly lateness?: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** @param isMarked whether the learning platform says so, whatever the clock says */
export function latenessOf({ due, late }: Settings, receivedAt: Date, isMarked: boolean): Lateness {
  const after = due === undefined ? 0 : receivedAt.getTime() - Date.parse(due);
  const isLate = after > late.graceMinutes * 60_000;
  if (!isLate && !isMarked) return { penalty: 0 };
  // A day that has begun counts; a mark without a clock is one.
  const days = isLate && due !== undefined ? Math.ceil(after / DAY) : 1;
  const penalty = Math.min(1, (days * late.percentPerDay) / 100);
  const cost = penalty === 0 ? "" : `: −${Math.round(100 * penalty)} %`;
  return { penalty, lateness: `${days} ${days === 1 ? "day" : "days"} late${cost}` };
}
