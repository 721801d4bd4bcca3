/** The registered media type of the DOT language. */
export const MIME_TYPE = "text/vnd.graphviz";

/** What a kernel sends along for viewers that know no Graphviz. */
export const FALLBACK_MIME_TYPE = "image/svg+xml";
