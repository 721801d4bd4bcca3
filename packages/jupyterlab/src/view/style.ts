/** How an interactive picture looks. Its colours come from JupyterLab's theme, through the border of the shadow tree. */

const RULES = `
:host { display: block; position: relative; color: var(--jp-ui-font-color1); font: var(--jp-ui-font-size1, 13px)/1.4 var(--jp-ui-font-family, sans-serif); }
:host(.filling) { display: flex; flex-direction: column; height: 100%; }
:host(.filling) .canvas { flex: 1; min-height: 0; }
[hidden] { display: none !important; }
.toolbar { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 4px; padding: 2px 0; min-height: 28px; }
.toolbar > * { transition: opacity 120ms; }
.toolbar > .status { flex: 1 1 8em; min-width: 0; padding: 0 6px; overflow-wrap: anywhere; }
@media (hover: hover) {
:host(:not(:hover, :focus-within, .filling)) .toolbar > :not(.status) { opacity: 0; }
}
button, select { box-sizing: border-box; height: 26px; min-width: 26px; padding: 0 6px; border: 1px solid transparent; border-radius: 3px; background: none; color: inherit; font: inherit; cursor: pointer; }
button:hover:not([aria-disabled="true"]), select:hover { background: var(--jp-layout-color2); }
.icon { display: block; width: 14px; height: 14px; fill: currentColor; }
button[aria-disabled="true"] { opacity: 0.4; cursor: default; }
button[aria-pressed="true"], button[aria-expanded="true"] { background: var(--jp-layout-color3); }
select { background: var(--jp-layout-color1); }
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--jp-brand-color1, #1976d2); outline-offset: 1px; }
.search { display: flex; align-items: center; gap: 6px; }
.search input { box-sizing: border-box; width: 11em; height: 26px; padding: 0 6px; border: 1px solid var(--jp-border-color1); border-radius: 3px; background: var(--jp-layout-color1); color: inherit; font: inherit; }
.count, .status { color: var(--jp-ui-font-color2); }
.menu { position: relative; }
.menu-list { position: fixed; inset: auto; min-width: 12em; margin: 0; padding: 4px; border: 1px solid var(--jp-border-color1); border-radius: 4px; background: var(--jp-layout-color1); color: inherit; box-shadow: var(--jp-elevation-z6, 0 2px 8px #0004); }
.menu-list button { display: block; width: 100%; text-align: start; white-space: nowrap; }
.canvas { position: relative; overflow: hidden; border-radius: 4px; touch-action: pan-y; cursor: grab; background: var(--picture-ground, transparent); }
.canvas:active { cursor: grabbing; }
.canvas:focus-visible { outline-offset: -2px; }
.canvas:focus-visible:has(.chosen) { outline-color: transparent; }
.canvas > svg { display: block; width: 100%; height: 100%; user-select: none; }
.node { cursor: pointer; }
.node, .edge { transition: opacity 120ms; }
.focused .node:not(.near, .active), .focused .edge:not(.near, .active) { opacity: 0.4; transition-delay: 60ms; }
.edge.near path { stroke-width: 2.4; }
.node.chosen > :is(path, polygon, ellipse, polyline), .node.chosen > g > a > :is(path, polygon, ellipse, polyline) { stroke: var(--jp-brand-color1, #1976d2); stroke-width: 2.6; }
.canvas:focus-visible .node.chosen { outline: 2px solid var(--jp-brand-color1, #1976d2); outline-offset: 3px; }
.source { max-height: 24em; margin: 6px 0 0; padding: 6px; overflow: auto; background: var(--jp-layout-color2); font: var(--jp-code-font-size, 13px)/1.4 var(--jp-code-font-family, monospace); white-space: pre-wrap; overflow-wrap: anywhere; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;

export function styleSheets(...rules: readonly string[]): CSSStyleSheet[] {
  return [RULES, ...rules].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
