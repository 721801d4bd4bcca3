/** What an SVG of Graphviz' says of its graph: which elements are nodes, which edges lead from one to another. */

export interface PictureNode {
  /** The node's name in the DOT text. */
  readonly key: string;
  readonly element: SVGGElement;
  /** What a person calls it. */
  readonly name: string;
  /** Keys, each once. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly element: SVGGElement;
}

export interface PictureCluster {
  readonly key: string;
  readonly element: SVGGElement;
}

export class PictureGraph {
  readonly nodes: ReadonlyMap<string, PictureNode>;
  readonly edges: readonly PictureEdge[];
  readonly clusters: readonly PictureCluster[];

  constructor(svg: SVGSVGElement) {
    const elements = new Map(groups(svg, "node").map((element) => [titleOf(element), element]));
    this.edges = groups(svg, "edge").flatMap((element) => {
      const ends = endsOf(titleOf(element), elements);
      return ends ? [{ ...ends, element }] : [];
    });
    this.clusters = groups(svg, "cluster").map((element) => ({ key: titleOf(element), element }));
    const [inputs, outputs] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
    for (const { from, to } of this.edges) {
      add(inputs, to, from);
      add(outputs, from, to);
    }
    this.nodes = new Map(
      [...elements].map(([key, element]) => [
        key,
        {
          key,
          element,
          name: textsOf(element)[0] ?? key,
          inputs: [...(inputs.get(key) ?? [])],
          outputs: [...(outputs.get(key) ?? [])],
        },
      ]),
    );
  }
}

/** The texts of a node, from top to bottom. */
export function textsOf(element: SVGGElement): string[] {
  return [...element.querySelectorAll("text")]
    .map(({ textContent }) => (textContent ?? "").trim())
    .filter((text) => text !== "");
}

function groups(svg: SVGSVGElement, kind: string): SVGGElement[] {
  return [...svg.querySelectorAll<SVGGElement>(`g.${kind}`)];
}

function titleOf(element: SVGGElement): string {
  return element.querySelector("title")?.textContent ?? "";
}

/** `a->b`, `a--b` or `a:port->b`; names may hold such signs themselves, so it counts which nodes there are. */
function endsOf(
  title: string,
  nodes: ReadonlyMap<string, unknown>,
): { readonly from: string; readonly to: string } | undefined {
  for (const { index = 0 } of title.matchAll(/->|--/g)) {
    const [from, to] = [title.slice(0, index), title.slice(index + 2)].map((end) =>
      nodes.has(end) ? end : end.replace(/:[^:]*(:[a-z]{1,2})?$/, ""),
    );
    if (nodes.has(from!) && nodes.has(to!)) return { from: from!, to: to! };
  }
  return undefined;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
