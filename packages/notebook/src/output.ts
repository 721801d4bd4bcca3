/** One output of a cell: the same thing in several representations, of which a viewer takes the richest it knows. */

export interface Output {
  /** By MIME type. */
  readonly data: Readonly<Record<string, unknown>>;
  /** By MIME type too. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** It will be replaced soon; what cannot be replaced, as in a terminal, need not be shown. */
  readonly isPassing?: boolean;
}

/** Put the alternative text where Jupyter's viewers look for it: beside each representation that is a picture. */
export function withAltText(data: Output["data"], alt: string): Output {
  const pictures = Object.keys(data).filter((type) => type !== "text/plain");
  return { data, metadata: Object.fromEntries(pictures.map((type) => [type, { alt }])) };
}
