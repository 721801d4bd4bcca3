/** Shows outputs of the type `text/vnd.graphviz` as pictures. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import { ITranslator } from "@jupyterlab/translation";

import { GraphRenderer } from "../graphRenderer.js";
import type { Layout } from "../layout/layout.js";
import { GRAPH_MIME_TYPE, MIME_TYPE } from "../mime.js";
import { GraphvizRenderer } from "../renderer.js";
import type { LiveSettings } from "../settings.js";
import { studioOf } from "../studio.js";
import { ILayout } from "./layout.js";
import { ISettings } from "./settings.js";

/**
 * Every open notebook copies the list of renderers when it is made. This plugin is in time for those that are
 * restored with the page, too: they wait until all plugins with `autoStart` are active.
 */
export const outputs: JupyterFrontEndPlugin<void> = {
  id: "@gradus/jupyterlab:outputs",
  description: "Draws text/vnd.graphviz outputs.",
  autoStart: true,
  requires: [ILayout, ISettings, IRenderMimeRegistry],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    layout: Layout,
    settings: LiveSettings,
    renderers: IRenderMimeRegistry,
    translator: ITranslator | null,
  ) => {
    const studio = studioOf(app, layout, settings, translator);
    renderers.addFactory({
      // Pictures are drawn in untrusted notebooks as well: nothing of the output can run (see picture.ts).
      safe: true,
      mimeTypes: [MIME_TYPE],
      // Before image/svg+xml (80), which is not shown in untrusted notebooks, and after text/html (50).
      defaultRank: 61,
      createRenderer: () => new GraphvizRenderer({ studio }),
    });
    renderers.addFactory({
      safe: true,
      mimeTypes: [GRAPH_MIME_TYPE],
      // Before everything else that stands for the same graph.
      defaultRank: 40,
      createRenderer: () => new GraphRenderer({ studio }),
    });
  },
};
