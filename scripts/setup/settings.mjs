/** Makes JupyterLab feel at home in this project; what a student chooses in JupyterLab still wins. */
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
  // JupyterLab runs a CommonJS program of its own with Node, which would take the project's package.json for its kind.
  writeIfChanged(join(environment, "package.json"), '{ "type": "commonjs" }\n');
}
