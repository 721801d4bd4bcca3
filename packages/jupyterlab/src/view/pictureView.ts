/** A picture that can be zoomed, moved, searched, walked through by keyboard and saved. */
import { element } from "../element.js";
import type { LiveSettings } from "../settings.js";
import type { Words } from "../words.js";
import { Camera } from "./camera.js";
import { listenToGestures } from "./gestures.js";
import { Highlight } from "./highlight.js";
import { listenToKeys } from "./keyboard.js";
import type { MenuItem } from "./menu.js";
import { PictureGraph, textsOf } from "./pictureGraph.js";
import type { Saved } from "./save.js";
import { matching, SearchBox, type SearchHit } from "./searchBox.js";
import { styleSheets } from "./style.js";
import { fillToolbar } from "./toolbar.js";
import { Walk } from "./walk.js";

const ZOOM_STEP = 1.25;
/** How far Shift and an arrow key move, in parts of what is seen. */
const PAN_STEP = 1 / 8;

export interface PictureViewOptions {
  readonly trans: Words;
  /** Describes the picture to those who do not see it. */
  readonly alt: string;
  readonly settings: LiveSettings;
  readonly saved: Saved;
  /** More to do, above what every picture offers. */
  readonly items?: readonly MenuItem[];
  /** Where nodes are looked for; by default in the picture. */
  readonly search?: (text: string) => Promise<readonly SearchHit[]>;
  /** Make a hit visible that is not in the picture yet. */
  readonly reveal?: (hit: SearchHit) => Promise<void>;
  readonly style?: string;
  /** Fill the height of its place instead of taking what the picture needs. */
  readonly fillsPlace?: boolean;
}

export class PictureView {
  readonly node = element("div", "jp-Graphviz-view");
  readonly toolbar = element("div", "toolbar");
  /** For what stands below the picture. */
  readonly below = element("div", "below");
  onSelect: (key: string | undefined) => void = () => undefined;
  /** Enter or a double click on a node, or a double click on a cluster. */
  onActivate: (key: string) => void = () => undefined;
  readonly #options: PictureViewOptions;
  readonly #canvas = element("div", "canvas");
  readonly #camera: Camera;
  readonly #status = element("span", "status");
  readonly #source = element("pre", "source");
  #graph: PictureGraph | undefined;
  #highlight: Highlight | undefined;
  #walk: Walk | undefined;
  #selected: string | undefined;

  constructor(options: PictureViewOptions) {
    this.#options = options;
    const root = this.node.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = styleSheets(...(options.style === undefined ? [] : [options.style]));
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute("role", "listbox");
    this.describe(options.alt);
    this.#status.setAttribute("role", "status");
    this.node.classList.toggle("filling", options.fillsPlace === true);
    this.#source.hidden = true;
    this.#source.tabIndex = 0;
    // A key that presses a button here is no shortcut of the notebook's.
    this.toolbar.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    });
    root.append(this.toolbar, this.#canvas, this.below, this.#source);
    this.#camera = new Camera(this.#canvas, options.fillsPlace === true);
    this.#listen();
    this.#fillToolbar();
  }

  get selected(): string | undefined {
    return this.#selected;
  }

  /** @param svg cleaned, see `sanitise` */
  show(svg: SVGSVGElement): PictureGraph {
    const graph = new PictureGraph(svg);
    for (const { key, element: node } of graph.nodes.values()) {
      node.setAttribute("role", "option");
      node.setAttribute("aria-label", textsOf(node).join(", ") || key);
    }
    this.#graph = graph;
    this.#highlight = new Highlight(svg, graph);
    this.#walk = new Walk(graph, (node) => this.#camera.placeOf(node));
    this.#camera.show(svg);
    if (this.#selected !== undefined)
      this.select(graph.nodes.has(this.#selected) ? this.#selected : undefined);
    return graph;
  }

  select(key: string | undefined): void {
    const isNews = key !== this.#selected;
    this.#selected = key;
    this.#highlight?.choose(key);
    const node = this.#elementOf(key);
    if (node) this.#canvas.setAttribute("aria-activedescendant", node.id);
    else this.#canvas.removeAttribute("aria-activedescendant");
    if (isNews) this.onSelect(key);
  }

  /** Select a node and move to it. */
  reveal(key: string): void {
    this.select(key);
    const node = this.#elementOf(key);
    if (node) this.#camera.reveal(node);
  }

  /** Say something to everybody, those who do not see it too. */
  announce(words: string): void {
    this.#status.textContent = words;
  }

  /** Other words for those who do not see the picture. */
  describe(alt: string): void {
    this.#canvas.setAttribute("aria-label", alt);
  }

  focus(): void {
    this.#canvas.focus();
  }

  dispose(): void {
    this.#camera.dispose();
  }

  #elementOf(key: string | undefined): SVGGElement | undefined {
    return key === undefined ? undefined : this.#graph?.nodes.get(key)?.element;
  }

  #listen(): void {
    listenToGestures(this.#canvas, {
      wheel: () => this.#options.settings.current.wheel,
      onDrag: (dx, dy) => {
        this.#camera.drag(dx, dy);
      },
      onZoom: (factor, clientX, clientY) => {
        this.#camera.zoomAt(factor, clientX, clientY);
      },
      onClick: (target) => {
        this.select(keyOf(target, ".node"));
      },
      onDoubleClick: (target) => {
        const key = keyOf(target, ".node, .cluster");
        if (key !== undefined) this.onActivate(key);
      },
      onHover: (target) => this.#highlight?.hover(target && keyOf(target, ".node")),
    });
    listenToKeys(this.#canvas, {
      zoom: this.#zoom,
      fit: this.#fit,
      actualSize: () => {
        this.#camera.actualSize();
      },
      pan: (dx, dy) => {
        this.#camera.pan(dx * PAN_STEP, dy * PAN_STEP);
      },
      walk: (direction) => {
        this.#goTo(this.#walk?.step(this.#selected, direction));
      },
      toEnd: (isFirst) => {
        this.#goTo(this.#walk?.end(isFirst));
      },
      activate: () => {
        if (this.#selected !== undefined) this.onActivate(this.#selected);
      },
      clear: () => {
        const isSelected = this.#selected !== undefined;
        this.select(undefined);
        return isSelected;
      },
    });
  }

  #goTo(key: string | undefined): void {
    if (key !== undefined) this.reveal(key);
  }

  readonly #zoom = (isIn: boolean): void => {
    this.#camera.zoom(isIn ? ZOOM_STEP : 1 / ZOOM_STEP);
  };

  readonly #fit = (): void => {
    this.#camera.fit();
  };

  #fillToolbar(): void {
    const { trans, saved, items = [], search } = this.#options;
    const box = new SearchBox({
      trans,
      search: search ?? ((text) => Promise.resolve(matching(text, this.#graph?.nodes.values() ?? []))),
      reveal: (hit) => {
        void this.#showHit(hit);
      },
    });
    fillToolbar(
      this.toolbar,
      { trans, saved, items, search: box.node, status: this.#status },
      {
        zoom: this.#zoom,
        fit: this.#fit,
        toggleSource: () => this.#toggleSource(),
        announce: (words) => {
          this.announce(words);
        },
      },
    );
  }

  /** @returns whether the source is in sight now */
  #toggleSource(): boolean {
    this.#source.hidden = !this.#source.hidden;
    void Promise.resolve(this.#options.saved.dot()).then((dot) => (this.#source.textContent = dot));
    return !this.#source.hidden;
  }

  async #showHit(hit: SearchHit | undefined): Promise<void> {
    if (hit === undefined) {
      this.select(undefined);
      return;
    }
    if (this.#graph?.nodes.has(hit.key) !== true) await this.#options.reveal?.(hit);
    this.select(hit.key);
    const node = this.#elementOf(hit.key);
    if (node) this.#camera.approach(node);
  }
}

/** The node or cluster that a part of the picture belongs to. */
function keyOf(target: Element, selector: string): string | undefined {
  return target.closest(selector)?.querySelector("title")?.textContent ?? undefined;
}
