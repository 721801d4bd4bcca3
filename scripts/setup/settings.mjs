/** Sets JupyterLab's defaults for this project; what a student chooses in JupyterLab still wins. */
import { join } from "node:path";

import { writeIfChanged } from "./write.mjs";

const defaults = {
  // Otherwise the first thing that JupyterLab shows is a question about news, and it asks the network for versions.
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

/** @param {string} environment */
export function writeSettings(environment) {
  const file = join(environment, "share", "jupyter", "lab", "settings", "overrides.json");
  writeIfChanged(file, `${JSON.stringify(defaults, undefined, 2)}\n`);
}
