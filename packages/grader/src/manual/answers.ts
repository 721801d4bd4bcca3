/** The answers of an assignment that a person reads: what was asked, what was written, and what was said. */

import type { Assignment } from "../model/assignment.js";
import type { Question } from "../report/outline.js";
import { standingOf, standings, type AnswerStanding, type Standing } from "../report/standing.js";
import type { Place } from "./grades.js";

export interface OpenAnswer extends AnswerStanding {
  readonly place: Place;
  readonly question: Question;
}

/** What nobody has written needs nobody to read it. */
export function answersIn({ student, notebooks }: Standing): OpenAnswer[] {
  return notebooks.flatMap(({ outline, answers }) =>
    answers
      .filter(({ state }) => state !== "not answered")
      .map((each) => {
        const { notebook } = outline;
        const { cell } = each.answer;
        const question = outline.questions.get(cell) ?? { title: cell, text: "", markScheme: "" };
        return { ...each, place: { student, notebook, cell }, question };
      }),
  );
}

/** As they are now: somebody may have handed in anew, or graded. */
export function answerAt(assignment: Assignment, place: Place): OpenAnswer | undefined {
  return answersIn(standingOf(assignment, place.student)).find(
    ({ place: { notebook, cell } }) => notebook === place.notebook && cell === place.cell,
  );
}

export function* waitingAnswers(assignment: Assignment): Generator<OpenAnswer> {
  for (const standing of standings(assignment))
    for (const each of answersIn(standing)) if (each.state === "waiting") yield each;
}
