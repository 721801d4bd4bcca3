/** The place of a drawing: an image stands there first, and an interactive picture for readers who want more of it. */
import { asDrawingError } from "./errors.js";
import { element } from "./element.js";
import { figureWithButton } from "./figure.js";
import { MIME_TYPE } from "./mime.js";
import type { Studio } from "./studio.js";
import type { DotView, DotViewOptions, Drawn } from "./view/dotView.js";

export interface StageOptions {
  readonly studio: Studio;
  /** Whether the drawing is alone in a tab: then it fills it, and there is no image to go back to. */
  readonly fillsPlace?: boolean;
}

export interface Shown extends Drawn {
  readonly image: HTMLImageElement;
}

export class Stage {
  readonly #node: HTMLElement;
  readonly #options: StageOptions;
  #shown: Shown | undefined;
  #view: DotView | undefined;
  /** What the reader chose here, once that has happened. */
  #wish: "image" | "interactive" | undefined;

  constructor(node: HTMLElement, options: StageOptions) {
    this.#node = node;
    this.#options = options;
  }

  /** Resolves when the drawing can be seen as the reader wants it. */
  async show(shown: Shown): Promise<void> {
    this.#shown = shown;
    const { fillsPlace, studio } = this.#options;
    const wish = fillsPlace === true ? "interactive" : (this.#wish ?? studio.settings.current.defaultView);
    if (wish === "image") this.#showImage(shown);
    else await this.#showView(shown);
  }

  /** The same drawing with other words, or more trust. */
  retell(shown: Shown): void {
    this.#shown = shown;
    this.#view?.show(shown);
  }

  /** Something else stands there. What stands there already is not touched: it may have the focus. */
  put(...content: readonly HTMLElement[]): void {
    for (const child of [...this.#node.children]) if (!content.includes(child as HTMLElement)) child.remove();
    for (const each of content) if (!this.#node.contains(each)) this.#node.append(each);
  }

  /** Says something below what stands there. */
  say(words: string): void {
    if (this.#node.querySelector(".jp-Graphviz-status") !== null) return;
    const line = element("p", "jp-Graphviz-status", words);
    line.setAttribute("role", "status");
    this.#node.append(line);
  }

  dispose(): void {
    this.#shown = undefined;
    this.#closeView();
  }

  #showImage({ image }: Shown): void {
    const open = async (): Promise<void> => {
      this.#wish = "interactive";
      await this.#showView(this.#shown!);
      this.#view?.focus();
    };
    this.put(figureWithButton(image, this.#options.studio.trans, () => void open()));
  }

  /** The image stands there while the rest is loaded, and stays if that fails. */
  async #showView(shown: Shown): Promise<void> {
    try {
      if (this.#view) {
        this.#view.show(shown);
      } else {
        this.#showImage(shown);
        // Most readers are content with the image, so the rest is loaded for those who are not.
        const { DotView } = await import("./view/dotView.js");
        if (this.#shown !== shown) return;
        this.#view = new DotView(shown, this.#viewOptions());
      }
      this.put(this.#view.node);
    } catch (error) {
      this.#closeView();
      this.#showImage(shown);
      this.say(asDrawingError(error).say(this.#options.studio.trans));
    }
  }

  #viewOptions(): DotViewOptions {
    const { studio, fillsPlace = false } = this.#options;
    if (fillsPlace) return { studio, fillsPlace };
    const { openTab } = studio;
    return {
      studio,
      fillsPlace,
      close: () => {
        this.#wish = "image";
        this.#closeView();
        this.#showImage(this.#shown!);
        this.#node.querySelector("button")?.focus();
      },
      ...(openTab && {
        openTab: (name: string) => {
          const { dot, links } = this.#shown!;
          openTab({ name, data: { [MIME_TYPE]: dot }, trusted: links });
        },
      }),
    };
  }

  #closeView(): void {
    this.#view?.dispose();
    this.#view = undefined;
  }
}
