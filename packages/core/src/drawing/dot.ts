/** A record in Graphviz' language: one box per gate, one arrow per edge, one geometry for every pass. */

import { escapeHtml } from "./escape.js";
import type { EdgeRecord, GraphRecord, NodeRecord, Role } from "./record.js";
import { formatNumber } from "./number.js";
import { textsOf, type NodeTexts } from "./texts.js";

/** Border and ground by role. Roles differ in their rows and in the width of the border too, not by colour alone. */
const tints: Readonly<Record<Role, { border: string; ground: string; width: number }>> = {
  input: { border: "#a5b4fc", ground: "#eef2ff", width: 1 },
  weight: { border: "#34d399", ground: "#ecfdf5", width: 1 },
  operation: { border: "#9ca3af", ground: "#ffffff", width: 1 },
  target: { border: "#fb923c", ground: "#fff7ed", width: 2 },
};

const VALUE = "#1d4ed8";
const GRADIENT = "#c2410c";
const QUIET = "#6b7280";
const LINE = "#9ca3af";

/** Wide enough for every number that `formatNumber` writes, so that no pass moves a box. */
const NUMBER_WIDTH = 66;

/** Wide enough for `local · upstream` in the small type of an edge. */
const PRODUCT_WIDTH = 96;

/** A target with a longer name would make every box wide. */
const LONGEST_TARGET = 4;

export function toDot(record: GraphRecord): string {
  const texts = textsOf(record);
  const target = record.nodes.find(({ id }) => id === record.target)!;
  const gradientLabel = [...target.name].length <= LONGEST_TARGET ? `∂${target.name}` : "gradient";
  return [
    "digraph {",
    '  graph [rankdir=LR, ordering=in, bgcolor="transparent", nodesep=0.2, ranksep=0.3]',
    `  node [shape=plain, fontname="Helvetica,Arial,sans-serif", fontsize=12, fontcolor="#1f2937"]`,
    `  edge [color="${LINE}", arrowsize=0.7, penwidth=1.2, fontname="Helvetica,Arial,sans-serif", fontsize=10]`,
    ...record.nodes.map((node) => `  ${nodeStatement(node, texts.get(node.id)!, gradientLabel)}`),
    ...record.edges.map((edge) => `  ${edgeStatement(edge)}`),
    "}",
    "",
  ].join("\n");
}

function nodeStatement(node: NodeRecord, texts: NodeTexts, gradientLabel: string): string {
  const { border, ground, width } = tints[node.role];
  const rows = [
    `<TR><TD ALIGN="LEFT"><B>${escapeHtml(node.name)}</B></TD><TD ALIGN="RIGHT">${colored(QUIET, node.operation)}&#160;</TD></TR>`,
    numberRow("value", VALUE, texts.value, node.value),
    numberRow(gradientLabel, GRADIENT, texts.gradient, node.gradient),
  ];
  if (node.role === "weight") rows.push(numberRow("next", VALUE, texts.next, node.next));
  const table = `<TABLE BORDER="${width}" COLOR="${border}" BGCOLOR="${ground}" STYLE="ROUNDED" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4">`;
  return `${node.id} [id="${node.id}", label=<${table}${rows.join("")}</TABLE>>]`;
}

function numberRow(label: string, color: string, text: string, number: number | undefined): string {
  const shown = colored(number === undefined ? QUIET : color, text);
  return (
    `<TR><TD ALIGN="LEFT"><FONT COLOR="${QUIET}" POINT-SIZE="10">${escapeHtml(label)}</FONT></TD>` +
    `<TD ALIGN="RIGHT" WIDTH="${NUMBER_WIDTH}">${shown}</TD></TR>`
  );
}

function edgeStatement({ from, to, position, local, upstream }: EdgeRecord): string {
  const computed = local !== undefined && upstream !== undefined;
  const text = computed ? `${formatNumber(local, 3)} · ${formatNumber(upstream, 3)}` : "";
  const cell = `<TD WIDTH="${PRODUCT_WIDTH}" HEIGHT="17" VALIGN="TOP">${colored(GRADIENT, text)}</TD>`;
  const table = `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>${cell}</TR></TABLE>`;
  return `${from} -> ${to} [id="${from}-${to}-${position}", label=<${table}>]`;
}

function colored(color: string, text: string): string {
  return `<FONT COLOR="${color}">${escapeHtml(text) || " "}</FONT>`;
}
