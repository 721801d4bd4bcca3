/** Small signs for buttons, drawn and not written: not every font has them. */

const PATHS = {
  zoomIn: "M7 3h2v4h4v2H9v4H7V9H3V7h4z",
  zoomOut: "M3 7h10v2H3z",
  fit: "M1 3h1.6v10H1zM13.4 3H15v10h-1.6zM3.5 8l3-2.8v2h3v-2l3 2.8-3 2.8v-2h-3v2z",
  source: "M5.6 3.6 2 8l3.6 4.4 1.2-1L4.1 8l2.7-3.4zM10.4 3.6 14 8l-3.6 4.4-1.2-1L11.9 8 9.2 4.6z",
  more: "M2 6.7h2.6v2.6H2zM6.7 6.7h2.6v2.6H6.7zM11.4 6.7H14v2.6h-2.6z",
  close: "M4.2 3 8 6.8 11.8 3 13 4.2 9.2 8l3.8 3.8-1.2 1.2L8 9.2 4.2 13 3 11.8 6.8 8 3 4.2z",
  first: "M2.5 3h1.8v10H2.5zM13.5 3v10L5 8z",
  back: "M11.5 3v10L3 8zM12 3h1.5v10H12z",
  play: "M4 2.5 13 8l-9 5.5z",
  pause: "M4 3h2.8v10H4zM9.2 3H12v10H9.2z",
  forward: "M4.5 3v10L13 8zM2.5 3H4v10H2.5z",
  last: "M11.7 3h1.8v10h-1.8zM2.5 3v10L11 8z",
} as const;

export type Icon = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: Icon): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
