/** The look of all pages: calm, readable in the light, in the dark and on paper. */

export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfc; --card: #ffffff; --ink: #1c2430; --soft: #5b6572; --line: #e2e5ea; --faint: #f3f5f7;
  --good: #176b3a; --good-tint: #e7f5ec; --bad: #b3261e; --bad-tint: #fdecea; --open: #5b6572; --open-tint: #eef0f3;
  --wait: #8a5a00; --wait-tint: #fdf3dc; --accent: #2f5bd0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --card: #1b1f26; --ink: #e4e8ee; --soft: #a0a9b6; --line: #313843; --faint: #222832;
    --good: #7fd6a0; --good-tint: #17301f; --bad: #ff9d94; --bad-tint: #3a1d1b; --open: #a0a9b6; --open-tint: #262c36;
    --wait: #f0c66b; --wait-tint: #352a12; --accent: #8fb0ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
h1 { margin: 0 0 .25rem; font-size: 1.75rem; letter-spacing: -.01em; }
h2 { margin: 3rem 0 .75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: 1.3rem; }
h3 { margin: 2rem 0 .5rem; font-size: 1.05rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
caption { padding: 0 0 .4rem; text-align: left; color: var(--soft); font-size: .875rem; }
th { padding: .35rem .6rem; text-align: left; font-weight: 600; }
thead th { color: var(--soft); font-size: .8125rem; font-weight: 500; }
td { padding: .5rem .6rem; vertical-align: top; overflow-wrap: anywhere; }
tbody th { padding: .5rem .6rem; font-weight: 500; vertical-align: top; overflow-wrap: anywhere; }
tbody tr { border-top: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
th.number { text-align: right; }
.sign { white-space: nowrap; font-weight: 600; }
.passed { color: var(--good); }
.failed { color: var(--bad); }
.open { color: var(--open); }
.waiting { color: var(--wait); }
.note { margin: 1rem 0; padding: .75rem 1rem; border-left: 3px solid var(--line); border-radius: 0 6px 6px 0; background: var(--faint); }
.note.bad { border-color: var(--bad); background: var(--bad-tint); }
.note.wait { border-color: var(--wait); background: var(--wait-tint); }
.note.good { border-color: var(--good); background: var(--good-tint); }
.note p:first-child { margin-top: 0; }
.note p:last-child { margin-bottom: 0; }
ul.plain { margin: .5rem 0; padding-left: 1.2rem; }
ul.plain li { margin: .2rem 0; overflow-wrap: anywhere; }
.quote { margin: .75rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--soft); font-size: .9375rem; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --faint: #f5f5f5;
    --good: #0b5a2c; --good-tint: #fff; --bad: #9a1b14; --bad-tint: #fff; --open: #444; --open-tint: #fff; --wait: #6b4500; --wait-tint: #fff; --accent: #000;
  }
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  h2, h3, caption { break-after: avoid; }
  tr, figure, .note, .quote { break-inside: avoid; }
}
`;
