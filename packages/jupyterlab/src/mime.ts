/** The registered media type of the DOT language. */
export const MIME_TYPE = "text/vnd.graphviz";

/** What a kernel sends along for viewers that know no Graphviz. */
export const FALLBACK_MIME_TYPE = "image/svg+xml";

/** Our own graphs as data. Core has the same name; it is written here so that a page without graphs need not load core. */
export const GRAPH_MIME_TYPE = "application/vnd.gradus.graph.v1+json";
