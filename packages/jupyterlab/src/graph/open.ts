/** Everything that the first graph of a page loads, and a page without one does not. */
import { asDrawingError, GraphFormatError, NewerGraphError } from "../errors.js";
import { GraphView, type GraphViewOptions } from "./graphView.js";
import { Unreadable } from "./read.js";
import { openSource } from "./source.js";

/**
 * @param data a document of the format, or whatever came under its name
 * @param signal aborted when nobody waits for the graph any more
 * @throws DrawingError
 */
export async function openGraph(
  data: unknown,
  options: Omit<GraphViewOptions, "source">,
  signal: AbortSignal,
): Promise<GraphView> {
  try {
    const source = await openSource(data);
    return await GraphView.open({ ...options, source }, signal);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw asDrawingError(error);
    throw error.newerVersion === undefined
      ? new GraphFormatError(error.message)
      : new NewerGraphError(error.newerVersion);
  }
}
