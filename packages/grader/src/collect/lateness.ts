/** What being late costs. */

import type { Settings } from "../model/assignment.js";

export interface Lateness {
  /** Of all points, from 0 to 1. */
  readonly penalty: number;
  readonly lateness?: string;
}

/** When something came, as far as it is known. */
export interface Coming {
  readonly receivedAt: Date;
  /** Whether it can have come earlier: then the time shows who was on time, but not who was late. */
  readonly isAtLatest: boolean;
  /** Whether the learning platform says that it was late, whatever the clock says. */
  readonly isMarked: boolean;
}

const DAY = 24 * 60 * 60 * 1000;

export function latenessOf(settings: Settings, coming: Coming): Lateness {
  const after =
    coming.isAtLatest || !isAfterEnd(settings, coming.receivedAt) ? 0 : afterDue(settings, coming);
  if (after === 0 && !coming.isMarked) return { penalty: 0 };
  // A day that has begun counts; a mark without a clock is one.
  const days = after === 0 ? 1 : Math.ceil(after / DAY);
  const penalty = Math.min(1, (days * settings.late.percentPerDay) / 100);
  const cost = penalty === 0 ? "" : `: −${Math.round(100 * penalty)} %`;
  return { penalty, lateness: `${days} ${days === 1 ? "day" : "days"} late${cost}` };
}

/** Whether the time is past what is still on time. */
export function isAfterEnd({ due, late }: Settings, time: Date): boolean {
  return due !== undefined && time.getTime() - Date.parse(due) > late.graceMinutes * 60_000;
}

const afterDue = ({ due }: Settings, { receivedAt }: Coming): number =>
  due === undefined ? 0 : receivedAt.getTime() - Date.parse(due);
