/** Gives all others what the reader has chosen in JupyterLab's settings editor. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { Token } from "@lumino/coreutils";

import { LiveSettings } from "../settings.js";

export const ISettings = new Token<LiveSettings>(
  "@gradus/jupyterlab:ISettings",
  "How graphs are drawn, as the reader has chosen.",
);

const ID = "@gradus/jupyterlab:settings";

export const settings: JupyterFrontEndPlugin<LiveSettings> = {
  id: ID,
  description: "Settings for graphs.",
  autoStart: true,
  provides: ISettings,
  optional: [ISettingRegistry],
  activate: (_app: JupyterFrontEnd, registry: ISettingRegistry | null) => {
    const live = new LiveSettings();
    // Nobody waits: until the settings are here, their defaults hold.
    registry?.load(ID).then(
      (loaded) => {
        const choose = (): void => {
          live.choose(loaded.composite);
        };
        loaded.changed.connect(choose);
        choose();
      },
      (error: unknown) => {
        console.warn(`The settings of ${ID} could not be loaded; their defaults hold.`, error);
      },
    );
    return live;
  },
};
