/** A field that finds nodes by their name, and leads from one hit to the next. */
import { element } from "../element.js";
import type { Words } from "../words.js";

export interface SearchHit {
  readonly key: string;
  readonly name: string;
}

export interface SearchBoxOptions {
  readonly trans: Words;
  readonly search: (text: string) => Promise<readonly SearchHit[]>;
  /** Show a hit; undefined when there is none any more. */
  readonly reveal: (hit: SearchHit | undefined) => void;
}

export class SearchBox {
  readonly node: HTMLElement;
  readonly #options: SearchBoxOptions;
  readonly #field: HTMLInputElement;
  readonly #count: HTMLElement;
  #hits: readonly SearchHit[] = [];
  #at = -1;
  #asked = "";

  constructor(options: SearchBoxOptions) {
    const { trans } = options;
    this.#options = options;
    this.#field = element("input", "");
    Object.assign(this.#field, { type: "search", placeholder: trans.__("Find a node"), spellcheck: false });
    this.#field.setAttribute("aria-label", trans.__("Find a node"));
    this.#count = element("output", "count");
    this.node = element("div", "search", this.#field, this.#count);
    this.#field.addEventListener("input", () => {
      void this.#search();
    });
    this.#field.addEventListener("keydown", (event) => {
      // Letters that are typed here are no shortcuts of the notebook's.
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
      if (event.key === "Enter") this.#go(event.shiftKey ? -1 : 1);
      if (event.key === "Escape") this.#clear();
    });
  }

  async #search(): Promise<void> {
    const text = this.#field.value;
    this.#asked = text;
    const hits = await this.#options.search(text);
    if (this.#asked !== text) return;
    this.#hits = hits;
    this.#at = -1;
    this.#go(1);
  }

  #go(by: number): void {
    const count = this.#hits.length;
    if (count > 0) this.#at = (this.#at + by + count) % count;
    const { trans, reveal } = this.#options;
    const isEmpty = this.#field.value.trim() === "";
    this.#count.textContent = isEmpty
      ? ""
      : count === 0
        ? trans.__("not found")
        : trans.__("%1 of %2", this.#at + 1, count);
    reveal(this.#hits[this.#at]);
  }

  #clear(): void {
    this.#field.value = "";
    void this.#search();
  }
}

/** The nodes whose name holds the text, whatever the case. */
export function matching<H extends SearchHit>(text: string, nodes: Iterable<H>): H[] {
  const sought = text.trim().toLowerCase();
  return sought === ""
    ? []
    : [...nodes].filter(({ key, name }) => `${name} ${key}`.toLowerCase().includes(sought));
}
