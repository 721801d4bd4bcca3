/** A task in the feedback: its tests as a table, and the graph with what is wrong. */

import type { GradedTest } from "../../model/result.js";
import type { Draughtsman } from "../drawing/draughtsman.js";
import { picture } from "../drawing/picture.js";
import { markup, NOTHING, type Html } from "../html/html.js";
import { inPoints, rounded } from "../points.js";
import type { TaskStanding } from "../standing.js";
import { personsWords } from "./answer.js";

const SIGNS = { passed: "✓ passed", failed: "✗ failed", open: "– open" } as const;

export async function taskSection(
  { task, score, said }: TaskStanding,
  draughtsman: Draughtsman,
): Promise<Html> {
  const { title, points, tests, problem, drawing } = task;
  // What is right needs no second look, but can get one.
  const isPassed = tests.length > 0 && tests.every(({ status }) => status === "passed");
  const table = markup`<table class="tests">
    <thead>
      <tr><th scope="col">Result</th><th scope="col">Test</th><th scope="col" class="number">Points</th></tr>
    </thead>
    <tbody>${tests.map(row)}</tbody>
  </table>`;
  return markup`<section>
    <h3>${title} <span class="soft">${rounded(score)} of ${inPoints(points)}</span></h3>
    ${problem === undefined ? NOTHING : markup`<p class="note ${isOpen(tests) ? "" : "bad"} words">${problem}</p>`}
    ${isPassed ? markup`<details><summary><span class="passed">✓</span> ${allPassed(tests.length)}</summary>${table}</details>` : table}
    ${drawing === undefined ? NOTHING : await picture(drawing, draughtsman)}
    ${said ? personsWords(said, points) : NOTHING}
  </section>`;
}

const allPassed = (tests: number): string => (tests === 1 ? "The test passed" : `All ${tests} tests passed`);

const isOpen = (tests: readonly GradedTest[]): boolean => tests.every(({ status }) => status === "open");

function row({ name, status, score, points, hint, example }: GradedTest): Html {
  return markup`<tr>
    <td class="sign ${status}">${SIGNS[status]}</td>
    <th scope="row">
      ${name}
      ${
        example
          ? markup`<dl class="example">
              <div>
                <dt>Looked at</dt>
                <dd class="words">${example.what}</dd>
              </div>
              <div>
                <dt>Expected</dt>
                <dd class="words">${example.expected}</dd>
              </div>
              <div>
                <dt>Got</dt>
                <dd class="words">${example.got}</dd>
              </div>
            </dl>`
          : NOTHING
      }
      ${[example?.hint, hint].map((each) => (each === undefined ? NOTHING : markup`<p class="hint words">${each}</p>`))}
    </th>
    <td class="number">${rounded(score)} of ${rounded(points)}</td>
  </tr>`;
}
