/** The widget that shows one DOT text as a picture, below a cell, beside an editor or in a tab. */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";

import { altText } from "./alt.js";
import { errorBox, foldedSource } from "./errorBox.js";
import { asDrawingError } from "./errors.js";
import { outdatedFigure } from "./figure.js";
import { FALLBACK_MIME_TYPE, MIME_TYPE } from "./mime.js";
import { loadPicture } from "./picture.js";
import { Stage, type Shown, type StageOptions } from "./stage.js";

/** Most drawings are there sooner; a word that comes and goes would only flicker. */
const patience = 300;

/** In characters. A larger picture takes as long to read as the graph takes to draw. */
const longestPreview = 1_000_000;

export interface RendererOptions extends StageOptions {
  /** Whether an error leaves the last drawing in sight, for somebody who is in the middle of writing. */
  readonly keepsLastDrawing?: boolean;
}

export class GraphvizRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #options: RendererOptions;
  readonly #stage: Stage;
  /** The output that was asked for last. It is only read: a renderer that writes marks the notebook as changed. */
  #model: IRenderMime.IMimeModel | undefined;
  #dot: string | undefined;
  #drawing: Promise<void> = Promise.resolve();
  #abort = new AbortController();
  #shown: Shown | undefined;
  #lastImage: HTMLImageElement | undefined;

  constructor(options: RendererOptions) {
    super();
    this.#options = options;
    this.#stage = new Stage(this.node, options);
    this.addClass("jp-Graphviz");
    this.toggleClass("jp-mod-filling", options.fillsPlace === true);
  }

  /** Resolves when the picture, or the reason why there is none, can be seen. */
  renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const dot = textOf(model.data[MIME_TYPE]);
    this.#model = model;
    if (dot === this.#dot) {
      // The same graph again, perhaps with other words or more trust: nothing to draw.
      if (this.#shown !== undefined) this.#stage.retell(this.#describe(this.#shown));
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
    this.#stage.dispose();
    super.dispose();
  }

  async #draw(dot: string, fallback: string, signal: AbortSignal): Promise<void> {
    const { layout, trans } = this.#options.studio;
    const waiting = setTimeout(() => {
      if (!signal.aborted) this.#stage.say(trans.__("Drawing…"));
    }, patience);
    try {
      await this.#preview(dot, fallback, signal);
      const svg = await layout.layout(dot, signal);
      // A kernel with the same Graphviz sends the very same picture: then it stands there already.
      if (svg !== this.#shown?.svg) await this.#show(dot, svg, signal);
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
  async #preview(dot: string, fallback: string, signal: AbortSignal): Promise<void> {
    if (fallback === "" || fallback.length > longestPreview || this.#shown !== undefined) return;
    try {
      await this.#show(dot, fallback, signal);
    } catch {
      // A picture that cannot be read is none; Graphviz' own is on its way.
    }
  }

  async #show(dot: string, svg: string, signal: AbortSignal): Promise<void> {
    const image = await loadPicture(svg);
    if (signal.aborted) return;
    this.#lastImage = image;
    await this.#stage.show(this.#describe({ dot, svg, image }));
  }

  /** Adds what the output says of its drawing. */
  #describe(drawing: Pick<Shown, "dot" | "svg" | "image">): Shown {
    const model = this.#model!;
    const alt = altText(model, drawing.svg, this.#options.studio.trans);
    drawing.image.alt = alt;
    this.#shown = { ...drawing, alt, links: model.trusted };
    return this.#shown;
  }

  #fail(error: unknown, dot: string): void {
    const { studio, keepsLastDrawing } = this.#options;
    const { trans } = studio;
    const box = errorBox(asDrawingError(error), dot, trans);
    box.append(foldedSource(dot, trans));
    const words = trans.__("The last drawing without an error");
    if (keepsLastDrawing === true && this.#lastImage !== undefined)
      this.#stage.put(box, outdatedFigure(this.#lastImage, words));
    else this.#stage.put(box);
  }
}

function textOf(data: unknown): string {
  if (Array.isArray(data)) return data.join("");
  return typeof data === "string" ? data : "";
}
