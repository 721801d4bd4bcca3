/** The summary as a page, `graded/summary.markup`. */

import { markup, NOTHING, type Html } from "../html/html.js";
import { page } from "../html/page.js";
import { count, inPoints, rounded } from "../points.js";
import type { Summary, TestCount } from "./summary.js";

export function summaryPage(summary: Summary): string {
  const { assignment, students, points } = summary;
  const body = markup`
    <h1>${assignment}</h1>
    <p class="soft">${count(students, "student")}, ${inPoints(points)}</p>
    ${scores(summary)} ${todo(summary)} ${tests(summary.tests)} ${notGradable(summary)} ${late(summary)}
  `;
  return page(`${assignment}: summary`, body, STYLE);
}

function scores(summary: Summary): Html {
  const { mean, median, byStatus } = summary;
  if (mean === undefined || median === undefined)
    return markup`<p class="note">No score is known yet. Grade first: <code>gradus grade</code></p>`;
  const isSoFar = byStatus["waits for a person"] > 0;
  return markup`
    <h2>Scores</h2>
    ${histogram(summary)}
    <p>
      Mean ${mean}, median ${median}.
      ${isSoFar ? "Scores without the answers that wait for a person are among them." : ""}
    </p>
  `;
}

/** In units of the drawing. */
const [WIDTH, HEIGHT, FOOT, HEAD] = [720, 220, 26, 22];

function histogram({ histogram, points }: Summary): Html {
  const most = Math.max(1, ...histogram);
  const step = WIDTH / histogram.length;
  const bars = histogram.map((students, i) => {
    const height = ((HEIGHT - FOOT - HEAD) * students) / most;
    const [x, y] = [i * step, HEIGHT - FOOT - height];
    const label =
      students === 0 ? NOTHING : markup`<text x="${x + step / 2}" y="${rounded(y - 7)}">${students}</text>`;
    return markup`<rect
        x="${x + 3}"
        y="${rounded(y)}"
        width="${step - 6}"
        height="${rounded(height)}"
        rx="3"
      ></rect
      >${label}`;
  });
  const ticks = Array.from({ length: histogram.length + 1 }, (_, i) => {
    const anchor = i === 0 ? "start" : i === histogram.length ? "end" : "middle";
    const value = rounded((i * points) / histogram.length);
    return markup`<text class="tick" x="${i * step}" y="${HEIGHT - 6}" text-anchor="${anchor}">${value}</text>`;
  });
  const told = histogram
    .map((students, i) => {
      const [from, to] = [i, i + 1].map((bin) => rounded((bin * points) / histogram.length));
      return `${from!} to ${to!}: ${students}`;
    })
    .join(", ");
  return markup`<figure class="histogram">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Students by points. ${told}.">
      ${bars}
      <line x1="0" y1="${HEIGHT - FOOT + 0.5}" x2="${WIDTH}" y2="${HEIGHT - FOOT + 0.5}"></line>
      ${ticks}
    </svg>
    <figcaption class="soft small">Students by points</figcaption>
  </figure>`;
}

function todo({ waiting, byStatus, notHandedIn }: Summary): Html {
  const lines = [
    ...(waiting.answers > 0
      ? [
          `${count(waiting.answers, "answer")} of ${count(waiting.students, "student")} wait for a person: gradus manual`,
        ]
      : []),
    ...(byStatus["not graded"] > 0
      ? [`${count(byStatus["not graded"], "student")} not graded yet, or handed in anew: gradus grade`]
      : []),
    ...notHandedIn.map(
      ({ notebook, students }) => `${notebook}: not handed in by ${count(students, "student")}`,
    ),
  ];
  if (lines.length === 0) return NOTHING;
  return markup`<h2>What is missing</h2>
    <ul class="plain">
      ${lines.map((line) => markup`<li>${line}</li>`)}
    </ul>`;
}

function tests(counts: readonly TestCount[]): Html {
  if (counts.length === 0) return NOTHING;
  const rows = counts.map(({ task, test, failed, open, of }) => {
    const share = Math.round((100 * failed) / of);
    return markup`<tr>
      <th scope="row">
        ${test}
        <div class="soft small">${task}</div>
      </th>
      <td>
        <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect class="ground" width="100" height="8" rx="2"></rect>
          <rect width="${share}" height="8" rx="2"></rect>
        </svg>
      </td>
      <td class="number">${failed} of ${of}</td>
      <td class="number soft">${open || "–"}</td>
    </tr>`;
  });
  return markup`<h2>Failed most often</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Test</th>
          <th scope="col"><span class="hidden">Share</span></th>
          <th scope="col" class="number">Failed</th>
          <th scope="col" class="number">Not tried</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

function notGradable({ notGradable: list }: Summary): Html {
  if (list.length === 0) return NOTHING;
  const rows = list.map(
    ({ student, notebook, reason }) =>
      markup`<tr>
        <th scope="row"><bdi>${student}</bdi></th>
        <td>${notebook}</td>
        <td class="words">${reason}</td>
      </tr>`,
  );
  return markup`<h2>Not gradable</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Student</th>
          <th scope="col">Notebook</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

function late({ late: list }: Summary): Html {
  if (list.length === 0) return NOTHING;
  const rows = list.map(
    ({ student, lateness, penalty }) =>
      markup`<tr>
        <th scope="row"><bdi>${student}</bdi></th>
        <td>${lateness}</td>
        <td class="number">−${inPoints(penalty)}</td>
      </tr>`,
  );
  return markup`<h2>Late</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Student</th>
          <th scope="col">How late</th>
          <th scope="col" class="number">Taken off</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

const STYLE = `
.histogram { margin: 1rem 0; }
.histogram svg { display: block; width: 100%; height: auto; }
.histogram rect, .share rect { fill: var(--accent); }
.histogram text { fill: var(--ink); font-size: 14px; text-anchor: middle; font-variant-numeric: tabular-nums; }
.histogram .tick { fill: var(--soft); font-size: 13px; }
.histogram .tick[text-anchor="start"] { text-anchor: start; }
.histogram .tick[text-anchor="end"] { text-anchor: end; }
.histogram line { stroke: var(--line); }
.share { display: block; width: 8rem; height: .5rem; margin-top: .5rem; }
.share .ground { fill: var(--line); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
code { font: .9em ui-monospace, Menlo, Consolas, monospace; }
`;
