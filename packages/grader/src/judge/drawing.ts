/** The drawing of a wrong gate comes from the student's process: it is taken where it is one. */

import { graphSchema } from "@gradus/core";
import { z } from "zod";

const graph = z.fromJSONSchema(graphSchema as unknown as Parameters<typeof z.fromJSONSchema>[0]);

/** What a reader does not know may be nested without an end, and would end whoever writes it down. */
const DEEPEST = 20;

/** @returns undefined for anything else than the text of a `GraphDocument` */
export function drawingFrom(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    const data = JSON.parse(text) as unknown;
    return isShallow(data, DEEPEST) && graph.safeParse(data).success ? data : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(data: unknown, deepest: number): boolean {
  if (typeof data !== "object" || data === null) return true;
  return deepest > 0 && Object.values(data).every((each) => isShallow(each, deepest - 1));
}
