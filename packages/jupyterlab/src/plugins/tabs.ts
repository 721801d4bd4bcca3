/** Opens a drawing in a tab of its own. */
import { ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ITranslator } from "@jupyterlab/translation";
import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";

import type { Layout } from "../layout/layout.js";
import { drawingTab, OPEN_TAB } from "../openTab.js";
import type { LiveSettings } from "../settings.js";
import { studioOf } from "../studio.js";
import { ILayout } from "./layout.js";
import { ISettings } from "./settings.js";

const args = {
  type: "object",
  properties: {
    data: {
      type: "object",
      description: "The drawing by MIME type, as in an output, for example text/vnd.graphviz with DOT.",
    },
    name: { type: "string", description: "What the tab is called." },
    trusted: { type: "boolean", description: "Whether links lead anywhere." },
  },
  required: ["data"],
} as const;

export const tabs: JupyterFrontEndPlugin<void> = {
  id: "@gradus/jupyterlab:tabs",
  description: "Opens drawings in tabs of their own.",
  autoStart: true,
  requires: [ILayout, ISettings],
  optional: [ILabShell, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    layout: Layout,
    settings: LiveSettings,
    shell: ILabShell | null,
    translator: ITranslator | null,
  ) => {
    // Notebook 7 shows one document in a page.
    if (shell === null) return;
    const studio = studioOf(app, layout, settings, translator);
    const { trans } = studio;
    app.commands.addCommand(OPEN_TAB, {
      label: trans.__("Open Graph in a Tab"),
      describedBy: { args },
      execute: ({ data, name, trusted }) => {
        const request = {
          data: (data ?? {}) as ReadonlyPartialJSONObject,
          name: typeof name === "string" ? name : trans.__("Graph"),
          trusted: trusted === true,
        };
        shell.add(drawingTab(request, studio), "main");
      },
    });
  },
};
