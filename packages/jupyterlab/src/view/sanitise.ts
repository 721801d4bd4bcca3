/**
 * Turns SVG text into an element that may stand in the page.
 *
 * Graphviz copies some attributes of the DOT text into its SVG unescaped, and a notebook may come from anybody, so
 * everything goes that could run, load or leave: first by DOMPurify, then by a list of what a drawing needs.
 */
import createPurifier from "dompurify";

import { Cache } from "../cache.js";
import { BadPictureError } from "../errors.js";

/** What Graphviz draws with. */
const ELEMENTS = new Set(
  "svg g title text tspan path polygon polyline ellipse circle line rect a defs linearGradient radialGradient stop".split(
    " ",
  ),
);
const ATTRIBUTES = new Set(
  (
    "id class viewBox width height transform d points x y x1 y1 x2 y2 cx cy rx ry r fx fy dx dy offset fill stroke " +
    "fill-opacity stroke-opacity stroke-width stroke-dasharray opacity stop-color stop-opacity gradientUnits " +
    "text-anchor text-decoration baseline-shift dominant-baseline font-family font-size font-weight font-style xml:space"
  ).split(" "),
);
const HREFS = ["href", "xlink:href"];
const SVG = "http://www.w3.org/2000/svg";
/** Made once: it takes as long as cleaning a small picture. */
const purifier = createPurifier(window);
/** In characters of SVG. The passes over one graph have one layout, so that most pictures are there already. */
const known = new Cache<SVGSVGElement>(2_000_000);
const SAFE_ADDRESS = /^(https?:\/\/|mailto:|#)/i;

/**
 * @param svg may hold anything
 * @param options.links whether links lead anywhere
 * @throws BadPictureError when no drawing is left
 */
export function sanitise(svg: string, { links }: { readonly links: boolean }): SVGSVGElement {
  const key = `${links} ${svg}`;
  let drawing = known.get(key);
  if (!drawing) known.set(key, (drawing = cleaned(svg, links)), svg.length);
  return drawing.cloneNode(true) as SVGSVGElement;
}

function cleaned(svg: string, links: boolean): SVGSVGElement {
  const purified = purifier.sanitize(svg, {
    USE_PROFILES: { svg: true },
    ADD_ATTR: ["target"],
    RETURN_DOM_FRAGMENT: true,
  });
  const drawing = purified.querySelector("svg");
  if (drawing === null) throw new BadPictureError();
  for (const element of [drawing, ...drawing.querySelectorAll("*")]) {
    if (element.namespaceURI !== SVG || !ELEMENTS.has(element.localName)) element.remove();
    else clean(element, links);
  }
  return drawing;
}

function clean(element: Element, links: boolean): void {
  const address = HREFS.map((name) => element.getAttribute(name)).find((href) => href !== null);
  const tooltip = element.getAttribute("xlink:title");
  if (element.localName === "stop") spellOut(element);
  for (const { name, value } of [...element.attributes]) {
    // Gradients are referred to by url(#…); any other address would be loaded.
    const isSafe = ATTRIBUTES.has(name) && (!/url\s*\(/i.test(value) || /^url\(#[\w-]+\)$/.test(value));
    if (!isSafe) element.removeAttribute(name);
  }
  if (tooltip !== null) element.prepend(titleOf(tooltip));
  if (!links || element.localName !== "a" || address == null || !SAFE_ADDRESS.test(address)) return;
  element.setAttribute("href", address);
  element.setAttribute("target", "_blank");
  element.setAttribute("rel", "noopener noreferrer");
}

/** Graphviz writes the colours of a gradient as a style, which is not let through as it is. */
function spellOut(stop: Element): void {
  const style = stop.getAttribute("style") ?? "";
  for (const name of ["stop-color", "stop-opacity"]) {
    const value = new RegExp(`${name}:([^;]*)`).exec(style)?.[1];
    if (value !== undefined) stop.setAttribute(name, value);
  }
}

function titleOf(text: string): SVGTitleElement {
  const title = document.createElementNS(SVG, "title");
  title.textContent = text;
  return title;
}
