/** What is written in each box and on each edge: the same texts in a drawing and in a viewer that changes them. */

import { oneLine } from "./escape.js";
import { formatNumber } from "./number.js";
import { edgeId, type EdgeRecord, type NodeRecord, type PictureRecord, type Range } from "./record.js";
import { NOT_COMPUTED, textsOf, type NodeTexts } from "./texts.js";

export type Tone = "name" | "quiet" | "value" | "gradient";

/** One text. It may be empty. */
export interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

/** A label and what it labels. */
export type Row = readonly [left: Cell, right: Cell];

export interface PictureCells {
  /** The rows of each box, by the id of the gate. */
  readonly nodes: ReadonlyMap<string, readonly Row[]>;
  /** By the id of the edge. */
  readonly edges: ReadonlyMap<string, Cell>;
}

/** Stands beside the sign of a gate that something is wrong with. */
const WRONG_SIGN = "✗";

/** A target with a longer name would make every box wide. */
const LONGEST_TARGET = 4;

export function cellsOf(picture: PictureRecord): PictureCells {
  const texts = textsOf(picture);
  const label = gradientLabel(picture);
  return {
    nodes: new Map(picture.nodes.map((node) => [node.id, rowsOf(node, texts.get(node.id)!, label)])),
    edges: new Map(
      picture.edges.map((edge) => [edgeId(edge), edgeCell(edge, picture, texts.get(edge.from)!)]),
    ),
  };
}

/** What stands before a gradient; nothing where the values themselves are the gradients. */
function gradientLabel({ pass, nodes, targets }: PictureRecord): string | undefined {
  if (pass === "gradients") return undefined;
  const names = nodes.filter(({ id, folded }) => targets.includes(id) && !folded).map(({ name }) => name);
  const fits = names.length === 1 && [...names[0]!].length <= LONGEST_TARGET;
  return fits ? `∂${names[0]!}` : "gradient";
}

function rowsOf(node: NodeRecord, texts: NodeTexts, gradient: string | undefined): Row[] {
  const { name, folded, mark } = node;
  const operation = oneLine(node.operation);
  const number = (label: string, text: string, tone: Tone, isComputed: boolean): Row => [
    { text: label, tone: "quiet" },
    { text, tone: isComputed ? tone : "quiet" },
  ];
  const title: Row = [
    { text: oneLine(name), tone: "name" },
    { text: mark === undefined ? operation : `${operation} ${WRONG_SIGN}`, tone: "quiet" },
  ];
  if (folded) {
    const { values, gradients } = folded;
    const rows = [title, number("values", rangeText(values), "value", values !== undefined)];
    if (gradient === undefined) return rows;
    return [...rows, number("gradients", rangeText(gradients), "gradient", gradients !== undefined)];
  }
  const rows = [title, number("value", texts.value, "value", node.value !== undefined)];
  if (gradient === undefined) return rows;
  rows.push(number(gradient, texts.gradient, "gradient", node.gradient !== undefined));
  if (node.role === "weight") rows.push(number("next", texts.next, "value", node.next !== undefined));
  return rows;
}

function rangeText(range: Range | undefined): string {
  if (range === undefined) return NOT_COMPUTED;
  const [smallest, largest] = range.map((number) => formatNumber(number, 3));
  return smallest === largest ? smallest! : `${smallest!} to ${largest!}`;
}

/** On an edge stands the value that flows, or after a backward pass what flows back: local derivative × upstream. */
function edgeCell(edge: EdgeRecord, { pass }: PictureRecord, source: NodeTexts): Cell {
  if (pass !== "backward" && pass !== "step") {
    return { text: source.value === NOT_COMPUTED ? "" : source.value, tone: "value" };
  }
  const { local, upstream } = edge;
  const isComputed = local !== undefined && upstream !== undefined;
  const text = isComputed ? `${formatNumber(local, 3)} · ${formatNumber(upstream, 3)}` : "";
  return { text, tone: "gradient" };
}
