/** The receipt of a hand-in, as a table and as lines of text. */

import { escapeHtml } from "../html.js";
import type { Receipt } from "./answers.js";
import { ago, shortSha, sizeOf, stateOf, timeOf } from "./words.js";

/** What is known of the file that was handed in now. */
export interface FileLine {
  readonly bytes: number;
  /** By the notebook's page, just before. */
  readonly isFresh: boolean;
  readonly savedAt: Date;
  readonly readAt: Date;
}

type Row = readonly [what: string, value: string];

/** Warnings have a sign of their own. */
function rowsOf(receipt: Receipt, file: FileLine | undefined, remarks: readonly string[]): Row[] {
  return [
    ["Assignment", receipt.assignment],
    ["Received", timeOf(receipt.receivedAt)],
    ...(receipt.lateness === undefined ? [] : [["Late", `⚠ ${receipt.lateness}`] as const]),
    ["File", `${receipt.file}${file ? `, ${sizeOf(file.bytes)}, ${savedWords(file)}` : ""}`],
    ["SHA-256", shortSha(receipt.sha256)],
    ...[...receipt.warnings, ...remarks].map((warning) => ["Look at", `⚠ ${warning}`] as const),
    ["State", stateOf(receipt)],
  ];
}

function savedWords({ isFresh, savedAt, readAt }: FileLine): string {
  if (isFresh) return "saved just now";
  return `saved ${ago(savedAt, readAt)}: save the notebook (Ctrl+S) first if you changed it since`;
}

const titleOf = ({ notebook }: Receipt): string => `✓ Handed in: ${notebook}`;

export function receiptHtml(
  receipt: Receipt,
  file: FileLine | undefined,
  remarks: readonly string[],
): string {
  const rows = rowsOf(receipt, file, remarks).map(
    ([what, value]) =>
      `<tr><th scope="row" style="text-align:left;vertical-align:top;white-space:nowrap">${what}</th>` +
      `<td style="text-align:left">${escapeHtml(value)}</td></tr>`,
  );
  const caption = `<caption style="text-align:left"><b>${escapeHtml(titleOf(receipt))}</b></caption>`;
  return `<table style="margin-left:0">${caption}<tbody>${rows.join("")}</tbody></table>`;
}

export function receiptText(
  receipt: Receipt,
  file: FileLine | undefined,
  remarks: readonly string[],
): string {
  const rows = rowsOf(receipt, file, remarks).map(([what, value]) => `  ${what.padEnd(10)}  ${value}`);
  return [titleOf(receipt), ...rows].join("\n");
}
