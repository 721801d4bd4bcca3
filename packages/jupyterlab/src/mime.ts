/** The registered media type of the DOT language. */
export const MIME_TYPE = "text/vnd.graphviz";
