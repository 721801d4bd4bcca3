/** Times, sizes and states in words. */

import { formatNumber } from "@gradus/core";
import type { Receipt } from "./answers.js";

const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

export const timeOf = (time: Date): string => clock.format(time);

export function ago(time: Date, now = new Date()): string {
  const seconds = Math.max(0, Math.round((now.getTime() - time.getTime()) / 1000));
  const units = [
    [86_400, "day"],
    [3600, "hour"],
    [60, "minute"],
    [1, "second"],
  ] as const;
  const [size, name] = units.find(([each]) => seconds >= each) ?? [1, "second"];
  const count = Math.floor(seconds / size);
  return `${count} ${name}${count === 1 ? "" : "s"} ago`;
}

export const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

export const pointsOf = (score: number, of: number): string =>
  `${formatNumber(score, 4)} of ${formatNumber(of, 4)}`;

/** Enough digits to tell two hand-ins from each other. */
export const shortSha = (sha256: string): string => `${sha256.slice(0, 12)}…`;

/** What a hand-in has come to, with a sign that does without colour. */
export function stateOf({ status, points, reason }: Receipt): string {
  const why = reason === undefined ? "" : ` ${reason}`;
  switch (status) {
    case "waiting":
      return "… waits to be graded";
    case "graded":
      if (points === undefined) return "✓ graded";
      return `✓ graded: ${pointsOf(points.score, points.of)} points${points.isFinal ? "" : "; answers in words still wait for a person"}`;
    case "not gradable":
      return `✗ cannot be graded.${why}`;
    case "replaced":
      return "– a later hand-in has taken its place";
    case "not graded":
      return `… not graded yet: the machine that grades has a problem, and tries again.${why}`;
  }
}
