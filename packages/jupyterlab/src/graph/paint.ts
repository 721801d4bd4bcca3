/** Writes the numbers of a moment into a picture that is laid out already: no box moves, only texts and marks change. */
import { cellsOf, edgeId, type Cell, type PictureRecord } from "@gradus/core";

/** What is set apart in a picture: the gate that computes, the edges that it reads. */
export interface Marks {
  readonly active?: string;
  readonly activeEdges: readonly string[];
}

/** The distance between a number and the inner side of its box: core's `CELLPADDING`. */
const PADDING = 4;
/** Half the width that Graphviz gives to the space that stands in an empty cell of an edge. */
const HALF_SPACE = 1.4;

interface Target {
  readonly element: SVGTextElement;
  shown: string;
}

export class Painter {
  /** The texts of each box and of each edge, in the order of the cells. */
  readonly #texts = new Map<string, readonly Target[]>();
  readonly #elements = new Map<string, SVGGElement>();
  #marked: readonly Element[] = [];

  /** @param svg drawn from the same picture without its numbers */
  constructor(svg: SVGSVGElement, picture: PictureRecord) {
    const elements = new Map(
      [...svg.querySelectorAll<SVGGElement>("g[id]")].map((element) => [element.id, element]),
    );
    for (const node of picture.nodes) {
      const element = elements.get(node.id);
      if (!element) continue;
      element.dataset.role = node.role;
      if (node.mark !== undefined) element.dataset.wrong = "";
      this.#elements.set(node.id, element);
      this.#texts.set(node.id, numbersAlignedRight(element));
    }
    for (const edge of picture.edges) {
      const element = elements.get(edgeId(edge));
      if (!element) continue;
      this.#elements.set(edgeId(edge), element);
      this.#texts.set(edgeId(edge), centred(element));
    }
  }

  /** @param picture has the same boxes and edges */
  paint(picture: PictureRecord, { active, activeEdges }: Marks): void {
    const { nodes, edges } = cellsOf(picture);
    for (const [id, rows] of nodes) write(this.#texts.get(id), rows.flat());
    for (const [id, cell] of edges) write(this.#texts.get(id), [cell]);
    for (const element of this.#marked) element.classList.remove("active");
    const ids = active === undefined ? activeEdges : [active, ...activeEdges];
    this.#marked = ids.flatMap((id) => this.#elements.get(id) ?? []);
    for (const element of this.#marked) element.classList.add("active");
  }
}

function write(targets: readonly Target[] | undefined, cells: readonly Cell[]): void {
  targets?.forEach((target, i) => {
    const cell = cells[i];
    if (!cell) return;
    const { element } = target;
    // Most texts stay what they are from one step to the next.
    if (target.shown === `${cell.tone} ${cell.text}`) return;
    target.shown = `${cell.tone} ${cell.text}`;
    element.textContent = cell.text;
    element.setAttribute("class", cell.tone);
  });
}

function textsIn(element: SVGGElement): Target[] {
  // The space that keeps the sign away from the border has a text of its own.
  const texts = [...element.querySelectorAll("text")].filter(({ textContent }) => textContent !== "\u00a0");
  return texts.map((text) => ({ element: text, shown: "" }));
}

/** Graphviz puts a text where it begins; a number that changes must end where the one before ended. */
function numbersAlignedRight(element: SVGGElement): Target[] {
  const targets = textsIn(element);
  const border = element.querySelector("path");
  if (border === null) return targets;
  const xs = [...(border.getAttribute("d") ?? "").matchAll(/(-?[\d.]+),-?[\d.]+/g)].map(([, x]) => Number(x));
  const width = Number(border.nextElementSibling?.getAttribute("stroke-width") ?? 1);
  const right = Math.max(...xs) - PADDING - width;
  targets.forEach(({ element: text }, i) => {
    if (i < 2 || i % 2 === 0) return;
    text.setAttribute("text-anchor", "end");
    text.setAttribute("x", right.toFixed(2));
  });
  return targets;
}

function centred(element: SVGGElement): Target[] {
  const targets = textsIn(element);
  for (const { element: text } of targets) {
    const isStart = text.getAttribute("text-anchor") === "start";
    const x = Number(text.getAttribute("x")) + (isStart ? HALF_SPACE : 0);
    text.setAttribute("text-anchor", "middle");
    text.setAttribute("x", x.toFixed(2));
  }
  return targets;
}
