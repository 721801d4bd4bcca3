/** The shape of a notebook file, as far as we touch it; what we do not know passes through unchanged. */

import { z } from "zod";

/** nbgrader's cell metadata, schema version 3. */
const nbgrader = z.strictObject({
  schema_version: z.literal(3),
  grade_id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  grade: z.boolean(),
  solution: z.boolean(),
  locked: z.boolean(),
  task: z.boolean().default(false),
  points: z.number().nonnegative().optional(),
  checksum: z.string().optional(),
  cell_type: z.string().optional(),
});

const cell = z.looseObject({
  cell_type: z.enum(["code", "markdown", "raw"]),
  id: z.string(),
  metadata: z.looseObject({ nbgrader: nbgrader.optional() }),
  source: z.union([z.string(), z.array(z.string())]).transform((lines) => [lines].flat().join("")),
});

const notebook = z.looseObject({
  nbformat: z.literal(4),
  nbformat_minor: z.number().min(5),
  metadata: z.looseObject({}),
  cells: z.array(cell),
});

export type Notebook = z.infer<typeof notebook>;
export type Cell = z.infer<typeof cell>;
export type NbgraderMetadata = z.infer<typeof nbgrader>;

/** Whether nobody may change the cell: one to write a solution in is never locked, one of tests always is. */
export function isLocked({ grade, solution, locked }: NbgraderMetadata): boolean {
  return !solution && (grade || locked);
}

/** @throws Error naming the file and the place in it that does not fit */
export function parseNotebook(text: string, file: string): Notebook {
  const parsed = notebook.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new Error(`${file} is not a notebook that we can use:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The file as JupyterLab would save it: one space of indent, one line of source per line. */
export function printNotebook({ cells, ...rest }: Notebook): string {
  const printed = cells.map((each) => ({ ...each, source: each.source.split(/(?<=\n)/) }));
  return `${JSON.stringify({ cells: printed, ...rest }, null, 1)}\n`;
}
