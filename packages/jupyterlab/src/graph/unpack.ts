/** Unpacks the document of a large graph. */
import type { PackedDocument } from "@gradus/core";

import { Unreadable } from "./read.js";

/** In bytes of JSON. A few kilobytes can unpack to more than a computer holds. */
const MOST = 200_000_000;

export function isPacked(data: unknown): data is PackedDocument {
  return typeof (data as Partial<PackedDocument> | null | undefined)?.gzip === "string";
}

/** @returns the JSON text of the document @throws Unreadable */
export async function unpack({ gzip }: PackedDocument): Promise<string> {
  try {
    const bytes = Uint8Array.from(atob(gzip), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return await textOf(stream);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(`it cannot be unpacked, ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const parts: string[] = [];
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST) throw new Unreadable("it is too large");
    parts.push(decoder.decode(value, { stream: true }));
  }
  return parts.join("") + decoder.decode();
}
