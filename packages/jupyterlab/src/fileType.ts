/** Makes DOT files known by name, ending and icon. */
import type { DocumentRegistry } from "@jupyterlab/docregistry";

import { graphIcon } from "./icon.js";
import { MIME_TYPE } from "./mime.js";
import type { Words } from "./words.js";

export const FILE_TYPE = "graphviz";

/** Without the dot. */
export const extensions = ["dot", "gv"];

export function dotFiles(trans: Words): Partial<DocumentRegistry.IFileType> & { name: string } {
  return {
    name: FILE_TYPE,
    displayName: trans.__("Graphviz File"),
    extensions: extensions.map((extension) => `.${extension}`),
    mimeTypes: [MIME_TYPE],
    icon: graphIcon,
  };
}
