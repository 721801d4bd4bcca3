/** Draws DOT in Markdown cells and files. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IMarkdownParser } from "@jupyterlab/rendermime";
import { ITranslator } from "@jupyterlab/translation";

import { drawFences } from "../fences.js";
import type { Layout } from "../layout/layout.js";
import type { LiveSettings } from "../settings.js";
import { wordsOf } from "../words.js";
import { ILayout } from "./layout.js";
import { ISettings } from "./settings.js";

/**
 * JupyterLab has no list of languages to add to, and only one extension can be its Markdown parser. So this one leaves
 * the parser in place, whichever it is, and draws in what it has made: Mermaid and other extensions go on working.
 */
export const fences: JupyterFrontEndPlugin<void> = {
  id: "@gradus/jupyterlab:fences",
  description: "Draws DOT code blocks in Markdown.",
  autoStart: true,
  requires: [ILayout, IMarkdownParser, ISettings],
  optional: [ITranslator],
  activate: (
    _app: JupyterFrontEnd,
    layout: Layout,
    parser: IMarkdownParser,
    settings: LiveSettings,
    translator: ITranslator | null,
  ) => {
    const trans = wordsOf(translator);
    const render = parser.render.bind(parser);
    parser.render = async (content) => {
      const html = await render(content);
      return settings.current.fences ? drawFences(html, layout, trans) : html;
    };
  },
};
