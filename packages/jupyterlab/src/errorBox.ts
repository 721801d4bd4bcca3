/**
 * Says why there is no picture, with the line at fault and the DOT text folded below: most often the cure is there.
 *
 * Everything goes in as text: Graphviz quotes the DOT text in its messages, and that text may come from anybody.
 */
import { element } from "./element.js";
import type { DrawingError } from "./errors.js";
import { excerpt } from "./excerpt.js";
import type { Words } from "./words.js";

/** A browser takes long to lay out more text than anybody reads. */
const longestSource = 20_000;

/** The message, and the line it is about if there is one. */
export function errorBox(error: DrawingError, dot: string, trans: Words): HTMLElement {
  const box = element("div", "jp-Graphviz-error", element("p", "jp-Graphviz-message", error.say(trans)));
  const lines = error.line === undefined ? [] : excerpt(dot, error.line);
  if (lines.length > 0) {
    const width = String(lines.at(-1)?.number).length;
    const shown = lines.map(({ number, text, isAtFault }) =>
      element(
        "span",
        isAtFault ? "jp-Graphviz-line jp-mod-fault" : "jp-Graphviz-line",
        `${isAtFault ? ">" : " "} ${String(number).padStart(width)} | ${text}\n`,
      ),
    );
    box.append(element("pre", "jp-Graphviz-excerpt", ...shown));
  }
  return box;
}

/** The DOT text, folded; nothing if there is none. */
export function foldedSource(dot: string, trans: Words): HTMLElement | "" {
  if (dot.trim() === "") return "";
  return element(
    "details",
    "jp-Graphviz-source",
    element("summary", "", trans.__("DOT source")),
    element("pre", "", shortened(dot, trans)),
  );
}

function shortened(dot: string, trans: Words): string {
  const rest = dot.length - longestSource;
  if (rest <= 0) return dot;
  return `${dot.slice(0, longestSource)}\n${trans.__("… and %1 more characters", rest)}`;
}
