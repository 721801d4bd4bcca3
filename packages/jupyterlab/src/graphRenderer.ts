/** The widget that shows one of our own graphs, below a cell or in a tab: to walk through, or as a picture where that fails. */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";

import { altText } from "./alt.js";
import { element } from "./element.js";
import { errorBox } from "./errorBox.js";
import { asDrawingError } from "./errors.js";
import { figure } from "./figure.js";
import type { GraphView, GraphViewOptions } from "./graph/graphView.js";
import { FALLBACK_MIME_TYPE, GRAPH_MIME_TYPE, MIME_TYPE } from "./mime.js";
import { loadPicture } from "./picture.js";
import { GraphvizRenderer, type RendererOptions } from "./renderer.js";

export class GraphRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #options: RendererOptions;
  #data: unknown;
  #work: Promise<void> = Promise.resolve();
  #abort = new AbortController();
  #view: GraphView | undefined;
  /** Draws the DOT text of the same output where its data cannot be read. */
  #picture: GraphvizRenderer | undefined;

  constructor(options: RendererOptions) {
    super();
    this.#options = options;
    this.addClass("jp-Graphviz");
    this.toggleClass("jp-mod-filling", options.fillsPlace === true);
  }

  /** Resolves when the graph, or what stands for it, can be seen. */
  renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const data = model.data[GRAPH_MIME_TYPE];
    if (data === undefined || data !== this.#data) {
      this.#abort.abort();
      this.#abort = new AbortController();
      this.#data = data;
      this.#work = this.#show(model, this.#abort.signal);
    }
    return this.#work;
  }

  override dispose(): void {
    this.#abort.abort();
    this.#close();
    super.dispose();
  }

  async #show(model: IRenderMime.IMimeModel, signal: AbortSignal): Promise<void> {
    try {
      await this.#preview(model, signal);
      const { openGraph } = await import("./graph/open.js");
      const view = await openGraph(model.data[GRAPH_MIME_TYPE], this.#viewOptions(model), signal);
      this.#close();
      this.#view = view;
      this.node.replaceChildren(view.node);
    } catch (error) {
      if (!signal.aborted) await this.#fallBack(model, error);
    }
  }

  #viewOptions(model: IRenderMime.IMimeModel): Omit<GraphViewOptions, "source"> {
    const { studio, fillsPlace = false } = this.#options;
    const { trans, openTab } = studio;
    const open = (): void => {
      openTab?.({ name: trans.__("Graph"), data: model.data, trusted: model.trusted });
    };
    const items = openTab && !fillsPlace ? [{ name: trans.__("Open in a tab of its own"), run: open }] : [];
    return { studio, alt: altText(model, "", trans), items, fillsPlace };
  }

  /** The picture that the kernel sent along stands there while the rest is loaded. */
  async #preview(model: IRenderMime.IMimeModel, signal: AbortSignal): Promise<void> {
    const svg = model.data[FALLBACK_MIME_TYPE];
    if (typeof svg !== "string" || this.node.hasChildNodes()) return;
    try {
      const image = await loadPicture(svg);
      if (signal.aborted) return;
      image.alt = altText(model, "", this.#options.studio.trans);
      this.node.replaceChildren(figure(image));
    } catch {
      // A picture that cannot be read is none; the graph is on its way.
    }
  }

  async #fallBack(model: IRenderMime.IMimeModel, cause: unknown): Promise<void> {
    const { studio } = this.#options;
    const { trans } = studio;
    const error = asDrawingError(cause);
    this.#close();
    this.#data = undefined;
    if (typeof model.data[MIME_TYPE] !== "string") {
      this.node.replaceChildren(errorBox(error, "", trans));
      return;
    }
    const words = `${error.say(trans)} ${trans.__("This is the picture that was saved with it.")}`;
    this.#picture = new GraphvizRenderer(this.#options);
    this.node.replaceChildren(element("p", "jp-Graphviz-status", words), this.#picture.node);
    await this.#picture.renderModel(model);
  }

  #close(): void {
    this.#view?.dispose();
    this.#view = undefined;
    this.#picture?.dispose();
    this.#picture = undefined;
  }
}
