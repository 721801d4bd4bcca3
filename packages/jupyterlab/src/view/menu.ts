/** A button that opens a list of things to do. */
import { element } from "../element.js";
import { iconButton, wordButton } from "./button.js";
import type { Icon } from "./icons.js";

export interface MenuItem {
  readonly name: string;
  readonly run: () => void;
}

/** There is one menu in a picture, and it stands before everything that comes from outside. */
const ID = "menu";

/** @param sign stands on the button */
export function menu(sign: Icon, name: string, items: readonly MenuItem[]): HTMLElement {
  const list = element("div", "menu-list");
  list.id = ID;
  list.setAttribute("role", "menu");
  // Above everything: below a short picture there is no room that would not be cut off.
  list.setAttribute("popover", "auto");
  const opener = iconButton(sign, name, () => undefined);
  opener.setAttribute("popovertarget", ID);
  opener.setAttribute("aria-haspopup", "menu");
  opener.setAttribute("aria-expanded", "false");
  const entries = items.map(({ name: entry, run }) => {
    const made = wordButton(entry, run);
    made.setAttribute("popovertarget", ID);
    made.setAttribute("popovertargetaction", "hide");
    made.setAttribute("role", "menuitem");
    made.tabIndex = -1;
    return made;
  });
  list.append(...entries);
  const follow = (): void => {
    place(list, opener);
  };
  list.addEventListener("toggle", () => {
    const isOpen = list.matches(":popover-open");
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) {
      follow();
      entries[0]?.focus();
      window.addEventListener("scroll", follow, true);
    } else {
      window.removeEventListener("scroll", follow, true);
    }
  });
  list.addEventListener("keydown", (event) => {
    const at = entries.indexOf(event.target as HTMLButtonElement);
    const target = targetOf(event.key, at, entries.length);
    if (target === undefined) return;
    entries[target]!.focus();
    event.preventDefault();
  });
  return element("div", "menu", opener, list);
}

function targetOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

/** Below the button, or above it where the window ends. */
function place(list: HTMLElement, opener: HTMLElement): void {
  const { right, bottom, top } = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const isAbove = bottom + height > window.innerHeight && top > height;
  list.style.left = `${Math.max(right - width, 0)}px`;
  list.style.top = `${isAbove ? top - height : bottom}px`;
}
