/** Lets a cell that hands in its notebook have it saved first. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { INotebookTracker } from "@jupyterlab/notebook";

import { Saver } from "../save/saver.js";

export const save: JupyterFrontEndPlugin<void> = {
  id: "@gradus/jupyterlab:save",
  description: "Saves a notebook before one of its cells hands it in.",
  autoStart: true,
  requires: [INotebookTracker],
  activate: (_app: JupyterFrontEnd, notebooks: INotebookTracker) => {
    notebooks.forEach((panel) => new Saver(panel));
    notebooks.widgetAdded.connect((_tracker, panel) => {
      new Saver(panel);
    });
  },
};
