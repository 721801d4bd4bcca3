/** A button that opens a list of things to do. */
import { element } from "../element.js";
import { iconButton, wordButton } from "./button.js";
import type { Icon } from "./icons.js";

export interface MenuItem {
  readonly name: string;
  readonly run: () => void;
}

/** @param sign stands on the button */
export function menu(sign: Icon, name: string, items: readonly MenuItem[]): HTMLElement {
  const list = element("div", "menu-list");
  list.setAttribute("role", "menu");
  list.hidden = true;
  const opener = iconButton(sign, name, () => {
    set(list.hidden);
  });
  opener.setAttribute("aria-haspopup", "menu");
  const entries = items.map(({ name: entry, run }) => {
    const made = wordButton(entry, () => {
      set(false);
      run();
    });
    made.setAttribute("role", "menuitem");
    made.tabIndex = -1;
    return made;
  });
  list.append(...entries);
  const node = element("div", "menu", opener, list);

  const set = (isOpen: boolean): void => {
    list.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    (isOpen ? entries[0] : opener)?.focus();
  };
  opener.setAttribute("aria-expanded", "false");
  list.addEventListener("keydown", (event) => {
    const at = entries.indexOf(event.target as HTMLButtonElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at - 1 + entries.length) % entries.length,
      Home: 0,
      End: entries.length - 1,
    };
    const target = targets[event.key];
    if (event.key === "Escape") set(false);
    else if (target !== undefined) entries[target]!.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  node.addEventListener("focusout", (event) => {
    if (!list.hidden && !node.contains(event.relatedTarget as Node | null)) {
      list.hidden = true;
      opener.setAttribute("aria-expanded", "false");
    }
  });
  return node;
}
