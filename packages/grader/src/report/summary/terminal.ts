/** The summary in a terminal, or in a file: text only. */

import { count, inPoints, rounded } from "../points.js";
import { fitted, plainText } from "../plainText.js";
import type { Summary } from "./summary.js";

const BAR = 40;
const MOST_LISTED = 20;

export function summaryText(summary: Summary): string {
  const { assignment, students, points, byStatus, waiting, mean, median } = summary;
  if (students === 0) return `${plainText(assignment)}: nothing has been handed in.`;
  const lines = [`${plainText(assignment)}: ${count(students, "student")}, ${inPoints(points)}`, ""];
  if (mean !== undefined && median !== undefined) {
    lines.push(...histogramLines(summary), "", `Mean ${mean}, median ${median}`);
    if (byStatus["waits for a person"] > 0)
      lines.push("Scores without the answers that wait for a person are among them.");
  }
  if (waiting.answers > 0)
    lines.push(
      `${count(waiting.answers, "answer")} of ${count(waiting.students, "student")} wait for a person.`,
    );
  if (byStatus["not graded"] > 0)
    lines.push(`${count(byStatus["not graded"], "student")} not graded yet, or handed in anew.`);
  for (const { notebook, students } of summary.notHandedIn)
    lines.push(`${notebook}: not handed in by ${count(students, "student")}.`);
  lines.push(...section("Failed most often", summary.tests.map(testLine)));
  lines.push(
    ...section(
      "Not gradable",
      summary.notGradable.map(
        ({ student, notebook, reason }) => `${student}, ${notebook}: ${plainText(reason)}`,
      ),
    ),
  );
  lines.push(
    ...section(
      "Late",
      summary.late.map(
        ({ student, lateness, penalty }) => `${student}: ${plainText(lateness)}, −${inPoints(penalty)}`,
      ),
    ),
  );
  return lines.join("\n");
}

function histogramLines({ histogram, points }: Summary): string[] {
  const most = Math.max(1, ...histogram);
  return histogram.map((students, i) => {
    const [from, to] = [i, i + 1].map((bin) => rounded((bin * points) / histogram.length));
    const label = `${from!} to ${to!}`.padStart(14);
    return `${label} ${"█".repeat(Math.ceil((students / most) * BAR))} ${students || ""}`.trimEnd();
  });
}

function testLine({ failed, open, of, task, test }: Summary["tests"][number]): string {
  const share = `${Math.round((100 * failed) / of)} %`.padStart(5);
  const untried = open > 0 ? ` (${open} not tried)` : "";
  return `${share}  ${fitted(task, 28)} ${plainText(test)}${untried}`;
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - MOST_LISTED;
  const rest = more > 0 ? [`  and ${more} more; all are in summary.markup`] : [];
  return ["", title, ...lines.slice(0, MOST_LISTED).map((line) => `  ${line}`), ...rest];
}
