/** Teaches JupyterLab and Notebook to show outputs of the type `text/vnd.graphviz` as pictures. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";

import { LayoutClient } from "./layout/client.js";
import { startWorker } from "./layout/startWorker.js";
import { MIME_TYPE } from "./mime.js";
import { GraphvizRenderer } from "./renderer.js";

/**
 * Every open notebook copies the list of renderers when it is made. This plugin is in time for those that are
 * restored with the page, too: they wait until all plugins with `autoStart` are active.
 */
const plugin: JupyterFrontEndPlugin<void> = {
  id: "@gradus/jupyterlab:graphviz",
  description: "Draws text/vnd.graphviz outputs.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  activate: (_app: JupyterFrontEnd, renderers: IRenderMimeRegistry) => {
    // One for all notebooks: they share the worker and its drawings.
    const layout = new LayoutClient(startWorker);
    renderers.addFactory({
      // Pictures are drawn in untrusted notebooks as well: nothing of the output can run (see picture.ts).
      safe: true,
      mimeTypes: [MIME_TYPE],
      // Before image/svg+xml (80), which is not shown in untrusted notebooks, and after text/html (50).
      defaultRank: 61,
      createRenderer: () => new GraphvizRenderer(layout),
    });
  },
};

export default plugin;
