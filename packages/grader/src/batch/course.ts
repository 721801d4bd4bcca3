/** What grading must know of an instructor's notebook, in one piece that can lie in a blob store. */

import { createHash } from "node:crypto";
import { z } from "zod";

const course = z.strictObject({
  notebook: z.string(),
  /** The text of the source. */
  source: z.string(),
  /** The numbers of the tests follow from it. */
  secret: z.string(),
});

export type Course = z.infer<typeof course>;

/** @returns its bytes, and a key that nobody can make who does not know the secret */
export function packCourse(unpacked: Course): { readonly key: string; readonly bytes: Buffer } {
  const bytes = Buffer.from(JSON.stringify(unpacked));
  return { key: createHash("sha256").update(bytes).digest("hex"), bytes };
}

export const unpackCourse = (bytes: Buffer): Course => course.parse(JSON.parse(bytes.toString("utf8")));
