/** The widget below a cell that shows one DOT output as a picture. */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";

import { altText } from "./alt.js";
import { errorBox } from "./errorBox.js";
import { DrawingError } from "./errors.js";
import type { Layout } from "./layout/layout.js";
import { FALLBACK_MIME_TYPE, MIME_TYPE } from "./mime.js";
import { loadPicture } from "./picture.js";

/** Most drawings are there sooner; a word that comes and goes would only flicker. */
const patience = 300;

/** In characters. A larger picture takes as long to read as the graph takes to draw. */
const longestPreview = 1_000_000;

export class GraphvizRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #layout: Layout;
  /** The output that was asked for last. It is only read: a renderer that writes marks the notebook as changed. */
  #model: IRenderMime.IMimeModel | undefined;
  #dot: string | undefined;
  #drawing: Promise<void> = Promise.resolve();
  #abort = new AbortController();
  #shown: { readonly image: HTMLImageElement; readonly svg: string } | undefined;

  constructor(layout: Layout) {
    super();
    this.#layout = layout;
    this.addClass("jp-Graphviz");
  }

  /** Resolves when the picture, or the reason why there is none, can be seen. */
  renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const dot = textOf(model.data[MIME_TYPE]);
    this.#model = model;
    if (dot === this.#dot) {
      // The same graph again, perhaps with other words: nothing to draw.
      if (this.#shown !== undefined) this.#shown.image.alt = altText(model, this.#shown.svg);
    } else {
      this.#abort.abort();
      this.#abort = new AbortController();
      this.#dot = dot;
      this.#drawing = this.#draw(dot, textOf(model.data[FALLBACK_MIME_TYPE]), this.#abort.signal);
    }
    return this.#drawing;
  }

  override dispose(): void {
    this.#abort.abort();
    super.dispose();
  }

  async #draw(dot: string, fallback: string, signal: AbortSignal): Promise<void> {
    const waiting = this.#announce(signal);
    try {
      await this.#preview(fallback, signal);
      const svg = await this.#layout.layout(dot, signal);
      // A kernel with the same Graphviz sends the very same picture: then it stands there already.
      if (svg !== this.#shown?.svg) await this.#show(svg, signal);
    } catch (error) {
      if (signal.aborted) return;
      // The next request draws again even if the text is the same: the cause may be gone by then.
      this.#dot = undefined;
      this.#shown = undefined;
      this.node.replaceChildren(errorBox(messageOf(error), dot));
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Shows the picture that the kernel sent along before Graphviz draws; what Graphviz draws has the last word. */
  async #preview(fallback: string, signal: AbortSignal): Promise<void> {
    if (fallback === "" || fallback.length > longestPreview || this.#shown !== undefined) return;
    try {
      await this.#show(fallback, signal);
    } catch {
      // A picture that cannot be read is none; Graphviz' own is on its way.
    }
  }

  async #show(svg: string, signal: AbortSignal): Promise<void> {
    const image = await loadPicture(svg);
    if (signal.aborted) return;
    if (this.#model !== undefined) image.alt = altText(this.#model, svg);
    this.#shown = { image, svg };
    this.node.replaceChildren(figure(image));
  }

  /** Says that something is going on, below the last picture if there is one. */
  #announce(signal: AbortSignal): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      const isSaid = this.node.querySelector(".jp-Graphviz-status") !== null;
      if (signal.aborted || isSaid) return;
      const status = document.createElement("p");
      status.className = "jp-Graphviz-status";
      status.setAttribute("role", "status");
      status.textContent = "Drawing…";
      this.node.append(status);
    }, patience);
  }
}

function figure(image: HTMLImageElement): HTMLElement {
  const paper = document.createElement("figure");
  paper.className = "jp-Graphviz-figure";
  paper.append(image);
  return paper;
}

function textOf(data: unknown): string {
  if (Array.isArray(data)) return data.join("");
  return typeof data === "string" ? data : "";
}

function messageOf(error: unknown): string {
  if (error instanceof DrawingError) return error.message;
  return `The drawing failed: ${error instanceof Error ? error.message : String(error)}`;
}
