/** The place where a layout engine is plugged in: core writes DOT and knows nothing of Graphviz. */

import { NoLayoutError } from "../errors.js";

/** Lay out a DOT text and draw it as an SVG text. */
export type Layout = (dot: string) => string | Promise<string>;

let current: Layout = () => {
  throw new NoLayoutError();
};

/** Say who turns DOT into SVG for `Drawing.toSvg()`. `@gradus/notebook` does this when it is imported. */
export function provideLayout(layout: Layout): void {
  current = layout;
}

/** @throws NoLayoutError when nobody has called {@link provideLayout} */
export async function layOut(dot: string): Promise<string> {
  return current(dot);
}
