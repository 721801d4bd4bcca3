/** The ways between the text of a DOT file and its picture: in the context menus and in the command palette. */
import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { ICommandPalette } from "@jupyterlab/apputils";
import { DocumentWidget, MimeContent } from "@jupyterlab/docregistry";

import { FILE_TYPE } from "./fileType.js";
import { graphIcon } from "./icon.js";
import type { Words } from "./words.js";

/** The name by which JupyterLab opens and restores previews. */
export const FACTORY = "Graphviz Preview";

const showPreview = "graphviz:show-preview";
const showEditor = "graphviz:show-editor";

export function addPreviewCommands(
  app: JupyterFrontEnd,
  trans: Words,
  palette: ICommandPalette | null,
): void {
  /** The document in front, if it is a DOT file. */
  const dotDocument = (): DocumentWidget | undefined => {
    const widget = app.shell.currentWidget;
    if (!(widget instanceof DocumentWidget)) return undefined;
    const types = app.docRegistry.getFileTypesForPath(widget.context.path);
    return types.some(({ name }) => name === FILE_TYPE) ? widget : undefined;
  };
  const isPreview = (widget: DocumentWidget | undefined): boolean => widget?.content instanceof MimeContent;
  const open = (factory: string, mode: string) => {
    const widget = dotDocument();
    if (widget === undefined) return undefined;
    const options = { mode, ref: widget.id };
    return app.commands.execute("docmanager:open", { path: widget.context.path, factory, options });
  };
  const describedBy = { args: { type: "object", properties: {} } } as const;

  app.commands.addCommand(showPreview, {
    label: trans.__("Show Graphviz Preview"),
    icon: graphIcon,
    describedBy,
    isVisible: () => dotDocument() !== undefined && !isPreview(dotDocument()),
    execute: () => open(FACTORY, "split-right"),
  });
  app.commands.addCommand(showEditor, {
    label: trans.__("Show Graphviz Editor"),
    describedBy,
    isVisible: () => isPreview(dotDocument()),
    execute: () => open("Editor", "split-left"),
  });
  app.contextMenu.addItem({ command: showPreview, selector: ".jp-FileEditor", rank: 10 });
  app.contextMenu.addItem({ command: showEditor, selector: ".jp-MimeDocument .jp-Graphviz", rank: 10 });
  const category = trans.__("Graphviz");
  for (const command of [showPreview, showEditor]) palette?.addItem({ command, category });
}
