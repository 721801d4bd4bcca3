/** How a progress bar looks, and what it says. */

import { formatNumber } from "@gradus/core";
import { escapeHtml } from "../html.js";
import type { Output } from "../output.js";

export interface State {
  readonly status: "running" | "finished" | "stopped";
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  /** Since the loop began. */
  readonly seconds: number;
}

export function outputOfState(state: State): Output {
  const words = wordsOf(state);
  const output = { data: { "text/html": htmlOf(state, words), "text/plain": words }, metadata: {} };
  return state.status === "running" ? { ...output, isPassing: true } : output;
}

function wordsOf({ status, done, total, unit, seconds }: State): string {
  const rate = done > 0 && seconds > 0 ? `, ${formatNumber(done / seconds, 3)} ${unit} per second` : "";
  switch (status) {
    case "finished":
      return `${total} ${unit} in ${duration(seconds)}${rate}`;
    case "stopped":
      return `Stopped after ${done} of ${total} ${unit}, ${duration(seconds)}`;
    case "running": {
      const left = done > 0 ? `, ${timeLeft((seconds / done) * (total - done))} left` : "";
      return `${done} of ${total} ${unit}${rate}${left}`;
    }
  }
}

/** In whole seconds: more is not known, and would flicker. */
function timeLeft(seconds: number): string {
  return seconds < 1 ? "less than 1 s" : duration(Math.ceil(seconds));
}

function duration(seconds: number): string {
  if (seconds < 59.5) return `${formatNumber(seconds, 2)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function htmlOf({ status, done, total }: State, words: string): string {
  // Not rounded up: only what is finished is at 100.
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  const colour = status === "stopped" ? "var(--jp-warn-color1, #b45309)" : "var(--jp-brand-color1, #1976d2)";
  const text = escapeHtml(words);
  const range = `role="progressbar" aria-label="Progress" aria-valuemin="0" aria-valuemax="100" aria-valuenow="${percent}" aria-valuetext="${text}"`;
  const track =
    "width:320px;max-width:100%;height:8px;border-radius:4px;overflow:hidden;background:var(--jp-layout-color3, #ddd)";
  return (
    `<div ${range} style="${track}"><div style="width:${percent}%;height:100%;background:${colour}"></div></div>` +
    `<div style="margin-top:4px;font-variant-numeric:tabular-nums">${percent} % · ${text}</div>`
  );
}
