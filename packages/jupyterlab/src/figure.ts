/** Puts a picture on its sheet, with what belongs to it at its corner or below. */
import { element } from "./element.js";
import type { Words } from "./words.js";

export function figure(image: HTMLImageElement): HTMLElement {
  return element("figure", "jp-Graphviz-figure", image);
}

/** With a button that is seen when the reader comes near. */
export function figureWithButton(image: HTMLImageElement, trans: Words, press: () => void): HTMLElement {
  const opener = element("button", "jp-Graphviz-button", trans.__("Interactive"));
  opener.type = "button";
  opener.title = trans.__("Zoom, search, walk along the edges");
  opener.addEventListener("click", press);
  const sheet = figure(image);
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
