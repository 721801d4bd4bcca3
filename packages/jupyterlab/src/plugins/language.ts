/** Colours DOT in editors, in code blocks, and wherever else JupyterLab colours code. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { IEditorLanguageRegistry } from "@jupyterlab/codemirror";
import { ITranslator } from "@jupyterlab/translation";

import { extensions } from "../fileType.js";
import { MIME_TYPE } from "../mime.js";
import { wordsOf } from "../words.js";

export const language: JupyterFrontEndPlugin<void> = {
  id: "@gradus/jupyterlab:language",
  description: "Adds syntax colours for the DOT language.",
  autoStart: true,
  requires: [IEditorLanguageRegistry],
  optional: [ITranslator],
  activate: (_app: JupyterFrontEnd, languages: IEditorLanguageRegistry, translator: ITranslator | null) => {
    languages.addLanguage({
      name: "dot",
      displayName: wordsOf(translator).__("Graphviz DOT"),
      alias: ["graphviz", "gv"],
      mime: MIME_TYPE,
      extensions,
      // Only when the first DOT text is coloured: most pages show none.
      load: async () => (await import("@viz-js/lang-dot")).dot(),
    });
  },
};
