/** A record in Graphviz' language: one box per gate, one arrow per edge, one geometry for every pass. */

import { escapeHtml } from "./escape.js";
import type { EdgeRecord, GroupRecord, NodeRecord, Pass, PictureRecord, Role } from "./record.js";
import { formatNumber } from "./number.js";
import { NOT_COMPUTED, textsOf, type NodeTexts } from "./texts.js";

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

/** The frame of a group. */
const FRAME = "#d1d5db";

/** A gate that something is wrong with: told by the widest border and a sign, not by colour alone. */
const WRONG = { border: "#dc2626", width: 3, sign: "✗" };

/** Wide enough for every number that `formatNumber` writes, so that no pass moves a box. */
const NUMBER_WIDTH = 66;

/** Wide enough for `local · upstream` in the small type of an edge. */
const PRODUCT_WIDTH = 96;

/** A target with a longer name would make every box wide. */
const LONGEST_TARGET = 4;

export function toDot(record: PictureRecord): string {
  const texts = textsOf(record);
  return [
    "digraph {",
    '  graph [rankdir=LR, ordering=in, bgcolor="transparent", nodesep=0.2, ranksep=0.3]',
    `  node [shape=plain, fontname="Helvetica,Arial,sans-serif", fontsize=12, fontcolor="#1f2937"]`,
    `  edge [color="${LINE}", arrowsize=0.7, penwidth=1.2, fontname="Helvetica,Arial,sans-serif", fontsize=10]`,
    ...record.nodes.map((node) => `  ${nodeStatement(node, texts.get(node.id)!, gradientLabel(record))}`),
    ...record.groups.flatMap(groupStatements),
    ...record.edges.map((edge) => `  ${edgeStatement(edge, record.pass, texts.get(edge.from)!)}`),
    "}",
    "",
  ].join("\n");
}

/** What stands before a gradient; nothing where the values themselves are the gradients. */
function gradientLabel({ pass, nodes, targets }: PictureRecord): string | undefined {
  if (pass === "gradients") return undefined;
  const names = nodes.filter(({ id }) => targets.includes(id)).map(({ name }) => name);
  const fits = names.length === 1 && [...names[0]!].length <= LONGEST_TARGET;
  return fits ? `∂${names[0]!}` : "gradient";
}

function nodeStatement(node: NodeRecord, texts: NodeTexts, gradient: string | undefined): string {
  const { border, width } = node.mark === undefined ? tints[node.role] : WRONG;
  const { ground } = tints[node.role];
  const sign = node.mark === undefined ? node.operation : `${node.operation} ${WRONG.sign}`;
  const rows = [
    `<TR><TD ALIGN="LEFT"><B>${escapeHtml(node.name)}</B></TD><TD ALIGN="RIGHT">${colored(QUIET, sign)}&#160;</TD></TR>`,
    numberRow("value", VALUE, texts.value, node.value),
  ];
  if (gradient !== undefined) rows.push(numberRow(gradient, GRADIENT, texts.gradient, node.gradient));
  if (gradient !== undefined && node.role === "weight")
    rows.push(numberRow("next", VALUE, texts.next, node.next));
  const table = `<TABLE BORDER="${width}" COLOR="${border}" BGCOLOR="${ground}" STYLE="ROUNDED" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4">`;
  return `${node.id} [id="${node.id}", label=<${table}${rows.join("")}</TABLE>>]`;
}

/** A frame around gates that belong together. */
function groupStatements({ name, nodes }: GroupRecord, i: number): string[] {
  return [
    `  subgraph "cluster_${i}" {`,
    `    graph [label=<${colored(QUIET, name)}>, style="rounded", color="${FRAME}", fontname="Helvetica,Arial,sans-serif", fontsize=11, labeljust=l]`,
    ...nodes.map((node) => `    ${node}`),
    "  }",
  ];
}

function numberRow(label: string, color: string, text: string, number: number | undefined): string {
  const shown = colored(number === undefined ? QUIET : color, text);
  return (
    `<TR><TD ALIGN="LEFT"><FONT COLOR="${QUIET}" POINT-SIZE="10">${escapeHtml(label)}</FONT></TD>` +
    `<TD ALIGN="RIGHT" WIDTH="${NUMBER_WIDTH}">${shown}</TD></TR>`
  );
}

/** On an edge stands the value that flows, or after a backward pass what flows back: local derivative × upstream. */
function edgeStatement(edge: EdgeRecord, pass: Pass, source: NodeTexts): string {
  const { from, to, position } = edge;
  const text = pass === "backward" || pass === "step" ? contributionOn(edge) : valueOn(source);
  const cell = `<TD WIDTH="${PRODUCT_WIDTH}" HEIGHT="17" VALIGN="TOP">${text}</TD>`;
  const table = `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>${cell}</TR></TABLE>`;
  return `${from} -> ${to} [id="${from}-${to}-${position}", label=<${table}>]`;
}

function contributionOn({ local, upstream }: EdgeRecord): string {
  const isComputed = local !== undefined && upstream !== undefined;
  return colored(GRADIENT, isComputed ? `${formatNumber(local, 3)} · ${formatNumber(upstream, 3)}` : "");
}

function valueOn(source: NodeTexts): string {
  return colored(VALUE, source.value === NOT_COMPUTED ? "" : source.value);
}

function colored(color: string, text: string): string {
  return `<FONT COLOR="${color}">${escapeHtml(text) || " "}</FONT>`;
}
