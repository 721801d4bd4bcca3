/** What the page and the drawing worker say to each other: one drawing at a time, so no message needs a number. */

export interface LayoutRequest {
  readonly dot: string;
}

export type LayoutReply =
  /** Graphviz is loaded; said once, before the first drawing. */
  | { readonly kind: "ready" }
  | { readonly kind: "drawn"; readonly svg: string }
  /** Graphviz found a fault in the text, and is ready for the next one. */
  | { readonly kind: "refused"; readonly message: string }
  /** Graphviz itself broke off; what is left of it cannot be relied on. */
  | { readonly kind: "broken"; readonly message: string };
