/** What clients ask besides running cells. Each answer is the content of a reply. */

import { parse } from "../cells/parse.js";
import type { Declared } from "../cells/declared.js";
import { completeness } from "./completeness.js";
import type { History } from "./history.js";
import { KERNEL_INFO } from "./info.js";
import type { Content } from "../wire/message.js";
import type { Names } from "./names.js";
import { offsetOf, positionOf } from "./text.js";
import type { Types } from "./types.js";

export interface Known {
  readonly names: Names;
  readonly types: Types;
  readonly history: History;
}

export type Answerer = (known: Known, request: Content) => object | Promise<object>;

export const answerers: Readonly<Record<string, Answerer>> = {
  kernel_info_request: () => KERNEL_INFO,
  history_request: ({ history }, request) => history.answer(request),
  is_complete_request: (_, { code }) => completeness(String(code)),
  complete_request: complete,
  inspect_request: inspect,
};

async function complete({ names, types }: Known, { code, cursor_pos }: Content): Promise<object> {
  const source = String(code);
  const offset = offsetOf(source, Number(cursor_pos));
  const { items, start, end } = await types.complete(source, offset, names.seenBeside(declaredIn(source)));
  const place = { start: positionOf(source, start), end: positionOf(source, end) };
  return {
    status: "ok",
    matches: items.map(({ text }) => text),
    cursor_start: place.start,
    cursor_end: place.end,
    metadata: {
      _jupyter_types_experimental: items.map(({ text, kind, detail = "" }) => ({
        ...place,
        text,
        type: kind,
        signature: detail,
      })),
    },
  };
}

async function inspect({ names, types }: Known, { code, cursor_pos }: Content): Promise<object> {
  const source = String(code);
  const offset = offsetOf(source, Number(cursor_pos));
  const found = await types.explain(source, offset, names.seenBeside(declaredIn(source)));
  if (!found) return { status: "ok", found: false, data: {}, metadata: {} };
  const { text, documentation } = found;
  const data = {
    "text/plain": [text, documentation].filter((part) => part !== "").join("\n\n"),
    "text/markdown": `\`\`\`typescript\n${text}\n\`\`\`\n\n${documentation}`,
  };
  return { status: "ok", found: true, data, metadata: {} };
}

/** Of a text that may be half written. */
export function declaredIn(source: string): readonly Declared[] {
  try {
    return parse(source).declared;
  } catch {
    return [];
  }
}
