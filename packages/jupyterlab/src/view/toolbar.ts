/** The row above a picture: zoom, search, its source, and ways to take it along. */
import type { Words } from "../words.js";
import { iconButton } from "./button.js";
import type { Icon } from "./icons.js";
import { menu, type MenuItem } from "./menu.js";
import { copy, download, FORMATS, type Saved } from "./save.js";

export interface ToolbarActions {
  readonly zoom: (isIn: boolean) => void;
  readonly fit: () => void;
  readonly toggleSource: () => boolean;
  readonly announce: (words: string) => void;
}

export interface ToolbarParts {
  readonly trans: Words;
  readonly saved: Saved;
  readonly search: HTMLElement;
  readonly status: HTMLElement;
  /** More to do, above what every picture offers. */
  readonly items: readonly MenuItem[];
}

export function fillToolbar(toolbar: HTMLElement, parts: ToolbarParts, actions: ToolbarActions): void {
  const { trans, saved, search, status, items } = parts;
  toolbar.setAttribute("role", "toolbar");
  toolbar.setAttribute("aria-label", trans.__("Picture"));
  const zoom = (sign: Icon, name: string, isIn: boolean): HTMLElement =>
    iconButton(sign, name, () => {
      actions.zoom(isIn);
    });
  const source = iconButton("source", trans.__("DOT source"), () => {
    source.setAttribute("aria-expanded", String(actions.toggleSource()));
  });
  source.setAttribute("aria-expanded", "false");
  const offers = [...items, ...savings(trans, saved, actions.announce)];
  toolbar.append(
    zoom("zoomIn", trans.__("Zoom in (+)"), true),
    zoom("zoomOut", trans.__("Zoom out (-)"), false),
    iconButton("fit", trans.__("Fit to width (0)"), actions.fit),
    search,
    status,
    source,
    menu("more", trans.__("Copy, download and more"), offers),
  );
}

function savings(trans: Words, saved: Saved, announce: (words: string) => void): MenuItem[] {
  const run = (work: Promise<void>, words: string, failure: string): void => {
    work.then(
      () => {
        announce(words);
      },
      (error: unknown) => {
        announce(`${failure} (${error instanceof Error ? error.message : String(error)})`);
      },
    );
  };
  const noCopy = trans.__("The browser let nothing into the clipboard; download it instead.");
  const noFile = trans.__("The file could not be made.");
  const copies = FORMATS.map((format) => ({
    name: trans.__("Copy %1", format),
    run: () => {
      run(copy(format, saved), trans.__("Copied as %1.", format), noCopy);
    },
  }));
  const downloads = FORMATS.map((format) => ({
    name: trans.__("Download %1", format),
    run: () => {
      run(download(format, saved), trans.__("Saved as %1.", format), noFile);
    },
  }));
  return [...copies, ...downloads];
}
