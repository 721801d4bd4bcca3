/** What the page and the drawing worker say to each other: one drawing at a time, so no message needs a number. */

export interface LayoutRequest {
  readonly dot: string;
}

export type LayoutReply =
  /** Graphviz is loaded; said once, before the first drawing. */
  | { readonly kind: "ready" }
  | { readonly kind: "drawn"; readonly svg: string }
  | { readonly kind: "failed"; readonly message: string };
