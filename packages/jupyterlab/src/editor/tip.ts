/** A small box at the text that takes neither the focus nor a key, save for the Escape that closes it. */
import { Prec, StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView, showTooltip, tooltips, type Tooltip } from "@codemirror/view";

import { element } from "../element.js";

interface Tip {
  readonly tooltip: Tooltip;
  /** Whether it stays while the text and the cursor change. */
  readonly isLasting: boolean;
}

/** Opens a box in place of the one that is open, or closes that one. */
export const showTip = StateEffect.define<Tip | null>();

export function tipAt(pos: number, content: HTMLElement, { isLasting }: { isLasting: boolean }): Tip {
  const dom = element("div", "jp-GradusTip", content);
  dom.setAttribute("role", "tooltip");
  return { tooltip: { pos, above: true, create: () => ({ dom }) }, isLasting };
}

const openTip = StateField.define<Tip | null>({
  create: () => null,
  update(tip, { effects, docChanged, selection, changes }) {
    for (const effect of effects) if (effect.is(showTip)) return effect.value;
    if (tip === null || !(docChanged || selection !== undefined)) return tip;
    const { tooltip, isLasting } = tip;
    return isLasting ? { tooltip: { ...tooltip, pos: changes.mapPos(tooltip.pos) }, isLasting } : null;
  },
  provide: (field) => showTooltip.from(field, (tip) => tip?.tooltip ?? null),
});

/** Where a lasting box, if one is open, is tied to the text. */
export function lastingTipPos(view: EditorView): number | undefined {
  const tip = view.state.field(openTip, false);
  return tip?.isLasting === true ? tip.tooltip.pos : undefined;
}

export const tips: Extension = [
  openTip,
  // A cell is as small as its text and cuts off what sticks out.
  tooltips({ parent: document.body }),
  EditorView.focusChangeEffect.of((_state, isFocusing) => (isFocusing ? null : showTip.of(null))),
  Prec.highest(
    EditorView.domEventHandlers({
      keydown: (event, view) => {
        if (event.key !== "Escape" || (view.state.field(openTip, false) ?? null) === null) return false;
        view.dispatch({ effects: showTip.of(null) });
        // JupyterLab would leave the cell.
        event.stopPropagation();
        return true;
      },
    }),
  ),
];
