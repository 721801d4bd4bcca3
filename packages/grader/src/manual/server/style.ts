/** What only the pages of manual grading have. */

export const MANUAL_STYLE = `
main { max-width: 72rem; padding-top: 1.25rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; margin-bottom: 1.5rem; font-size: .9375rem; }
.columns { display: grid; grid-template-columns: 3fr 2fr; gap: 0 2rem; }
.columns h2 { margin: 1rem 0 .25rem; padding: 0; border: 0; font-size: .8125rem; font-weight: 500; color: var(--soft); }
.columns section { min-width: 0; }
.columns .quote { max-height: 28rem; overflow-y: auto; }
.beside .quote { background: var(--faint); font-size: .9375rem; }
form { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
label { display: block; color: var(--soft); font-size: .875rem; }
.row { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin-bottom: 1rem; }
input, textarea, button { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .7rem; }
input, textarea { display: block; margin-top: .25rem; }
input { width: 9rem; font-size: 1.125rem; font-variant-numeric: tabular-nums; }
textarea { width: 100%; resize: vertical; }
button { cursor: pointer; }
.button { display: inline-block; padding: .55rem 1rem; border: 1px solid var(--accent); border-radius: 6px; background: var(--accent); color: var(--paper); text-decoration: none; font-weight: 550; }
.quick { display: flex; flex-wrap: wrap; gap: .35rem; margin-left: auto; }
.quick button { min-width: 2.75rem; padding: .45rem .5rem; font-variant-numeric: tabular-nums; }
@media (max-width: 48rem) {
  .columns { grid-template-columns: 1fr; }
  .quick { margin-left: 0; }
}
`;
