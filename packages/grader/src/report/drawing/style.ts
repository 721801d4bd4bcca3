/** A drawing in a page. Core draws it for the light; in the dark, each of its colours has a counterpart. */

const DARK: Readonly<Record<string, string>> = {
  "#1f2937": "#f3f4f6",
  "#6b7280": "#a1a1aa",
  "#1d4ed8": "#93c5fd",
  "#c2410c": "#fdba74",
  "#eef2ff": "#1e2440",
  "#ecfdf5": "#10302a",
  "#ffffff": "#27272a",
  "#fff7ed": "#3b2413",
  "#f3f4f6": "#2c2c31",
  "#9ca3af": "#71717a",
  "#d1d5db": "#52525b",
  "#a5b4fc": "#6366f1",
  "#34d399": "#0f9f6e",
  "#dc2626": "#f87171",
};

const inTheDark = Object.entries(DARK)
  .map(
    ([light, dark]) =>
      `.drawing [fill="${light}"] { fill: ${dark}; } .drawing [stroke="${light}"] { stroke: ${dark}; }`,
  )
  .join("\n");

export const DRAWING_STYLE = `
.graph { margin: 1rem 0 1.5rem; }
.graph .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: .75rem; }
.graph figcaption p { margin: .4rem 0; }
.drawing { display: block; margin: 0 auto; }
.drawing polygon[fill="white"] { fill: none; }
@media screen and (prefers-color-scheme: dark) {
${inTheDark}
}
@media print {
.graph .scroll { overflow: visible; }
.drawing { max-width: 100%; height: auto; }
}
`;
