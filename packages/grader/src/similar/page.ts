/** Similar pairs side by side, as a page. What they share is marked and numbered. */

import { markup, NOTHING, type Html } from "../report/html/html.js";
import { page } from "../report/html/page.js";
import { count } from "../report/points.js";
import type { Part } from "./compare.js";
import type { Document } from "./document.js";
import { percent } from "./print.js";
import { CAUTION, type Similar, type SimilarPair } from "./similar.js";

/** The page of more would be too long to be opened. */
const MOST_SHOWN = 50;
/** Parts in turn, told apart by their numbers, too. */
const TINTS = 4;

export function similarPage(title: string, { pairs, more }: Similar): string {
  const shown = pairs.slice(0, MOST_SHOWN);
  const left = pairs.length + more - shown.length;
  const rows = shown.map(
    (pair, i) => markup`<tr>
      <th scope="row"><a href="#pair-${i + 1}"><bdi>${pair.left.student}</bdi> and <bdi>${pair.right.student}</bdi></a></th>
      <td>${pair.notebook}</td>
      <td class="number">${percent(pair)}</td>
      <td class="number">${pair.overlap}</td>
      <td class="number">${pair.longest}</td>
    </tr>`,
  );
  const table = markup`<table>
    <caption>Parts in tokens: names, numbers, signs. What was given and what most students share does not count.</caption>
    <thead><tr><th scope="col">Pair</th><th scope="col">Notebook</th><th scope="col" class="number">Similarity</th><th scope="col" class="number">In common</th><th scope="col" class="number">Longest part</th></tr></thead>
    <tbody>${rows}</tbody>
  </table>`;
  const body = markup`<h1>${title}: similar hand-ins</h1>
    <p class="note wait">${CAUTION}</p>
    ${shown.length === 0 ? markup`<p>No two hand-ins are that similar.</p>` : table}
    ${left > 0 ? markup`<p class="soft">${count(left, "more pair")} not shown.</p>` : NOTHING}
    ${shown.map(pairSection)}`;
  return page(`${title}: similar hand-ins`, body, STYLE);
}

function pairSection(pair: SimilarPair, i: number): Html {
  return markup`<section>
    <h2 id="pair-${i + 1}"><bdi>${pair.left.student}</bdi> and <bdi>${pair.right.student}</bdi> <span class="soft">${percent(pair)}, ${pair.notebook}</span></h2>
    <div class="pair">
      ${sideOf(
        pair.left,
        pair.fragments.map(({ left }) => left),
      )}
      ${sideOf(
        pair.right,
        pair.fragments.map(({ right }) => right),
      )}
    </div>
  </section>`;
}

/** Cells without anything in common would only be long. */
function sideOf(document: Document, parts: readonly Part[]): Html {
  const cells = document.spans.filter(({ from, to }) =>
    parts.some((part) => part.from < to && from < part.to),
  );
  return markup`<section>
    <h3><bdi>${document.student}</bdi></h3>
    ${cells.map(
      ({ cell, from, to }) =>
        markup`<p class="soft small">Cell ${cell}</p><pre tabindex="0">${marked(document.text, from, to, parts)}</pre>`,
    )}
  </section>`;
}

function marked(text: string, from: number, to: number, parts: readonly Part[]): Html[] {
  const pieces: Html[] = [];
  let at = from;
  const inOrder = parts.map((part, i) => ({ ...part, number: i + 1 })).sort((a, b) => a.from - b.from);
  for (const part of inOrder) {
    const [start, end] = [Math.max(at, part.from), Math.min(to, part.to)];
    if (start >= end) continue;
    pieces.push(markup`${text.slice(at, start)}`);
    pieces.push(
      markup`<mark class="tint-${part.number % TINTS}"><sup>${part.number}</sup>${text.slice(start, end)}</mark>`,
    );
    at = end;
  }
  return [...pieces, markup`${text.slice(at, to)}`];
}

const STYLE = `
main { max-width: 80rem; }
h2 .soft { margin-left: .5rem; font-size: .875rem; font-weight: 400; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
.pair section { min-width: 0; }
pre { margin: 0 0 1rem; padding: .75rem 1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); font: .8125rem/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; tab-size: 2; }
mark { color: inherit; border-radius: 3px; background: var(--tint); box-shadow: 0 0 0 1px var(--tint); }
sup { padding: 0 .2em; color: var(--soft); font-size: .7em; line-height: 0; user-select: none; }
.tint-0 { --tint: #fbe7b2; } .tint-1 { --tint: #cfe3ff; } .tint-2 { --tint: #d3f0dc; } .tint-3 { --tint: #f6d7ea; }
@media screen and (prefers-color-scheme: dark) {
  .tint-0 { --tint: #4a3c12; } .tint-1 { --tint: #1d3557; } .tint-2 { --tint: #1c4030; } .tint-3 { --tint: #4a2440; }
}
@media (max-width: 48rem) { .pair { grid-template-columns: 1fr; } }
`;
