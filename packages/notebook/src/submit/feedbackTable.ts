/** What grading has found, as a table and as lines of text. Each line is also told by a sign, never by colour alone. */

import { escapeHtml } from "../html.js";
import type { Feedback, TaskFeedback, TestFeedback } from "./answers.js";
import { pointsOf } from "./words.js";

interface Line {
  readonly sign: string;
  readonly what: string;
  readonly points: string;
  readonly messages: readonly string[];
  /** Of a task, which the lines below belong to. */
  readonly isHead: boolean;
}

const SIGNS = { passed: "✓ passed", failed: "✗ failed", open: "… to do" } as const;

function linesOf({ tasks, answers }: Feedback): Line[] {
  return [
    ...tasks.flatMap((task) => [lineOfTask(task), ...task.tests.map(lineOfTest)]),
    ...answers.map(({ title, points, score, comment }) => ({
      sign: score === null ? "… waits" : "✓ read",
      what: title,
      points: score === null ? `? of ${points}` : pointsOf(score, points),
      messages: [
        ...(score === null ? ["A person will give points for this answer."] : []),
        ...(comment === undefined ? [] : [comment]),
      ],
      isHead: true,
    })),
  ];
}

function lineOfTask({ title, points, score, problem }: TaskFeedback): Line {
  const sign = score >= points ? "✓ all" : score > 0 ? "– in part" : "✗ none";
  return {
    ...{ sign, what: title, points: pointsOf(score, points), isHead: true },
    messages: problem === undefined ? [] : [problem],
  };
}

function lineOfTest({ name, points, score, status, hint, example }: TestFeedback): Line {
  return {
    ...{ sign: SIGNS[status], what: name, points: pointsOf(score, points), isHead: false },
    messages: [
      ...(example ? [`${example.what}: expected ${example.expected}, got ${example.got}`] : []),
      ...(hint === undefined ? [] : [`→ ${hint}`]),
    ],
  };
}

export function feedbackHtml(feedback: Feedback): string {
  const names = ["Result", "Task and tests", "Points", "What was found"];
  const head = names.map((name) => `<th scope="col" style="text-align:left">${name}</th>`).join("");
  const rows = linesOf(feedback).map(({ sign, what, points, messages, isHead }) => {
    const tag = isHead ? "th" : "td";
    const cells = [
      `<td style="text-align:left;white-space:nowrap">${sign}</td>`,
      `<${tag}${isHead ? ' scope="row"' : ""} style="text-align:left${isHead ? "" : ";padding-left:2em"}">${escapeHtml(what)}</${tag}>`,
      `<td style="text-align:left;white-space:nowrap">${points}</td>`,
      `<td style="text-align:left">${messages.map(escapeHtml).join("<br>")}</td>`,
    ];
    return `<tr>${cells.join("")}</tr>`;
  });
  const caption = `<caption style="text-align:left"><b>Feedback</b></caption>`;
  const table = `<table style="margin-left:0">${caption}<thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
  const findings = feedback.findings.map((finding) => `<li>${escapeHtml(finding)}</li>`);
  return findings.length === 0 ? table : `${table}<p>Noticed while reading:</p><ul>${findings.join("")}</ul>`;
}

export function feedbackText(feedback: Feedback): string {
  const lines = linesOf(feedback).flatMap(({ sign, what, points, messages, isHead }) => {
    const indent = isHead ? "  " : "    ";
    return [
      `${indent}${sign.padEnd(9)}  ${what}: ${points}`,
      ...messages.map((each) => `${indent}             ${each}`),
    ];
  });
  return ["Feedback", ...lines, ...feedback.findings.map((finding) => `  Noticed: ${finding}`)].join("\n");
}
