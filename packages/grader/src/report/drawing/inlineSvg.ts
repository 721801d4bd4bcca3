/**
 * The SVG that Graphviz has made of a graph, as a part of a page. Of the elements and attributes only those pass that our
 * graphs are drawn with, and anything unexpected is a reason to show no picture: the names in it are a student's.
 */

import { Html, markup, visible } from "../html/html.js";

const ELEMENTS = new Set(["g", "path", "polygon", "polyline", "text"]);
const ATTRIBUTES = new Set(
  "d points x y transform fill stroke stroke-width text-anchor font-family font-size font-weight".split(" "),
);
const TAG = /^<(\/?)([A-Za-z]+)((?:\s+[\w:-]+="[^"<>]*")*)\s*(\/?)>$/;
const ATTRIBUTE = /([\w:-]+)="([^"<>]*)"/g;
/** An entity of XML that HTML reads the same way, or a sign that needs none. */
const TEXT = /^(?:[^&<>]|&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)*$/;

/**
 * @param alt what the picture shows, for those who do not see it
 * @returns undefined where there is something in it that our graphs do not have
 */
export function inlineSvg(svg: string, alt: string): Html | undefined {
  const start = svg.indexOf("<svg");
  const parts = svg
    .slice(start)
    .replaceAll(/<!--.*?-->/gs, "")
    .replaceAll(/<title>[^<]*<\/title>/g, "")
    .trim()
    .split(/(<[^>]*>)/)
    .filter((part) => part.trim() !== "");
  const [head, ...rest] = parts;
  if (start < 0 || rest.pop() !== "</svg>") return undefined;
  const box = /viewBox="0\.00 0\.00 ([\d.]+) ([\d.]+)"/.exec(head!);
  if (!box) return undefined;
  const inside = rest.map((part) =>
    part.startsWith("<") ? tag(part) : TEXT.test(part) ? visible(part) : undefined,
  );
  if (inside.includes(undefined)) return undefined;
  const [, width, height] = box;
  const size = markup`width="${width!}" height="${height!}" viewBox="0 0 ${width!} ${height!}"`;
  return markup`<svg class="drawing" role="img" aria-label="${alt}" ${size}>${new Html(inside.join(""))}</svg>`;
}

function tag(part: string): string | undefined {
  const [, close, name, attributes, isEmpty] = TAG.exec(part) ?? [];
  if (name === undefined || !ELEMENTS.has(name)) return undefined;
  if (close === "/") return `</${name}>`;
  const kept = [...attributes!.matchAll(ATTRIBUTE)]
    .filter(([, key, value]) => ATTRIBUTES.has(key!) && !/url|[\\;{]/i.test(value!))
    .map(([, key, value]) => ` ${key!}="${value!}"`);
  return `<${name}${kept.join("")}${isEmpty!}>`;
}
