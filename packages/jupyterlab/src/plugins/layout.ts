/** Gives all that draw one Graphviz to share: one worker, and one memory of what was drawn. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { Token } from "@lumino/coreutils";

import { LayoutClient } from "../layout/client.js";
import type { Layout } from "../layout/layout.js";
import { startWorker } from "../layout/startWorker.js";
import type { LiveSettings } from "../settings.js";
import { ISettings } from "./settings.js";

export const ILayout = new Token<Layout>(
  "@gradus/jupyterlab:ILayout",
  "Lays out graphs in the DOT language.",
);

export const layout: JupyterFrontEndPlugin<Layout> = {
  id: "@gradus/jupyterlab:layout",
  description: "Runs Graphviz in a web worker.",
  autoStart: true,
  provides: ILayout,
  requires: [ISettings],
  activate: (_app: JupyterFrontEnd, settings: LiveSettings) => {
    const client = new LayoutClient(startWorker);
    settings.follow(({ timeLimit }) => {
      client.timeLimit = timeLimit * 1000;
    });
    return client;
  },
};
