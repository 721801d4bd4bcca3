/** The cells of a file that a student handed in, or a sentence that says why there are none. */

import { z } from "zod";
import { NotebookError } from "../errors.js";
import { LIMITS } from "./limits.js";

const text = z
  .union([z.string(), z.array(z.string())])
  .transform((lines) => (typeof lines === "string" ? lines : lines.join("")));

/** Whatever else stands there is somebody else's: a foreign tool, or a student who tried something. */
const cell = z.object({
  cell_type: z.string(),
  id: z.string().optional().catch(undefined),
  source: text,
  metadata: z
    .object({ nbgrader: z.object({ grade_id: z.string() }).optional().catch(undefined) })
    .catch({ nbgrader: undefined }),
});

const oldFormat = z.object({ nbformat: z.number().lt(4) });

const notebook = z.object({
  nbformat: z.number(),
  metadata: z
    .object({
      kernelspec: z
        .object({ name: z.string().max(LIMITS.name) })
        .optional()
        .catch(undefined),
    })
    .catch({ kernelspec: undefined }),
  cells: z.array(z.unknown()),
});

export interface HandInCell {
  readonly kind: "code" | "text";
  readonly id: string | undefined;
  readonly gradeId: string | undefined;
  readonly text: string;
}

export interface HandIn {
  readonly kernel: string | undefined;
  readonly cells: readonly HandInCell[];
  /** Sentences about cells that could not be read. */
  readonly lost: readonly string[];
}

/**
 * @param file its name, for the words of an error
 * @throws NotebookError
 */
export function readHandIn(bytes: Uint8Array, file: string): HandIn {
  const data = parseJson(bytes, file);
  // Old ones have no cells where today's have them.
  const old = oldFormat.safeParse(data);
  if (old.success)
    throw new NotebookError(
      file,
      `it is in the old notebook format ${old.data.nbformat}. Open it in JupyterLab and save it again.`,
    );
  const parsed = notebook.safeParse(data);
  if (!parsed.success) throw new NotebookError(file, whyNot(data, parsed.error));
  const { metadata, cells } = parsed.data;
  if (cells.length > LIMITS.cells)
    throw new NotebookError(
      file,
      `it has ${cells.length} cells, and ${LIMITS.cells} are allowed. Delete those that are not yours.`,
    );
  const lost: string[] = [];
  const read = cells.flatMap((each, i): HandInCell[] => {
    const found = cell.safeParse(each);
    if (!found.success) lost.push(`Cell ${i + 1} is broken and was left out.`);
    else if (found.data.source.length > LIMITS.cell)
      lost.push(`Cell ${i + 1} has more than ${LIMITS.cell} characters and was left out.`);
    else return [handInCell(found.data)];
    return [];
  });
  return { kernel: metadata.kernelspec?.name, cells: read, lost };
}

function handInCell({ cell_type, id, source, metadata }: z.infer<typeof cell>): HandInCell {
  return {
    kind: cell_type === "code" ? "code" : "text",
    id,
    gradeId: metadata.nbgrader?.grade_id,
    // Editors of other systems end lines in other ways.
    text: source.replaceAll("\r\n", "\n"),
  };
}

function parseJson(bytes: Uint8Array, file: string): unknown {
  if (bytes.length === 0)
    throw new NotebookError(file, "it is empty. Save the notebook and hand it in again.");
  if (bytes.length > LIMITS.file)
    throw new NotebookError(
      file,
      `it has ${Math.ceil(bytes.length / 1e6)} MB, and ${LIMITS.file / 1e6} MB are allowed. ` +
        "Clear the outputs (Edit → Clear Outputs of All Cells), save, and hand it in again.",
    );
  const json = new TextDecoder().decode(bytes);
  if (depthOf(json) > LIMITS.depth)
    throw new NotebookError(file, "its JSON is nested too deeply for a notebook.");
  try {
    return JSON.parse(json);
  } catch {
    throw new NotebookError(
      file,
      "it is not a notebook: its text is not JSON. Save it in JupyterLab as .ipynb.",
    );
  }
}

/** Without a reader that could be brought to its end by depth. */
function depthOf(json: string): number {
  let [depth, deepest, isString] = [0, 0, false];
  for (let i = 0; i < json.length; i++) {
    const sign = json.charCodeAt(i);
    if (isString) {
      if (sign === 0x5c) i++;
      else if (sign === 0x22) isString = false;
    } else if (sign === 0x22) isString = true;
    else if (sign === 0x5b || sign === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (sign === 0x5d || sign === 0x7d) depth--;
  }
  return deepest;
}

function whyNot(data: unknown, error: z.ZodError): string {
  if (typeof data !== "object" || data === null || !("cells" in data))
    return "it is JSON, but not a notebook: it has no cells.";
  return `it is not a notebook that can be read:\n${z.prettifyError(error)}`;
}
