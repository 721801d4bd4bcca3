/** Buttons with a sign, whose name is told to everybody, and buttons with words. */
import { element } from "../element.js";
import { icon, type Icon } from "./icons.js";

/** @param hint is told beside the words */
export function wordButton(words: string, press: () => void, hint = ""): HTMLButtonElement {
  const made = element("button", "", words);
  made.type = "button";
  made.title = hint;
  made.addEventListener("click", press);
  return made;
}

export function iconButton(sign: Icon, name: string, press: () => void): HTMLButtonElement {
  const made = wordButton("", press);
  relabel(made, sign, name);
  return made;
}

export function relabel(made: HTMLButtonElement, sign: Icon, name: string): void {
  made.replaceChildren(icon(sign));
  made.title = name;
  made.setAttribute("aria-label", name);
}
