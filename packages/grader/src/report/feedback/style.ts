/** What only the feedback has. */

export const FEEDBACK_STYLE = `
header { margin-bottom: 1.5rem; }
.total { margin: 1.25rem 0 .5rem; font-size: 1.125rem; }
.total strong { font-size: 2.25rem; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.meter { display: block; width: 100%; height: .5rem; border-radius: .25rem; margin-bottom: 1.25rem; }
.meter .ground { fill: var(--line); }
.meter rect { fill: var(--accent); }
h2 .soft, h3 .soft { margin-left: .5rem; font-size: .875rem; font-weight: 400; white-space: nowrap; }
.tests td:first-child { width: 6.5rem; }
.tests td:last-child { width: 5.5rem; }
.example { display: grid; gap: .15rem 1rem; grid-template-columns: max-content 1fr; margin: .6rem 0 .3rem; padding: .6rem .8rem; border-radius: 6px; background: var(--faint); font-weight: 400; font-size: .875rem; }
.example div { display: contents; }
.example dt { color: var(--soft); }
.example dd { margin: 0; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.hint { margin: .4rem 0 0; font-weight: 400; color: var(--soft); }
@media (max-width: 36rem) {
  .tests td:first-child { width: auto; }
  .example { grid-template-columns: 1fr; }
}
`;
