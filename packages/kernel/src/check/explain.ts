/** What stands at a place, and the call around it. */

import type { Explanation, SeenName, Signature } from "./checker.js";
import type { Compiler, ServerSignatures } from "./compiler.js";
import type { NodeTypes } from "./nodeTypes.js";
import { plain } from "./problems.js";
import { around, Places } from "./text.js";

/** At the begin of an argument the signature tells more than the name that stands there. */
const AT_ARGUMENT = /[(,]\s*$/;
const FENCED = /^```\w*\n([\s\S]*?)\n```\n*/;

export async function explain(
  compiler: Compiler,
  nodeTypes: NodeTypes,
  source: string,
  offset: number,
  seen: readonly SeenName[],
): Promise<Explanation | undefined> {
  const call = async (): Promise<Explanation | undefined> => {
    const found = await signature(compiler, nodeTypes, source, offset, seen);
    return found && { text: marked(found), documentation: found.documentation };
  };
  const name = (): Promise<Explanation | undefined> => hover(compiler, nodeTypes, source, offset, seen);
  return AT_ARGUMENT.test(source.slice(0, offset)) ? ((await call()) ?? name()) : ((await name()) ?? call());
}

export async function signature(
  compiler: Compiler,
  nodeTypes: NodeTypes,
  source: string,
  offset: number,
  seen: readonly SeenName[],
): Promise<Signature | undefined> {
  const text = around(source, seen);
  await nodeTypes.show(text);
  const place = new Places(source).at(offset);
  const found = await compiler.signatures({ ...place, line: place.line + text.shift });
  return found ? active(found) : undefined;
}

async function hover(
  compiler: Compiler,
  nodeTypes: NodeTypes,
  source: string,
  offset: number,
  seen: readonly SeenName[],
): Promise<Explanation | undefined> {
  const text = around(source, seen);
  await nodeTypes.show(text);
  const places = new Places(source);
  // A cursor behind the last letter of a name still means the name.
  for (const at of [offset, offset - 1]) {
    if (at < 0 || !/[\p{ID_Continue}$#"']/u.test(source.charAt(at))) continue;
    const place = places.at(at);
    const found = await compiler.hover({ ...place, line: place.line + text.shift });
    if (found) return explanation(plain(found, text.seen));
  }
  return undefined;
}

function explanation(markdown: string): Explanation {
  const code = FENCED.exec(markdown);
  const text = (code?.[1] ?? markdown)
    // A name of an earlier cell is imported behind the scenes.
    .replace(/^\(alias\) /, "")
    .replace(/\nimport [\p{ID_Continue}$]+$/u, "");
  return { text, documentation: markdown.slice(code?.[0].length ?? markdown.length).trim() };
}

function active({ signatures, activeSignature, activeParameter }: ServerSignatures): Signature | undefined {
  const chosen = signatures[activeSignature ?? 0];
  if (!chosen) return undefined;
  const { label, documentation = "" } = chosen;
  const parameter = chosen.parameters?.[chosen.activeParameter ?? activeParameter ?? 0];
  const [start, end] = parameter ? rangeOf(label, parameter.label) : [0, 0];
  return {
    text: label,
    start,
    end,
    documentation: typeof documentation === "string" ? documentation : documentation.value,
  };
}

function rangeOf(label: string, parameter: string | readonly [number, number]): readonly [number, number] {
  if (typeof parameter !== "string") return parameter;
  const start = label.indexOf(parameter, label.indexOf("("));
  return start < 0 ? [0, 0] : [start, start + parameter.length];
}

const marked = ({ text, start, end }: Signature): string =>
  start === end ? text : `${text.slice(0, start)}**${text.slice(start, end)}**${text.slice(end)}`;
