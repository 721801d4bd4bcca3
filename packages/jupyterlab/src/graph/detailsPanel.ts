/** What there is to read about the chosen gate: its numbers, its formula, and the chain rule with the numbers put in. */
import { formatNumber, type FoldedRecord, type Range } from "@gradus/core";

import { element } from "../element.js";
import { iconButton, wordButton } from "../view/button.js";
import type { Words } from "../words.js";
import type { Details } from "./session.js";

export interface DetailsActions {
  readonly fold: (group: string) => void;
  readonly unfold: (group: string) => void;
  readonly close: () => void;
}

export function detailsPanel(details: Details, trans: Words, actions: DetailsActions): HTMLElement {
  const { node, notes, group } = details;
  const title = element("h3", "", node.name, element("span", "operation", node.operation));
  const panel = element(
    "section",
    "details",
    title,
    node.folded ? ranges(node.folded, trans) : numbers(details, trans),
  );
  panel.setAttribute("aria-label", trans.__("Gate %1", node.name));
  if (node.mark !== undefined) panel.append(element("p", "wrong", `✗ ${node.mark}`));
  if (notes.value !== undefined) panel.append(part(trans.__("Formula"), notes.value));
  if (notes.gradient !== undefined) panel.append(part(trans.__("Chain rule"), notes.gradient));
  const buttons = element("div", "buttons");
  if (node.folded) {
    buttons.append(
      wordButton(trans.__("Unfold %1", node.name), () => {
        actions.unfold(node.id);
      }),
    );
  }
  if (group) {
    buttons.append(
      wordButton(trans.__("Fold %1", group.name), () => {
        actions.fold(group.id);
      }),
    );
  }
  buttons.append(iconButton("close", trans.__("Close"), actions.close));
  panel.append(buttons);
  return panel;
}

/** A number with more digits than the picture has room for; 0 where it is nothing but a rounding error. */
function numbers({ node, rows }: Details, trans: Words): HTMLElement {
  const { value, gradient, next, role } = node;
  const list = element("dl", "");
  const add = (name: string, number: number | undefined, row: number, tone: string): void => {
    const exact = number === undefined ? trans.__("not computed yet") : formatNumber(number, 10);
    const isRounded = number !== undefined && number !== 0 && rows[row]?.[1].text === "0";
    const shown = isRounded ? trans.__("0 (up to rounding: %1)", formatNumber(number, 3)) : exact;
    list.append(element("dt", "", name), element("dd", number === undefined ? "quiet" : tone, shown));
  };
  add(trans.__("Value"), value, 1, "value");
  // In a graph of gradients the values are the gradients.
  if (rows.length > 2) add(trans.__("Gradient"), gradient, 2, "gradient");
  if (role === "weight" && rows.length > 3) add(trans.__("After the step"), next, 3, "value");
  return list;
}

function ranges({ values, gradients }: FoldedRecord, trans: Words): HTMLElement {
  const words = (range: Range | undefined): string =>
    range === undefined
      ? trans.__("not computed yet")
      : trans.__("%1 to %2", formatNumber(range[0]), formatNumber(range[1]));
  return element(
    "dl",
    "",
    ...[element("dt", "", trans.__("Values")), element("dd", "value", words(values))],
    ...[element("dt", "", trans.__("Gradients")), element("dd", "gradient", words(gradients))],
  );
}

function part(name: string, text: string): HTMLElement {
  return element("div", "part", element("h4", "", name), element("pre", "", text));
}
