/** Sets a node apart with what it reads and what reads it; the rest of the picture steps back. */
import type { PictureGraph } from "./pictureGraph.js";

export class Highlight {
  readonly #svg: SVGSVGElement;
  readonly #graph: PictureGraph;
  #chosen: string | undefined;
  #hovered: string | undefined;
  #marked: readonly Element[] = [];

  constructor(svg: SVGSVGElement, graph: PictureGraph) {
    this.#svg = svg;
    this.#graph = graph;
  }

  choose(key: string | undefined): void {
    const { nodes } = this.#graph;
    const mark = (each: string | undefined, isChosen: boolean): void => {
      const element = each === undefined ? undefined : nodes.get(each)?.element;
      element?.classList.toggle("chosen", isChosen);
      element?.setAttribute("aria-selected", String(isChosen));
    };
    mark(this.#chosen, false);
    mark(key, true);
    this.#chosen = key;
    this.#draw();
  }

  hover(key: string | undefined): void {
    if (key === this.#hovered) return;
    this.#hovered = key;
    this.#draw();
  }

  /** The pointer has the last word, since it is where the reader looks. */
  #draw(): void {
    for (const element of this.#marked) element.classList.remove("near");
    const node = this.#graph.nodes.get(this.#hovered ?? this.#chosen ?? "");
    this.#svg.classList.toggle("focused", node !== undefined);
    if (!node) {
      this.#marked = [];
      return;
    }
    const near = [node.key, ...node.inputs, ...node.outputs].map(
      (key) => this.#graph.nodes.get(key)!.element,
    );
    const edges = this.#graph.edges.filter(({ from, to }) => from === node.key || to === node.key);
    this.#marked = [...near, ...edges.map(({ element }) => element)];
    for (const element of this.#marked) element.classList.add("near");
  }
}
