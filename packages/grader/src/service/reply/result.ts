/** What grading has found about a hand-in, and what people have said since. */

import { readOurs } from "../../files/readOurs.js";
import { readGrades } from "../../manual/grades.js";
import type { Assignment } from "../../model/assignment.js";
import { notebookResult, type NotebookResult } from "../../model/result.js";
import { outlinesOf } from "../../report/outline.js";
import { rounded } from "../../report/points.js";
import { standingOfResult, type NotebookStanding } from "../../report/standing.js";
import type { Submission } from "../data/schema.js";
import type { SubmissionReceipt } from "./schemas.js";

/**
 * @param assignment undefined where the service has been started without it since
 * @returns undefined for what is not graded
 */
export function standingOfSubmission(
  submission: Submission,
  assignment: Assignment | undefined,
): NotebookStanding | undefined {
  const result = assignment && resultOf(submission, assignment);
  const outline = assignment && outlinesOf(assignment).find((each) => each.notebook === submission.notebook);
  if (!result || !outline) return undefined;
  return standingOfResult(submission.student, outline, result, readGrades(assignment));
}

/** The latest hand-in may have been graded again, by a person's command. An earlier one has what it got. */
function resultOf(submission: Submission, assignment: Assignment): NotebookResult | undefined {
  const { student, notebook, sha256, status, result } = submission;
  if (status !== "graded" && status !== "not gradable") return undefined;
  const file = assignment.graded("students", student, `${notebook}.json`);
  const latest = readOurs(file, notebookResult);
  if (latest?.sha256 === sha256) return latest;
  return result === null ? undefined : notebookResult.parse(JSON.parse(result));
}

export function receiptOf(submission: Submission, assignment: Assignment | undefined): SubmissionReceipt {
  const { id, student, assignment: name, notebook, file, sha256, lateness, warnings } = submission;
  const standing = standingOfSubmission(submission, assignment);
  const reason = standing?.state === "not gradable" ? standing.result?.reason : submission.reason;
  return {
    ...{ id, student, assignment: name, notebook, file, sha256, receivedAt: submission.received_at },
    ...(lateness !== null && { lateness }),
    warnings: JSON.parse(warnings) as string[],
    status: statusOf(submission, standing),
    ...(typeof reason === "string" && { reason }),
    ...(standing?.state === "graded" && { points: pointsOf(standing) }),
  };
}

function statusOf(
  { status }: Submission,
  standing: NotebookStanding | undefined,
): SubmissionReceipt["status"] {
  return standing?.state === "graded" || standing?.state === "not gradable" ? standing.state : status;
}

const pointsOf = ({ earned, points, answers }: NotebookStanding): SubmissionReceipt["points"] => ({
  ...{ score: rounded(earned), of: rounded(points) },
  isFinal: answers.every(({ state }) => state !== "waiting"),
});
