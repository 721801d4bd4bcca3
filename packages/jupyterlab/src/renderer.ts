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
import type { DotView, DotViewOptions, Drawn } from "./view/dotView.js";
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
  readonly #options: RendererOptions;
  /** The output that was asked for last. It is only read: a renderer that writes marks the notebook as changed. */
  #model: IRenderMime.IMimeModel | undefined;
  #dot: string | undefined;
  #drawing: Promise<void> = Promise.resolve();
  #abort = new AbortController();
  #shown: { readonly dot: string; readonly image: HTMLImageElement; readonly svg: string } | undefined;
  #lastImage: HTMLImageElement | undefined;
  #view: DotView | undefined;
  /** What the reader chose for this output, once that has happened. */
  #wish: "image" | "interactive" | undefined;

  constructor(options: RendererOptions) {
    super();
    this.#options = options;
    this.addClass("jp-Graphviz");
    this.toggleClass("jp-mod-filling", options.fillsPlace === true);
  }

  /** Resolves when the picture, or the reason why there is none, can be seen. */
  renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const dot = textOf(model.data[MIME_TYPE]);
    this.#model = model;
    if (dot === this.#dot) {
      // The same graph again, perhaps with other words or more trust: nothing to draw.
      if (this.#shown !== undefined) {
        const drawn = this.#drawn(this.#shown);
        this.#shown.image.alt = drawn.alt;
        this.#view?.show(drawn);
      }
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
    this.#view?.dispose();
    super.dispose();
  }

  async #draw(dot: string, fallback: string, signal: AbortSignal): Promise<void> {
    const waiting = this.#announce(signal);
    try {
      await this.#preview(dot, fallback, signal);
      const svg = await this.#options.layout.layout(dot, signal);
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
    this.#shown = { dot, image, svg };
    this.#lastImage = image;
    image.alt = this.#drawn(this.#shown).alt;
    const { fillsPlace, defaultView } = this.#options;
    const wish = fillsPlace === true ? "interactive" : (this.#wish ?? defaultView?.() ?? "image");
    if (wish === "image") this.#showImage(image);
    else await this.#showView();
  }

  #showImage(image: HTMLImageElement): void {
    this.#put(
      figureWithButton(image, this.#options.trans, () => {
        this.#wish = "interactive";
        void this.#showView().then(() => this.#view?.focus());
      }),
    );
  }

  /** The image stands there while the rest is loaded, and stays if that fails. */
  async #showView(): Promise<void> {
    const shown = this.#shown!;
    const { trans } = this.#options;
    try {
      if (this.#view) {
        this.#view.show(this.#drawn(shown));
      } else {
        this.#showImage(shown.image);
        // Most readers are content with the image, so the rest is loaded for those who are not.
        const { DotView } = await import("./view/dotView.js");
        if (this.isDisposed || this.#shown !== shown) return;
        this.#view = new DotView(this.#drawn(shown), this.#viewOptions());
      }
      this.#put(this.#view.node);
    } catch (error) {
      this.#closeView();
      this.#showImage(shown.image);
      this.node.append(statusLine(asDrawingError(error).say(trans)));
    }
  }

  #viewOptions(): DotViewOptions {
    const { trans, wheel = () => "modifier", tabOpener, fillsPlace = false } = this.#options;
    if (fillsPlace) return { trans, wheel, fillsPlace };
    const open = tabOpener?.();
    return {
      trans,
      wheel,
      fillsPlace,
      close: () => {
        this.#wish = "image";
        this.#closeView();
        this.#showImage(this.#shown!.image);
        this.node.querySelector("button")?.focus();
      },
      ...(open && {
        openTab: (name: string) => {
          open({ name, dot: this.#shown!.dot, trusted: this.#model?.trusted === true });
        },
      }),
    };
  }

  #closeView(): void {
    this.#view?.dispose();
    this.#view = undefined;
  }

  #drawn({ dot, svg }: { readonly dot: string; readonly svg: string }): Drawn {
    const model = this.#model!;
    return { dot, svg, alt: altText(model, svg, this.#options.trans), links: model.trusted };
  }

  /** What stands there already is not touched: it may have the focus. */
  #put(content: HTMLElement): void {
    for (const child of [...this.node.children]) if (child !== content) child.remove();
    if (!this.node.contains(content)) this.node.append(content);
  }

  #fail(error: unknown, dot: string): void {
    const { trans, keepsLastDrawing } = this.#options;
    const box = errorBox(asDrawingError(error), dot, trans);
    box.append(foldedSource(dot, trans));
    this.#put(box);
    if (keepsLastDrawing === true && this.#lastImage !== undefined)
      this.node.append(outdatedFigure(this.#lastImage, trans.__("The last drawing without an error")));
  }

  /** Says that something is going on, below the last picture if there is one. */
  #announce(signal: AbortSignal): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      const isSaid = this.node.querySelector(".jp-Graphviz-status") !== null;
      if (!signal.aborted && !isSaid) this.node.append(statusLine(this.#options.trans.__("Drawing…")));
    }, patience);
  }
}

function statusLine(words: string): HTMLElement {
  const line = element("p", "jp-Graphviz-status", words);
  line.setAttribute("role", "status");
  return line;
}

function textOf(data: unknown): string {
  if (Array.isArray(data)) return data.join("");
  return typeof data === "string" ? data : "";
}
