/** The pages of manual grading: forms and links, so that a keyboard is enough and no script is needed. */

import { markup, NOTHING, type Html } from "../../report/html/html.js";
import { page } from "../../report/html/page.js";
import { count, inPoints, rounded } from "../../report/points.js";
import type { OpenAnswer } from "../answers.js";
import type { Round } from "./round.js";
import { MANUAL_STYLE } from "./style.js";

const paged = (title: string, body: Html): string => page(title, body, MANUAL_STYLE, "self");

export function overviewPage(title: string, round: Round): string {
  const rows = round.questions.map(({ notebook, title, points, numbers }) => {
    const waiting = numbers.filter((number) => round.isWaiting(number));
    const first = waiting[0] ?? numbers[0]!;
    return markup`<tr>
      <th scope="row"><a href="answer/${first + 1}">${title}</a><div class="soft small">${notebook}</div></th>
      <td class="number">${rounded(points)}</td>
      <td class="number">${waiting.length > 0 ? markup`<span class="waiting">${waiting.length}</span>` : markup`<span class="passed">✓</span>`}</td>
      <td class="number soft">${numbers.length}</td>
    </tr>`;
  });
  const next = round.after(-1);
  return paged(
    title,
    markup`<h1>${title}</h1>
      <p class="soft">${round.left === 0 ? "No answer waits any more." : `${count(round.left, "answer")} left`}</p>
      ${next === undefined ? NOTHING : markup`<p><a class="button" href="answer/${next + 1}" autofocus>Go on</a></p>`}
      <table>
        <thead><tr><th scope="col">Question</th><th scope="col" class="number">Points</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">Answers</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>`,
  );
}

export interface Shown {
  readonly round: Round;
  readonly number: number;
  readonly answer: OpenAnswer;
  /** What could not be taken, and why. */
  readonly refused?: { readonly points: string; readonly comment: string; readonly why: string };
}

export function answerPage({ round, number, answer: open, refused }: Shown): string {
  const { answer, question, place, said, isSaidOfThis, id } = open;
  const own = isSaidOfThis ? said : undefined;
  const points = refused?.points ?? String(own?.score ?? "");
  const comment = refused?.comment ?? own?.comment ?? "";
  const { numbers } = round.questions.find((each) => each.numbers.includes(number))!;
  return paged(
    `${question.title}: ${place.student}`,
    markup`<nav aria-label="Answers">
        <a href=".." accesskey="o">All questions</a>
        ${number > 0 ? markup`<a href="${number}" rel="prev" accesskey="p">← Previous</a>` : NOTHING}
        <span class="soft">${numbers.indexOf(number) + 1} of ${numbers.length} to this question · ${round.left} left in all</span>
        ${number + 1 < round.places.length ? markup`<a href="${number + 2}" rel="next" accesskey="n">Next →</a>` : NOTHING}
      </nav>
      <h1>${question.title}</h1>
      <p class="soft"><bdi>${place.student}</bdi> · ${place.notebook}</p>
      <div class="columns">
        <section>
          <h2>Answer</h2>
          <blockquote class="quote" dir="auto" tabindex="0">${answer.text}</blockquote>
          ${earlier(open)}
        </section>
        <section class="beside">
          <h2>Mark scheme</h2>
          ${question.markScheme === "" ? markup`<p class="soft">The source has none for this cell.</p>` : markup`<div class="quote" tabindex="0">${question.markScheme}</div>`}
          ${question.text === "" ? NOTHING : markup`<details><summary>The question</summary><div class="quote">${question.text}</div></details>`}
        </section>
      </div>
      <form method="post" action="${number + 1}">
        ${refused ? markup`<p class="note bad" role="alert">${refused.why}</p>` : NOTHING}
        <input type="hidden" name="version" value="${id}" />
        <div class="row">
          <label>Points, 0 to ${rounded(answer.points)} <input name="points" value="${points}" inputmode="decimal" autocomplete="off" autofocus /></label>
          <button class="button" type="submit">Save and go on</button>
          <span class="quick" role="group" aria-label="Save with points">${quick(answer.points)}</span>
        </div>
        <label>Comment for the student <textarea name="comment" rows="4" dir="auto">${lineFirst(comment)}</textarea></label>
        <p class="soft small">Enter in the field of points saves and shows the next answer that waits.${own?.score == null ? "" : ` Saved: ${inPoints(own.score)}.`}</p>
      </form>`,
  );
}

/** A parser drops the first line end in a text area, so there is one more. */
const lineFirst = (text: string): string => `\n${text}`;

/** Steps of a half as long as these are few. */
function quick(points: number): Html[] {
  const step = points <= 3 ? 0.5 : 1;
  const values = Array.from({ length: Math.min(21, Math.floor(points / step) + 1) }, (_, i) => i * step);
  return values.map((value) => markup`<button type="submit" name="quick" value="${value}">${value}</button>`);
}

function earlier({ said, isSaidOfThis }: OpenAnswer): Html {
  if (!said || isSaidOfThis) return NOTHING;
  return markup`<div class="note wait">
    <p>The text has changed since it was graded${said.score === null ? "" : markup` with <strong>${inPoints(said.score)}</strong>`}.</p>
    ${said.comment === null ? NOTHING : markup`<p class="words" dir="auto">${said.comment}</p>`}
  </div>`;
}

export function messagePage(title: string, text: string): string {
  return paged(title, markup`<h1>${title}</h1><p>${text}</p>`);
}
