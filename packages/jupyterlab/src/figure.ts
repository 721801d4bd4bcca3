/** Puts a picture on its sheet, with what belongs to it at its corner or below. */
import { element } from "./element.js";
import { wordButton } from "./view/button.js";
import type { Words } from "./words.js";

export function figure(image: HTMLImageElement): HTMLElement {
  return element("figure", "jp-Graphviz-figure", image);
}

/** With a button that is seen when the reader comes near. */
export function figureWithButton(image: HTMLImageElement, trans: Words, press: () => void): HTMLElement {
  const sheet = figure(image);
  const opener = wordButton(trans.__("Interactive"), press, trans.__("Zoom, search, walk along the edges"));
  opener.className = "jp-Graphviz-button";
  sheet.append(opener);
  return sheet;
}

/** A picture that its text has moved on from: pale, and called so, for colour alone tells nobody who cannot see it. */
export function outdatedFigure(image: HTMLImageElement, caption: string): HTMLElement {
  const sheet = figure(image);
  sheet.classList.add("jp-mod-outdated");
  sheet.append(element("figcaption", "jp-Graphviz-caption", caption));
  return sheet;
}
