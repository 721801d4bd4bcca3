/** Hand-ins as a table, and as lines of text. */

import { escapeHtml } from "../html.js";
import type { Receipt } from "./answers.js";
import { shortSha, stateOf, timeOf } from "./words.js";

const TITLE = "Your hand-ins, the newest first";
const NONE = "You have handed in nothing yet.";
const COLUMNS = ["Received", "Assignment", "Notebook", "State", "SHA-256", "Name"];
const LEFT = 'style="text-align:left"';

const rowsOf = (list: readonly Receipt[]): string[][] =>
  list.map((each) => [
    ...[timeOf(each.receivedAt), each.assignment, each.notebook],
    stateOf(each) + (each.lateness === undefined ? "" : `; ${each.lateness}`),
    ...[shortSha(each.sha256), shortId(each)],
  ]);

/** By which `feedback()` finds it. */
const shortId = ({ id }: Receipt): string => id.slice(0, 8);

export function listHtml(list: readonly Receipt[]): string {
  const [newest] = list;
  if (!newest) return `<p>${NONE}</p>`;
  const head = COLUMNS.map((name) => `<th scope="col" ${LEFT}>${name}</th>`).join("");
  const rows = rowsOf(list).map(
    (row) => `<tr>${row.map((cell) => `<td ${LEFT}>${escapeHtml(cell)}</td>`).join("")}</tr>`,
  );
  return (
    `<table style="margin-left:0"><caption ${LEFT}><b>${TITLE}</b></caption>` +
    `<thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>` +
    `<p><code>await feedback("${escapeHtml(shortId(newest))}")</code> shows what was found in the one of this name.</p>`
  );
}

export function listText(list: readonly Receipt[]): string {
  if (list.length === 0) return NONE;
  return [TITLE, ...rowsOf(list).map((row) => `  ${row.join(" | ")}`)].join("\n");
}
