/** The widget that shows one DOT text as a picture, below a cell, beside an editor or in a tab. */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";

import { altText } from "./alt.js";
import { element } from "./element.js";
import { errorBox, foldedSource } from "./errorBox.js";
import { asDrawingError } from "./errors.js";
import { figureWithButton, outdatedFigure } from "./figure.js";
import type { Layout } from "./layout/layout.js";
import { FALLBACK_MIME_TYPE, MIME_TYPE } from "./mime.js";
import type { TabRequest } from "./openTab.js";
import { loadPicture } from "./picture.js";
import type { DotView, Drawn } from "./view/dotView.js";
import type { WheelUse } from "./view/gestures.js";
import type { Words } from "./words.js";

/** Most drawings are there sooner; a word that comes and goes would only flicker. */
const patience = 300;

/** In characters. A larger picture takes as long to read as the graph takes to draw. */
const longestPreview = 1_000_000;

export interface RendererOptions {
  readonly layout: Layout;
  readonly trans: Words;
  /** Whether an error leaves the last drawing in sight, for somebody who is in the middle of writing. */
  readonly keepsLastDrawing?: boolean;
  /** What a reader sees first. */
  readonly defaultView?: () => "image" | "interactive";
  /** When the wheel zooms an interactive picture instead of scrolling the page. */
  readonly wheel?: () => WheelUse;
  /** Asked when a picture becomes interactive. */
  readonly tabOpener?: () => ((request: TabRequest) => void) | undefined;
  /** Whether the drawing is alone in a tab: then it fills it, and there is no image to go back to. */
  readonly fillsPlace?: boolean;
}

export class GraphvizRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #layout: Layout;
  readonly #trans: Words;
  readonly #keepsLastDrawing: boolean;
  /** The output that was asked for last. It is only read: a renderer that writes marks the notebook as changed. */
  #model: IRenderMime.IMimeModel | undefined;
  #dot: string | undefined;
  #drawing: Promise<void> = Promise.resolve();
  #abort = new AbortController();
  #shown: { readonly image: HTMLImageElement; readonly svg: string } | undefined;
  #lastImage: HTMLImageElement | undefined;

  constructor({ layout, trans, keepsLastDrawing = false }: RendererOptions) {
    super();
    this.#layout = layout;
    this.#trans = trans;
    this.#keepsLastDrawing = keepsLastDrawing;
    this.addClass("jp-Graphviz");
  }

  /** Resolves when the picture, or the reason why there is none, can be seen. */
  renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const dot = textOf(model.data[MIME_TYPE]);
    this.#model = model;
    if (dot === this.#dot) {
      // The same graph again, perhaps with other words: nothing to draw.
      if (this.#shown !== undefined) this.#shown.image.alt = altText(model, this.#shown.svg, this.#trans);
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
      this.#fail(error, dot);
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
    if (this.#model !== undefined) image.alt = altText(this.#model, svg, this.#trans);
    this.#shown = { image, svg };
    this.#lastImage = image;
    this.node.replaceChildren(figure(image));
  }

  #fail(error: unknown, dot: string): void {
    const box = errorBox(asDrawingError(error), dot, this.#trans);
    box.append(foldedSource(dot, this.#trans));
    this.node.replaceChildren(box);
    if (this.#keepsLastDrawing && this.#lastImage !== undefined)
      this.node.append(outdatedFigure(this.#lastImage, this.#trans.__("The last drawing without an error")));
  }

  /** Says that something is going on, below the last picture if there is one. */
  #announce(signal: AbortSignal): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      const isSaid = this.node.querySelector(".jp-Graphviz-status") !== null;
      if (signal.aborted || isSaid) return;
      const status = element("p", "jp-Graphviz-status", this.#trans.__("Drawing…"));
      status.setAttribute("role", "status");
      this.node.append(status);
    }, patience);
  }
}

function textOf(data: unknown): string {
  if (Array.isArray(data)) return data.join("");
  return typeof data === "string" ? data : "";
}
