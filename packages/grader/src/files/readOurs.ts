/** Read a file of ours. Somebody may have edited it, so it is checked, and its name is said. */

import { existsSync, readFileSync } from "node:fs";
import { prettifyError, type z } from "zod";
import { CourseError } from "../errors.js";

/**
 * @returns undefined where there is no such file
 * @throws CourseError
 */
export function readOurs<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  if (!existsSync(file)) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new CourseError(`${file} is not JSON: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new CourseError(`${file} does not fit:\n${prettifyError(parsed.error)}`);
}
