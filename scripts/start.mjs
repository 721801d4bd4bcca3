/** `npm start`: installs and builds what is missing, then opens JupyterLab on the exercise. */
import process from "node:process";

import { openLab } from "./start/lab.mjs";
import { checkPort } from "./start/port.mjs";
import { prepareWork } from "./start/work.mjs";
import { asCommand } from "./setup/problem.mjs";
import { root } from "./setup/project.mjs";
import { setUp } from "./setup/setup.mjs";

const args = process.argv.slice(2);

await asCommand(async () => {
  await checkPort(args);
  await setUp(root);
  return openLab(root, prepareWork(root), args);
});
