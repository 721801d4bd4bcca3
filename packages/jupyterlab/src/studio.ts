/** What everything that shows drawings works with: Graphviz, the reader's language and choices, and tabs. */
import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { ITranslator } from "@jupyterlab/translation";

import type { Layout } from "./layout/layout.js";
import { OPEN_TAB, type OpenTab } from "./openTab.js";
import type { LiveSettings } from "./settings.js";
import { wordsOf, type Words } from "./words.js";

export interface Studio {
  readonly layout: Layout;
  readonly trans: Words;
  readonly settings: LiveSettings;
  /** Shows a drawing in a tab of its own. Absent in Notebook 7, which shows one document in a page. */
  readonly openTab: OpenTab | undefined;
}

export function studioOf(
  { commands }: JupyterFrontEnd,
  layout: Layout,
  settings: LiveSettings,
  translator: ITranslator | null,
): Studio {
  const openTab: OpenTab = (request) => {
    void commands.execute(OPEN_TAB, { ...request });
  };
  return {
    layout,
    settings,
    trans: wordsOf(translator),
    // Asked each time: the command may come later.
    get openTab() {
      return commands.hasCommand(OPEN_TAB) ? openTab : undefined;
    },
  };
}
