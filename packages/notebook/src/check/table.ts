/** The result of a check as a table, and as lines of text where there are no tables. */

import type { Status, TaskResult, TestResult } from "@gradus/tasks";
import { escapeHtml } from "../html.js";
import type { Output } from "../output.js";

const SIGNS: Readonly<Record<Status, string>> = { passed: "✓ passed", failed: "✗ failed", open: "… to do" };
const COLOURS: Readonly<Record<Status, string>> = {
  passed: "var(--jp-success-color1, #1b7f3b)",
  failed: "var(--jp-error-color1, #c62828)",
  open: "var(--jp-content-font-color2, #616161)",
};

export function outputOfCheck(result: TaskResult): Output {
  return {
    data: { "text/html": htmlOf(result), "text/plain": textOf(result) },
    metadata: {},
  };
}

function textOf({ tests, title }: TaskResult): string {
  return [`${title}: ${countOf(tests)}`, ...tests.map(lineOf)].join("\n");
}

function lineOf({ status, name, what, expected, got, hint }: TestResult): string {
  const line = `${SIGNS[status]}  ${name}`;
  const why = what === undefined ? [] : [`    ${what}: expected ${expected!}, got ${got!}`];
  return [line, ...why, ...(hint === undefined ? [] : [`    ${hint}`])].join("\n");
}

function countOf(tests: readonly TestResult[]): string {
  const passed = tests.filter(({ status }) => status === "passed").length;
  return `${passed} of ${tests.length} passed`;
}

function htmlOf({ title, tests }: TaskResult): string {
  const caption = `<caption style="text-align:left"><b>${escapeHtml(title)}</b>: ${countOf(tests)}</caption>`;
  const head = `<tr>${["Result", "The code", "Expected", "Got"].map((name) => `<th scope="col" style="text-align:left">${name}</th>`).join("")}</tr>`;
  return `<table style="margin-left:0">${caption}<thead>${head}</thead><tbody>${tests.map(rowOf).join("")}</tbody></table>`;
}

function rowOf({ status, name, what, expected, got, hint }: TestResult): string {
  const cells = [
    `<td style="text-align:left;white-space:nowrap;color:${COLOURS[status]}">${SIGNS[status]}</td>`,
    `<td style="text-align:left">${[name, what, hint && `→ ${hint}`].flatMap((each) => (each === undefined ? [] : [escapeHtml(each)])).join("<br>")}</td>`,
    ...[expected, got].map((each) => `<td style="text-align:left">${escapeHtml(each ?? "")}</td>`),
  ];
  return `<tr>${cells.join("")}</tr>`;
}
