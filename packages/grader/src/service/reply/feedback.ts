/** The feedback on one hand-in: as data, or as the page that `gradus feedback` writes. Neither has a hidden number. */

import type { Assignment } from "../../model/assignment.js";
import type { Draughtsman } from "../../report/drawing/draughtsman.js";
import { feedbackPage } from "../../report/feedback/page.js";
import { rounded } from "../../report/points.js";
import { standingOf, type NotebookStanding, type Standing } from "../../report/standing.js";
import type { NotebookFeedback } from "./schemas.js";

export function feedbackData({ outline, result, tasks, answers }: NotebookStanding): NotebookFeedback {
  return {
    notebook: outline.notebook,
    tasks: tasks.map(({ task: { title, points, problem, tests }, score }) => ({
      ...{ title, points: rounded(points), score: rounded(score) },
      ...(problem !== undefined && { problem }),
      tests,
    })),
    answers: answers.map(({ answer: { cell, points }, score, said, isSaidOfThis }) => ({
      ...{ title: outline.questions.get(cell)?.title ?? cell, points: rounded(points) },
      score: score === undefined ? null : rounded(score),
      ...(said && isSaidOfThis && said.comment !== null && { comment: said.comment }),
    })),
    findings: [
      ...(result?.reason === undefined ? [] : [result.reason]),
      ...(result?.findings ?? []).map(({ text }) => text),
    ],
  };
}

/** Of all notebooks of the student where it is the latest hand-in, and of this one alone where it is not. */
export async function feedbackHtml(
  assignment: Assignment,
  student: string,
  standing: NotebookStanding,
  draughtsman: Draughtsman,
): Promise<string> {
  const now = standingOf(assignment, student);
  const isLatest = now.notebooks.some(({ result }) => result?.sha256 === standing.result?.sha256);
  return feedbackPage(assignment, isLatest ? now : alone(now, standing), draughtsman);
}

function alone(now: Standing, standing: NotebookStanding): Standing {
  const waiting = standing.answers.filter(({ state }) => state === "waiting");
  const isGraded = standing.state === "graded";
  return {
    ...{ student: now.student, receipt: now.receipt, notebooks: [standing], waiting },
    status: isGraded ? (waiting.length > 0 ? "waits for a person" : "graded") : "not gradable",
    // What is taken off for lateness belongs to the hand-in that counts.
    ...{ points: rounded(standing.points), earned: rounded(standing.earned), penalty: 0 },
    ...{ lateness: undefined, score: rounded(standing.earned) },
  };
}
