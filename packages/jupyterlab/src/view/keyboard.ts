/** The keys of a picture that has the focus. */
import { DIRECTIONS, type Direction } from "./neighbour.js";

export interface KeyActions {
  readonly zoom: (isIn: boolean) => void;
  readonly fit: () => void;
  readonly actualSize: () => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly walk: (direction: Direction) => void;
  readonly toEnd: (isFirst: boolean) => void;
  readonly activate: () => void;
  /** @returns whether there was something to clear */
  readonly clear: () => boolean;
}

/** A key that means something here is no shortcut of the notebook's. */
export function listenToKeys(canvas: HTMLElement, actions: KeyActions): void {
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !perform(event, actions)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function perform({ key, shiftKey }: KeyboardEvent, actions: KeyActions): boolean {
  if (key in DIRECTIONS) {
    const direction = key as Direction;
    if (shiftKey) actions.pan(...DIRECTIONS[direction]);
    else actions.walk(direction);
    return true;
  }
  switch (key) {
    case "+":
    case "=":
      actions.zoom(true);
      return true;
    case "-":
    case "−":
      actions.zoom(false);
      return true;
    case "0":
      actions.fit();
      return true;
    case "1":
      actions.actualSize();
      return true;
    case "Home":
    case "End":
      actions.toEnd(key === "Home");
      return true;
    case "Enter":
      actions.activate();
      return true;
    case "Escape":
      return actions.clear();
    default:
      return false;
  }
}
