/** How our own graphs look inside an interactive picture, and what stands around it. Colours are variables of the page. */

export const STYLE = `
.graph > polygon:first-of-type { fill: none; }
.node[data-role] text { fill: var(--gradus-ink); }
.node[data-role="input"] > path:first-of-type { fill: var(--gradus-input); }
.node[data-role="weight"] > path:first-of-type { fill: var(--gradus-weight); }
.node[data-role="operation"] > path:first-of-type { fill: var(--gradus-operation); }
.node[data-role="target"] > path:first-of-type { fill: var(--gradus-target); }
.node[data-role="group"] > path:first-of-type { fill: var(--gradus-group); }
.node[data-role] > path + path { fill: none; }
text.name { fill: var(--gradus-ink); }
text.quiet { fill: var(--gradus-quiet); }
text.value, .value { fill: var(--gradus-value); color: var(--gradus-value); }
text.gradient, .gradient { fill: var(--gradus-gradient); color: var(--gradus-gradient); }
.node[data-role] text.quiet { fill: var(--gradus-quiet); }
.node[data-role] text.value { fill: var(--gradus-value); }
.node[data-role] text.gradient { fill: var(--gradus-gradient); }
.cluster > path { stroke: var(--gradus-frame); fill: none; }
.cluster > text { fill: var(--gradus-quiet); }
.cluster { cursor: zoom-out; }
.node[data-role="group"] { cursor: zoom-in; }
.node.active > path + path { stroke: var(--gradus-active); stroke-width: 3.5; }
.edge.active path { stroke: var(--gradus-active); stroke-width: 2.6; }
.edge.active polygon { fill: var(--gradus-active); stroke: var(--gradus-active); }
.stepper { margin-top: 4px; }
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: 2px; }
.controls .play { min-width: 34px; }
.slider { flex: 1; min-width: 8em; max-width: 28em; accent-color: var(--gradus-active); }
.caption { min-height: 1.4em; margin: 2px 0 0; }
.details { position: relative; margin-top: 6px; padding: 8px 12px; border-left: 3px solid var(--gradus-active); background: var(--jp-layout-color2); }
.details h3 { margin: 0 0 4px; font-size: 1.1em; }
.details h4 { margin: 6px 0 0; font-size: 0.9em; font-weight: normal; color: var(--jp-ui-font-color2); }
.details .operation { margin-left: 0.8em; font-weight: normal; color: var(--jp-ui-font-color2); }
.details dl { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0; }
.details dt { color: var(--jp-ui-font-color2); }
.details dd { margin: 0 0 0 -12px; font-variant-numeric: tabular-nums; }
.details .quiet { color: var(--jp-ui-font-color2); }
.details pre { margin: 0; font: var(--jp-code-font-size, 13px)/1.5 var(--jp-code-font-family, monospace); white-space: pre-wrap; overflow-wrap: anywhere; }
.details .wrong { margin: 4px 0; color: var(--jp-error-color1); white-space: pre-wrap; }
.details .buttons { display: flex; gap: 4px; margin-top: 6px; }
.details .buttons button { border-color: var(--jp-border-color1); }
`;
