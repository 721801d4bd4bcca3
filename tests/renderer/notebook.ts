/** Writes notebooks as they come from somebody else: with saved outputs, and not trusted. */
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";

import { pythonOf, root, userEnvironment } from "../../scripts/setup/project.mjs";

const mime = "text/vnd.graphviz";

/** Data and metadata by media type. */
export interface Output {
  readonly data: Readonly<Record<string, string>>;
  readonly metadata?: object;
}

export interface Cell {
  readonly type?: "code" | "markdown";
  readonly source?: string;
  readonly outputs?: readonly Output[];
}

/** An output that holds nothing but DOT text. */
export const dotOutput = (dot: string): Output => ({ data: { [mime]: dot } });

/** A path of so many steps, one statement each. */
export function path(steps: number): string {
  return `digraph { ${Array.from({ length: steps }, (_, i) => `${i} -> ${i + 1};`).join(" ")} }`;
}

/** Writes a notebook that a Python kernel leaves as it is: JupyterLab fills in what is missing here, as a change. */
export async function writeNotebook(file: string, cells: readonly Cell[]): Promise<void> {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "python3", display_name: "Python 3 (ipykernel)", language: "python" },
      language_info: {
        name: "python",
        version: pythonVersion(),
        mimetype: "text/x-python",
        codemirror_mode: { name: "ipython", version: 3 },
        pygments_lexer: "ipython3",
        nbconvert_exporter: "python",
        file_extension: ".py",
      },
    },
    cells: cells.map(({ type = "code", source = "", outputs = [] }, index) => ({
      cell_type: type,
      id: `cell-${index}`,
      metadata: {},
      source,
      ...(type === "code" && {
        execution_count: null,
        outputs: outputs.map(({ data, metadata = {} }) => ({ output_type: "display_data", data, metadata })),
      }),
    })),
  };
  await writeFile(file, JSON.stringify(notebook));
}

function pythonVersion(): string {
  const ask = "import platform; print(platform.python_version())";
  return execFileSync(pythonOf(userEnvironment(root)), ["-c", ask], { encoding: "utf8" }).trim();
}
