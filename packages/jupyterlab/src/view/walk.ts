/** Leads from node to node by keyboard. */
import type { Frame } from "./frame.js";
import { neighbour, type Direction } from "./neighbour.js";
import type { PictureGraph } from "./pictureGraph.js";

export class Walk {
  readonly #graph: PictureGraph;
  readonly #placeOf: (element: Element) => Frame;
  /** Measured with the first step, and not before: most readers take none. */
  #places: ReadonlyMap<string, Frame> | undefined;

  constructor(graph: PictureGraph, placeOf: (element: Element) => Frame) {
    this.#graph = graph;
    this.#placeOf = placeOf;
  }

  /** @returns the next node, or the first if nobody has set out; undefined where there is nothing in that direction */
  step(from: string | undefined, direction: Direction): string | undefined {
    if (from === undefined) return this.end(true);
    this.#places ??= new Map(
      [...this.#graph.nodes.values()].map(({ key, element }) => [key, this.#placeOf(element)]),
    );
    return neighbour(from, direction, this.#places);
  }

  end(isFirst: boolean): string | undefined {
    return [...this.#graph.nodes.keys()].at(isFirst ? 0 : -1);
  }
}
