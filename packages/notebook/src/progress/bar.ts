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
  return { data: { "text/html": htmlOf(state, words), "text/plain": words }, metadata: {} };
}

function wordsOf({ status, done, total, unit, seconds }: State): string {
  const rate = done > 0 && seconds > 0 ? `, ${formatNumber(done / seconds, 3)} ${unit} per second` : "";
  switch (status) {
    case "finished":
      return `${total} ${unit} in ${duration(seconds)}${rate}`;
    case "stopped":
      return `Stopped after ${done} of ${total} ${unit}, ${duration(seconds)}`;
    case "running": {
      const left = done > 0 ? `, ${duration((seconds / done) * (total - done))} left` : "";
      return `${done} of ${total} ${unit}${rate}${left}`;
    }
  }
}

function duration(seconds: number): string {
  if (seconds < 60) return `${formatNumber(seconds, 2)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function htmlOf({ status, done, total }: State, words: string): string {
  const percent = total === 0 ? 100 : Math.round((100 * done) / total);
  const colour = status === "stopped" ? "var(--jp-warn-color1, #b45309)" : "var(--jp-brand-color1, #1976d2)";
  const range = `role="progressbar" aria-label="Progress" aria-valuemin="0" aria-valuemax="100" aria-valuenow="${percent}"`;
  const track =
    "width:320px;max-width:100%;height:8px;border-radius:4px;overflow:hidden;background:var(--jp-layout-color3, #ddd)";
  return (
    `<div ${range} style="${track}"><div style="width:${percent}%;height:100%;background:${colour}"></div></div>` +
    `<div style="margin-top:4px;font-variant-numeric:tabular-nums">${percent} % · ${escapeHtml(words)}</div>`
  );
}
