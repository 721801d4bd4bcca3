/** Puts a picture on its sheet, with a word below where it needs one. */
import { element } from "./element.js";

export function figure(image: HTMLImageElement): HTMLElement {
  return element("figure", "jp-Graphviz-figure", image);
}

/** A picture that its text has moved on from: pale, and called so, for colour alone tells nobody who cannot see it. */
export function outdatedFigure(image: HTMLImageElement, caption: string): HTMLElement {
  const sheet = figure(image);
  sheet.classList.add("jp-mod-outdated");
  sheet.append(element("figcaption", "jp-Graphviz-caption", caption));
  return sheet;
}
