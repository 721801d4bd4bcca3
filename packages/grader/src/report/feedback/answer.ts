/** An answer in the feedback: what was written, and what a person has said about it. */

import type { PersonsGrade } from "../../manual/grades.js";
import { markup, NOTHING, type Html } from "../html/html.js";
import type { NotebookOutline } from "../outline.js";
import { inPoints, rounded } from "../points.js";
import type { AnswerStanding } from "../standing.js";

export function answerSection(standing: AnswerStanding, outline: NotebookOutline): Html {
  const { answer, state, score, said, isSaidOfThis } = standing;
  const title = outline.questions.get(answer.cell)?.title ?? answer.cell;
  const reached =
    score === undefined
      ? markup`<span class="waiting">up to ${inPoints(answer.points)}</span>`
      : `${rounded(score)} of ${inPoints(answer.points)}`;
  return markup`<section>
    <h3>${title} <span class="soft">${reached}</span></h3>
    ${
      state === "not answered"
        ? markup`<p class="soft">You did not write an answer.</p>`
        : markup`<p class="soft small">Your answer</p>
            <blockquote class="quote" dir="auto">${answer.text}</blockquote>`
    }
    ${state === "waiting" ? markup`<p class="note wait">A person will read this answer. It has no points yet.</p>` : NOTHING}
    ${said && isSaidOfThis ? personsWords(said, answer.points) : NOTHING}
  </section>`;
}

export function personsWords({ score, comment }: PersonsGrade, points: number): Html {
  return markup`<div class="note good">
    <p class="soft small">
      ${score === null ? "Comment" : markup`Graded by a person: ${rounded(score)} of ${inPoints(points)}`}
    </p>
    ${comment === null || comment === "" ? NOTHING : markup`<p class="words" dir="auto">${comment}</p>`}
  </div>`;
}
