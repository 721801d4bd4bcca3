/** A drawing of any DOT text, to look into: what a reader gets who leaves the image for the interactive picture. */
import type { Studio } from "../studio.js";
import type { Words } from "../words.js";
import { wordButton } from "./button.js";
import type { PictureGraph } from "./pictureGraph.js";
import { PictureView } from "./pictureView.js";
import { sanitise } from "./sanitise.js";

/** A DOT text and what Graphviz has made of it. */
export interface Drawn {
  readonly dot: string;
  readonly svg: string;
  /** Describes the drawing to those who do not see it. */
  readonly alt: string;
  /** Whether its links lead anywhere: only where the reader trusts the notebook. */
  readonly links: boolean;
}

export interface DotViewOptions {
  readonly studio: Studio;
  /** Go back to the image. */
  readonly close?: () => void;
  /** Show the drawing in a tab of its own. */
  readonly openTab?: (name: string) => void;
  readonly fillsPlace: boolean;
}

/** Graphviz calls a graph without a name so. */
const NAMELESS = /^%\d+$/;

export class DotView {
  readonly #view: PictureView;
  readonly #trans: Words;
  #drawn: Drawn;
  #graph: PictureGraph | undefined;

  /** @throws BadPictureError when nothing of the drawing can be shown */
  constructor(drawn: Drawn, { studio, close, openTab, fillsPlace }: DotViewOptions) {
    const { trans, settings } = studio;
    const svg = sanitise(drawn.svg, drawn);
    this.#trans = trans;
    this.#drawn = drawn;
    const name = svg.querySelector(".graph > title")?.textContent ?? "";
    const fileName = NAMELESS.test(name) || name === "" ? "graph" : name;
    const open = openTab && { name: trans.__("Open in a tab of its own"), run: () => openTab(fileName) };
    this.#view = new PictureView({
      trans,
      settings,
      alt: drawn.alt,
      saved: {
        dot: () => this.#drawn.dot,
        // What lies on a disk may be opened as a page of its own, where scripts run.
        svg: () => Promise.resolve(textOf(sanitise(this.#drawn.svg, { links: true }))),
        fileName,
      },
      items: open ? [open] : [],
      fillsPlace,
    });
    this.#view.onSelect = (key) => {
      this.#view.announce(key === undefined ? "" : this.#neighbours(key));
    };
    if (close)
      this.#view.toolbar.prepend(wordButton(trans.__("Image"), close, trans.__("Back to the image")));
    this.#graph = this.#view.show(svg);
  }

  get node(): HTMLElement {
    return this.#view.node;
  }

  /** The reader keeps what is chosen and, if the size is the same, what is seen. @throws BadPictureError */
  show(drawn: Drawn): void {
    const svg = sanitise(drawn.svg, drawn);
    this.#drawn = drawn;
    this.#view.describe(drawn.alt);
    this.#graph = this.#view.show(svg);
  }

  focus(): void {
    this.#view.focus();
  }

  dispose(): void {
    this.#view.dispose();
  }

  /** What a node reads and what reads it, for those who do not see the edges. */
  #neighbours(key: string): string {
    const trans = this.#trans;
    const named = (keys: readonly string[]): string =>
      keys.map((each) => this.#graph!.nodes.get(each)!.name).join(", ");
    const { name, inputs, outputs } = this.#graph!.nodes.get(key)!;
    if (inputs.length === 0 && outputs.length === 0) return trans.__("%1, without edges", name);
    if (inputs.length === 0) return trans.__("%1, to %2", name, named(outputs));
    if (outputs.length === 0) return trans.__("%1, from %2", name, named(inputs));
    return trans.__("%1, from %2, to %3", name, named(inputs), named(outputs));
  }
}

function textOf(svg: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(svg);
}
