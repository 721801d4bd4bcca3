/** The page that a student gets, `feedback.markup`: what was reached, and for what was not, what to look at. */

import type { Assignment } from "../../model/assignment.js";
import type { Draughtsman } from "../drawing/draughtsman.js";
import { DRAWING_STYLE } from "../drawing/style.js";
import { markup, NOTHING, type Html } from "../html/html.js";
import { page } from "../html/page.js";
import { count, inPoints, rounded, sumOf } from "../points.js";
import type { NotebookStanding, Standing } from "../standing.js";
import { answerSection } from "./answer.js";
import { FEEDBACK_STYLE } from "./style.js";
import { taskSection } from "./task.js";

export async function feedbackPage(
  assignment: Assignment,
  standing: Standing,
  draughtsman: Draughtsman,
): Promise<string> {
  const title = assignment.settings.title ?? assignment.name;
  const { student, receipt, notebooks } = standing;
  const sections: Html[] = [];
  for (const [i, each] of notebooks.entries())
    sections.push(await notebookSection(each, `notebook-${i + 1}`, draughtsman));
  const body = markup`
    <header>
      <h1>${title}</h1>
      <p class="soft"><bdi>${receipt?.name ?? student}</bdi></p>
      ${total(standing)}
    </header>
    ${notebooks.length > 1 ? overview(notebooks) : NOTHING} ${sections}
  `;
  return page(`${title}: ${receipt?.name ?? student}`, body, FEEDBACK_STYLE + DRAWING_STYLE);
}

function total(standing: Standing): Html {
  const { status, score, points, earned, penalty, lateness, waiting } = standing;
  const open = sumOf(waiting.map(({ answer }) => answer.points));
  const isFinal = status === "graded";
  return markup`
    <p class="total"><strong>${score}</strong> of ${inPoints(points)}${isFinal ? "" : " so far"}</p>
    ${meter(score, points)}
    ${
      lateness !== undefined
        ? markup`<p class="note wait">
            ${lateness}.${penalty === 0 ? "" : ` You reached ${inPoints(earned)}; ${inPoints(penalty)} of them are taken off.`}
          </p>`
        : NOTHING
    }
    ${
      waiting.length > 0
        ? markup`<p class="note wait">
            ${count(waiting.length, "answer")} of yours, worth up to ${inPoints(open)},
            ${waiting.length === 1 ? "waits" : "wait"} for a person who reads
            ${waiting.length === 1 ? "it" : "them"}.
          </p>`
        : NOTHING
    }
    ${
      status === "not gradable" || status === "not graded"
        ? markup`<p class="note bad">
            This is not the final score: a notebook is ${status}${status === "not graded" ? " yet" : ""}.
          </p>`
        : NOTHING
    }
  `;
}

function meter(score: number, points: number): Html {
  const share = points === 0 ? 0 : rounded((100 * score) / points);
  return markup`<svg class="meter" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    <rect class="ground" width="100" height="1"></rect>
    <rect width="${share}" height="1"></rect>
  </svg>`;
}

function overview(notebooks: readonly NotebookStanding[]): Html {
  const rows = notebooks.map(
    (each, i) =>
      markup`<tr>
        <th scope="row"><a href="#notebook-${i + 1}">${each.outline.title}</a></th>
        <td class="number">${reached(each)}</td>
      </tr>`,
  );
  return markup`<nav aria-label="Notebooks">
    <table>
      <thead>
        <tr>
          <th scope="col">Notebook</th>
          <th scope="col" class="number">Points</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </nav>`;
}

function reached({ state, earned, points, answers }: NotebookStanding): string {
  if (state !== "graded") return state;
  const isSoFar = answers.some((each) => each.state === "waiting");
  return `${rounded(earned)} of ${rounded(points)}${isSoFar ? " so far" : ""}`;
}

async function notebookSection(
  standing: NotebookStanding,
  id: string,
  draughtsman: Draughtsman,
): Promise<Html> {
  const { outline, state, result, tasks, answers, comments } = standing;
  const parts: Html[] = [];
  for (const task of tasks) parts.push(await taskSection(task, draughtsman));
  parts.push(...answers.map((each) => answerSection(each, outline)));
  return markup`<section>
    <h2 id="${id}">${outline.title} <span class="soft">${reached(standing)}</span></h2>
    ${state === "not handed in" ? markup`<p>You did not hand in this notebook.</p>` : NOTHING}
    ${state === "not graded" ? markup`<p>Your notebook is not graded yet.</p>` : NOTHING}
    ${
      state === "not gradable"
        ? markup`<div class="note bad">
            <p>Your notebook could not be graded. It does not count as zero; please follow this up:</p>
            <p class="words">${result?.reason ?? ""}</p>
          </div>`
        : NOTHING
    }
    ${findings(result?.findings ?? [])} ${parts}
    ${comments.map(
      ({ cell, comment }) =>
        markup`<div class="note good">
          <p class="soft small">Comment on the cell “${cell}”</p>
          <p class="words">${comment ?? ""}</p>
        </div>`,
    )}
  </section>`;
}

function findings(list: readonly { readonly text: string }[]): Html {
  if (list.length === 0) return NOTHING;
  return markup`<div class="note">
    <p class="soft small">Noticed while reading the notebook</p>
    <ul class="plain small">
      ${list.map(({ text }) => markup`<li class="words">${text}</li>`)}
    </ul>
  </div>`;
}
