/** Shows in a notebook's editors what a TypeScript kernel says of a cell before it runs. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ICommandPalette } from "@jupyterlab/apputils";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { ITranslator } from "@jupyterlab/translation";

import { NotebookEditors } from "../editor/notebookEditors.js";
import type { LiveSettings } from "../settings.js";
import { wordsOf } from "../words.js";
import { ISettings } from "./settings.js";

export const editor: JupyterFrontEndPlugin<void> = {
  id: "@gradus/jupyterlab:editor",
  description: "Marks problems and shows parameters while a cell is written.",
  autoStart: true,
  requires: [ISettings, INotebookTracker],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    settings: LiveSettings,
    notebooks: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
  ) => {
    const trans = wordsOf(translator);
    const open = new Map<NotebookPanel, NotebookEditors>();
    const add = (panel: NotebookPanel): void => {
      open.set(panel, new NotebookEditors(panel, settings.current));
      panel.disposed.connect(() => open.delete(panel));
    };
    notebooks.forEach(add);
    notebooks.widgetAdded.connect((_tracker, panel) => {
      add(panel);
    });
    settings.follow((current) => {
      for (const editors of open.values()) editors.configure(current);
    });

    const current = (): NotebookEditors | undefined =>
      notebooks.currentWidget === null ? undefined : open.get(notebooks.currentWidget);
    const addCommand = (command: string, label: string, direction: 1 | -1): void => {
      app.commands.addCommand(command, {
        label,
        describedBy: { args: { type: "object", properties: {} } },
        isVisible: () => current()?.isLive === true,
        execute: () => current()?.goToProblem(direction, trans),
      });
      palette?.addItem({ command, category: trans.__("Notebook Cell Operations") });
    };
    addCommand("gradus:next-problem", trans.__("Next Problem in the Cell"), 1);
    addCommand("gradus:previous-problem", trans.__("Previous Problem in the Cell"), -1);
  },
};
