/** What grading has found, as a table and as lines of text. Each line is also told by a sign, never by colour alone. */

import { escapeHtml } from "../html.js";
import type { Feedback, TaskFeedback, TestFeedback } from "./answers.js";
import { pointsOf } from "./words.js";

/** Of a bar beside the sign: as letters they would be too pale in one theme or the other. */
const COLOURS = {
  good: "var(--jp-success-color1, #1b7f3b)",
  part: "var(--jp-warn-color1, #b45309)",
  bad: "var(--jp-error-color1, #c62828)",
  open: "var(--jp-content-font-color2, #616161)",
} as const;

interface Line {
  readonly colour: keyof typeof COLOURS;
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
      ...(score === null
        ? ({ sign: "… waits", colour: "open" } as const)
        : ({ sign: "✓ read", colour: "good" } as const)),
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
  return {
    ...standing(points, score),
    ...{ what: title, points: pointsOf(score, points), isHead: true },
    messages: problem === undefined ? [] : [problem],
  };
}

function standing(points: number, score: number): Pick<Line, "sign" | "colour"> {
  if (score >= points) return { sign: "✓ all", colour: "good" };
  return score > 0 ? { sign: "– in part", colour: "part" } : { sign: "✗ none", colour: "bad" };
}

const OF_TESTS = { passed: "good", failed: "bad", open: "open" } as const;

function lineOfTest({ name, points, score, status, hint, example }: TestFeedback): Line {
  return {
    ...{
      sign: SIGNS[status],
      colour: OF_TESTS[status],
      what: name,
      points: pointsOf(score, points),
      isHead: false,
    },
    messages: [
      ...(example ? [`${example.what}: expected ${example.expected}, got ${example.got}`] : []),
      ...(hint === undefined ? [] : [`→ ${hint}`]),
    ],
  };
}

export function feedbackHtml(feedback: Feedback): string {
  const names = ["Result", "Task and tests", "Points", "What was found"];
  const head = names.map((name) => `<th scope="col" style="text-align:left">${name}</th>`).join("");
  const rows = linesOf(feedback).map(({ sign, colour, what, points, messages, isHead }) => {
    const tag = isHead ? "th" : "td";
    const cells = [
      `<td style="text-align:left;white-space:nowrap;border-left:4px solid ${COLOURS[colour]}">${sign}</td>`,
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
