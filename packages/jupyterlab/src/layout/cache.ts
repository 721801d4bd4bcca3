/** Remembers drawings by their DOT text, so that a cell that is shown again appears at once. */
export class LayoutCache {
  readonly #capacity: number;
  /** Oldest use first: a Map keeps the order of insertion. */
  readonly #drawings = new Map<string, string>();
  #size = 0;

  /** @param capacity - characters of DOT and SVG kept in total */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(dot: string): string | undefined {
    const svg = this.#drawings.get(dot);
    if (svg !== undefined) {
      this.#drawings.delete(dot);
      this.#drawings.set(dot, svg);
    }
    return svg;
  }

  set(dot: string, svg: string): void {
    this.#delete(dot);
    this.#drawings.set(dot, svg);
    this.#size += dot.length + svg.length;
    for (const oldest of this.#drawings.keys()) {
      if (this.#size <= this.#capacity) break;
      this.#delete(oldest);
    }
  }

  #delete(dot: string): void {
    const svg = this.#drawings.get(dot);
    if (svg === undefined) return;
    this.#drawings.delete(dot);
    this.#size -= dot.length + svg.length;
  }
}
