/** Opens a drawing in a tab of its own. */
import { ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ITranslator } from "@jupyterlab/translation";

import type { Layout } from "../layout/layout.js";
import { drawingTab, OPEN_TAB, type TabRequest } from "../openTab.js";
import { wordsOf } from "../words.js";
import type { LiveSettings, Settings } from "../settings.js";
import { ILayout } from "./layout.js";
import { ISettings } from "./settings.js";

const args = {
  type: "object",
  properties: {
    dot: { type: "string", description: "The graph in the DOT language." },
    name: { type: "string", description: "What the tab is called." },
    trusted: { type: "boolean", description: "Whether links lead anywhere." },
  },
  required: ["dot"],
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
    const trans = wordsOf(translator);
    const wheel = (): Settings["wheel"] => settings.current.wheel;
    app.commands.addCommand(OPEN_TAB, {
      label: trans.__("Open Graph in a Tab"),
      describedBy: { args },
      execute: ({ dot, name, trusted }) => {
        const request: TabRequest = {
          dot: typeof dot === "string" ? dot : "",
          name: typeof name === "string" ? name : trans.__("Graph"),
          trusted: trusted === true,
        };
        shell.add(drawingTab(request, { layout, trans, wheel }), "main");
      },
    });
  },
};
