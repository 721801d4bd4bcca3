/** Shows a drawing in a tab of its own, where it has all the room there is. */
import { MainAreaWidget } from "@jupyterlab/apputils";
import { MimeModel } from "@jupyterlab/rendermime";
import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";

import { GraphRenderer } from "./graphRenderer.js";
import { graphIcon } from "./icon.js";
import { GRAPH_MIME_TYPE } from "./mime.js";
import { GraphvizRenderer } from "./renderer.js";
import type { Studio } from "./studio.js";

export const OPEN_TAB = "graphviz:open-tab";

export interface TabRequest {
  /** Stands on the tab. */
  readonly name: string;
  /** The drawing by MIME type, as in an output: our graph, DOT, or both. */
  readonly data: ReadonlyPartialJSONObject;
  /** Whether the drawing's links lead anywhere. */
  readonly trusted: boolean;
}

export type OpenTab = (request: TabRequest) => void;

export function drawingTab({ data, name, trusted }: TabRequest, studio: Studio): MainAreaWidget {
  const Renderer = data[GRAPH_MIME_TYPE] === undefined ? GraphvizRenderer : GraphRenderer;
  const content = new Renderer({ studio, fillsPlace: true });
  const tab = new MainAreaWidget({ content });
  tab.toolbar.hide();
  tab.title.label = name;
  tab.title.icon = graphIcon;
  tab.title.closable = true;
  void content.renderModel(new MimeModel({ trusted, data }));
  return tab;
}
