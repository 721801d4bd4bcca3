/** The widget that shows one of our own graphs, below a cell: to walk through, or as a picture where that fails. */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";

import { altText } from "./alt.js";
import { element } from "./element.js";
import { asDrawingError } from "./errors.js";
import { figure } from "./figure.js";
import type { GraphView } from "./graph/graphView.js";
import type { Layout } from "./layout/layout.js";
import { FALLBACK_MIME_TYPE, GRAPH_MIME_TYPE, MIME_TYPE } from "./mime.js";
import { loadPicture } from "./picture.js";
import { GraphvizRenderer } from "./renderer.js";
import type { WheelUse } from "./view/gestures.js";
import type { Words } from "./words.js";

export interface GraphRendererOptions {
  readonly layout: Layout;
  readonly trans: Words;
  readonly wheel: () => WheelUse;
  readonly foldLimit: () => number;
}

export class GraphRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #options: GraphRendererOptions;
  #data: unknown;
  #work: Promise<void> = Promise.resolve();
  #view: GraphView | undefined;
  /** Draws the DOT text of the same output where its data cannot be read. */
  #picture: GraphvizRenderer | undefined;

  constructor(options: GraphRendererOptions) {
    super();
    this.#options = options;
    this.addClass("jp-Graphviz");
  }

  /** Resolves when the graph, or what stands for it, can be seen. */
  renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const data = model.data[GRAPH_MIME_TYPE];
    if (data === undefined || data !== this.#data) {
      this.#data = data;
      this.#work = this.#show(model, data);
    }
    return this.#work;
  }

  override dispose(): void {
    this.#close();
    super.dispose();
  }

  async #show(model: IRenderMime.IMimeModel, data: unknown): Promise<void> {
    const { layout, trans, wheel, foldLimit } = this.#options;
    const alt = altText(model, "", trans);
    const isPresent = (): boolean => this.#data === data && !this.isDisposed;
    try {
      await this.#preview(model, alt);
      const { openGraph } = await import("./graph/open.js");
      const view = await openGraph(data, {
        layout,
        trans,
        wheel,
        alt,
        foldLimit: foldLimit(),
        fileName: "graph",
      });
      if (!isPresent()) {
        view.dispose();
        return;
      }
      this.#close();
      this.#view = view;
      this.node.replaceChildren(view.node);
    } catch (error) {
      if (isPresent()) await this.#fallBack(model, error);
    }
  }

  /** The picture that the kernel sent along stands there while the rest is loaded. */
  async #preview(model: IRenderMime.IMimeModel, alt: string): Promise<void> {
    const svg = model.data[FALLBACK_MIME_TYPE];
    if (typeof svg !== "string" || this.node.hasChildNodes()) return;
    try {
      const image = await loadPicture(svg);
      image.alt = alt;
      this.node.replaceChildren(figure(image));
    } catch {
      // A picture that cannot be read is none; the graph is on its way.
    }
  }

  async #fallBack(model: IRenderMime.IMimeModel, error: unknown): Promise<void> {
    const { layout, trans } = this.#options;
    this.#close();
    this.#data = undefined;
    const words = asDrawingError(error).say(trans);
    const hasDot = model.data[MIME_TYPE] !== undefined;
    const note = hasDot ? `${words} ${trans.__("This is the picture that was saved with it.")}` : words;
    this.node.replaceChildren(element("p", hasDot ? "jp-Graphviz-status" : "jp-Graphviz-error", note));
    if (!hasDot) return;
    this.#picture = new GraphvizRenderer({ layout, trans });
    this.node.append(this.#picture.node);
    await this.#picture.renderModel(model);
  }

  #close(): void {
    this.#view?.dispose();
    this.#view = undefined;
    this.#picture?.dispose();
    this.#picture = undefined;
  }
}
