/** A record in Graphviz' language: one box per gate, one arrow per edge, one geometry for every pass. */

import { cellsOf, type Cell, type Row, type Tone } from "./cells.js";
import { escapeHtml } from "./escape.js";
import {
  edgeId,
  type EdgeRecord,
  type GroupRecord,
  type NodeRecord,
  type PictureRecord,
  type Role,
} from "./record.js";

/** Border and ground by role. Roles differ in their rows and in the width of the border too, not by colour alone. */
const tints: Readonly<Record<Role, { border: string; ground: string; width: number }>> = {
  input: { border: "#a5b4fc", ground: "#eef2ff", width: 1 },
  weight: { border: "#34d399", ground: "#ecfdf5", width: 1 },
  operation: { border: "#9ca3af", ground: "#ffffff", width: 1 },
  target: { border: "#fb923c", ground: "#fff7ed", width: 2 },
  group: { border: "#6b7280", ground: "#f3f4f6", width: 2 },
};

const colors: Readonly<Record<Tone, string>> = {
  name: "#1f2937",
  quiet: "#6b7280",
  value: "#1d4ed8",
  gradient: "#c2410c",
};

const LINE = "#9ca3af";

/** The frame of a group. */
const FRAME = "#d1d5db";

/** A gate that something is wrong with: told by the widest border and a sign, not by colour alone. */
const WRONG = { border: "#dc2626", width: 3 };

/** Wide enough for every number that `formatNumber` writes, so that no pass moves a box. */
const NUMBER_WIDTH = 66;

/** Wide enough for two of them. */
const RANGE_WIDTH = 120;

/** Wide enough for `local · upstream` in the small type of an edge. */
const PRODUCT_WIDTH = 96;

export function toDot(picture: PictureRecord): string {
  const { nodes, edges } = cellsOf(picture);
  return [
    "digraph {",
    '  graph [rankdir=LR, ordering=in, bgcolor="white", nodesep=0.2, ranksep=0.3]',
    `  node [shape=plain, fontname="Helvetica,Arial,sans-serif", fontsize=12, fontcolor="${colors.name}"]`,
    `  edge [color="${LINE}", arrowsize=0.7, penwidth=1.2, fontname="Helvetica,Arial,sans-serif", fontsize=10]`,
    ...picture.nodes.map((node) => `  ${nodeStatement(node, nodes.get(node.id)!)}`),
    ...groupStatements(framesOf(picture), undefined),
    ...picture.edges.map((edge) => `  ${edgeStatement(edge, edges.get(edgeId(edge))!)}`),
    "}",
    "",
  ].join("\n");
}

function nodeStatement({ id, role, mark, folded }: NodeRecord, [title, ...numbers]: readonly Row[]): string {
  const { border, width } = mark === undefined ? tints[role] : WRONG;
  const [name, sign] = title!;
  const rows = [
    `<TR><TD ALIGN="LEFT"><B>${escapeHtml(name.text) || " "}</B></TD><TD ALIGN="RIGHT">${colored(sign)}&#160;</TD></TR>`,
    ...numbers.map((row) => numberRow(row, folded ? RANGE_WIDTH : NUMBER_WIDTH)),
  ];
  const table = `<TABLE BORDER="${width}" COLOR="${border}" BGCOLOR="${tints[role].ground}" STYLE="ROUNDED" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4">`;
  return `${id} [id="${id}", label=<${table}${rows.join("")}</TABLE>>]`;
}

function numberRow([label, number]: Row, width: number): string {
  return (
    `<TR><TD ALIGN="LEFT"><FONT COLOR="${colors[label.tone]}" POINT-SIZE="10">${escapeHtml(label.text)}</FONT></TD>` +
    `<TD ALIGN="RIGHT" WIDTH="${width}">${colored(number)}</TD></TR>`
  );
}

/** Where nothing is folded, frames in frames would only be noise. */
function framesOf({ nodes, groups }: PictureRecord): readonly GroupRecord[] {
  return nodes.some(({ folded }) => folded) ? groups : groups.filter(({ parent }) => parent === undefined);
}

/** Frames around gates that belong together, the inner ones inside of the outer ones. */
function groupStatements(groups: readonly GroupRecord[], parent: string | undefined): string[] {
  return groups
    .filter((group) => group.parent === parent)
    .flatMap(({ id, name, nodes }) => [
      `  subgraph "cluster_${id}" {`,
      `    graph [id="${id}", label=<${colored({ text: name, tone: "quiet" })}>, style="rounded", color="${FRAME}", fontname="Helvetica,Arial,sans-serif", fontsize=11, labeljust=l]`,
      ...nodes.map((node) => `    ${node}`),
      ...groupStatements(groups, id).map((line) => `  ${line}`),
      "  }",
    ]);
}

function edgeStatement(edge: EdgeRecord, text: Cell): string {
  const cell = `<TD WIDTH="${PRODUCT_WIDTH}" HEIGHT="17" VALIGN="TOP">${colored(text)}</TD>`;
  const table = `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>${cell}</TR></TABLE>`;
  return `${edge.from} -> ${edge.to} [id="${edgeId(edge)}", label=<${table}>]`;
}

function colored({ text, tone }: Cell): string {
  return `<FONT COLOR="${colors[tone]}">${escapeHtml(text) || " "}</FONT>`;
}
