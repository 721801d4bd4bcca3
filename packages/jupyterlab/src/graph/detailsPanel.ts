/** What there is to read about the chosen gate: its numbers, its formula, and the chain rule with the numbers put in. */
import { formatNumber, type FoldedRecord, type NodeRecord, type Range } from "@gradus/core";

import { element } from "../element.js";
import { iconButton, wordButton } from "../view/button.js";
import type { Words } from "../words.js";
import type { Details } from "./session.js";

export interface DetailsActions {
  readonly fold: (group: string) => void;
  readonly unfold: (group: string) => void;
  readonly close: () => void;
}

export function detailsPanel(
  { node, notes, group }: Details,
  trans: Words,
  actions: DetailsActions,
): HTMLElement {
  const title = element("h3", "", node.name, element("span", "operation", node.operation));
  const panel = element(
    "section",
    "details",
    title,
    node.folded ? ranges(node.folded, trans) : numbers(node, trans),
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

function numbers({ value, gradient, next, role }: NodeRecord, trans: Words): HTMLElement {
  const list = element("dl", "");
  const add = (name: string, number: number | undefined, tone: string): void => {
    const shown = number === undefined ? trans.__("not computed yet") : formatNumber(number, 10);
    list.append(element("dt", "", name), element("dd", number === undefined ? "quiet" : tone, shown));
  };
  add(trans.__("Value"), value, "value");
  add(trans.__("Gradient"), gradient, "gradient");
  if (role === "weight") add(trans.__("After the step"), next, "value");
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
