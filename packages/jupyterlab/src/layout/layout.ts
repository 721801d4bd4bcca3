/** The one method through which the renderer knows a drawing engine, so that another engine is one new file. */
export interface Layout {
  /**
   * Lays out a graph.
   *
   * @param dot - one graph in the DOT language
   * @param signal - aborted when nobody waits for the drawing any more
   * @returns the drawing as SVG text; it is not safe to put into a page as markup
   * @throws DrawingError whose message can be shown, or the signal's reason
   */
  layout(dot: string, signal?: AbortSignal): Promise<string>;
}
