/** From the data of a drawing to a figure in a page, with its words. */

import { toDot, type GraphDocument, type Pass } from "@gradus/core";
import { markup, type Html } from "../html/html.js";
import { count } from "../points.js";
import type { Draughtsman } from "./draughtsman.js";
import { inlineSvg } from "./inlineSvg.js";
import { readDrawing } from "./readDrawing.js";

/** A reason is a sentence or two; the rest of a longer one would hide the others. */
const LONGEST_MARK = 300;

/** Where there is no picture, a sentence says so. */
export async function picture(data: unknown, draughtsman: Draughtsman): Promise<Html> {
  const graph = readDrawing(data);
  const svg = graph && (await draughtsman.draw(toDot(graph)));
  const drawing = graph && svg !== undefined ? inlineSvg(svg, altOf(graph)) : undefined;
  if (!graph || !drawing) return markup`<p class="soft small">The graph of this task could not be drawn.</p>`;
  const marks = graph.nodes.filter(({ mark }) => mark !== undefined);
  const reasons = marks.map(
    ({ name, mark }) =>
      markup`<li class="words"><strong><bdi>${cut(name, 60)}</bdi></strong>: <bdi>${cut(mark!, LONGEST_MARK)}</bdi></li>`,
  );
  return markup`<figure class="graph">
    <div class="scroll" tabindex="0" role="group" aria-label="Drawing of the graph">${drawing}</div>
    <figcaption>
      <p class="soft small">
        Your graph with the numbers of the check in the
        notebook${marks.length > 0 ? markup`; what is wrong is marked with ✗ and a red frame` : ""}.
      </p>
      ${
        reasons.length > 0
          ? markup`<ul class="plain small">
              ${reasons}
            </ul>`
          : ""
      }
    </figcaption>
  </figure>`;
}

const AFTER: Readonly<Record<Pass, string>> = {
  none: "",
  forward: " after the forward pass",
  backward: " after the backward pass",
  step: " after a training step",
  gradients: " of gradients",
};

function altOf({ pass, nodes, edges, targets }: GraphDocument): string {
  const names = nodes.filter(({ id }) => targets.includes(id)).map(({ name }) => cut(name, 20));
  const marked = nodes.filter(({ mark }) => mark !== undefined).map(({ name }) => cut(name, 20));
  const wrong = marked.length > 0 ? ` Marked as wrong: ${marked.join(", ")}.` : "";
  return `Computational graph${AFTER[pass]}, ending in ${names.join(", ")}: ${count(nodes.length, "gate")}, ${count(edges.length, "arrow")}.${wrong}`;
}

function cut(text: string, length: number): string {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : text;
}
