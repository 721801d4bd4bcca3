/** Shows a drawing in a tab of its own, where it has all the room there is. */
import type { JupyterFrontEnd } from "@jupyterlab/application";
import { MainAreaWidget } from "@jupyterlab/apputils";
import { MimeModel } from "@jupyterlab/rendermime";

import { graphIcon } from "./icon.js";
import { MIME_TYPE } from "./mime.js";
import { GraphvizRenderer, type RendererOptions } from "./renderer.js";

export const OPEN_TAB = "graphviz:open-tab";

export interface TabRequest {
  readonly dot: string;
  /** Stands on the tab. */
  readonly name: string;
  /** Whether the drawing's links lead anywhere. */
  readonly trusted: boolean;
}

/** Ask when a drawing is opened: Notebook 7 shows one document in a page, and so has no such command. */
export function tabOpener({ commands }: JupyterFrontEnd): () => ((request: TabRequest) => void) | undefined {
  const open = (request: TabRequest): void => {
    void commands.execute(OPEN_TAB, { ...request });
  };
  return () => (commands.hasCommand(OPEN_TAB) ? open : undefined);
}

export function drawingTab(
  { dot, name, trusted }: TabRequest,
  options: RendererOptions,
): MainAreaWidget<GraphvizRenderer> {
  const content = new GraphvizRenderer({ ...options, fillsPlace: true });
  const tab = new MainAreaWidget({ content });
  tab.toolbar.hide();
  tab.title.label = name;
  tab.title.icon = graphIcon;
  tab.title.closable = true;
  void content.renderModel(new MimeModel({ trusted, data: { [MIME_TYPE]: dot } }));
  return tab;
}
