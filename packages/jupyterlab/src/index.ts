/** Teaches JupyterLab and Notebook the DOT language; each plugin can be disabled without the others. */
import { fences } from "./plugins/fences.js";
import { files } from "./plugins/files.js";
import { language } from "./plugins/language.js";
import { layout } from "./plugins/layout.js";
import { outputs } from "./plugins/outputs.js";
import { settings } from "./plugins/settings.js";
import { tabs } from "./plugins/tabs.js";

export default [settings, layout, outputs, files, fences, language, tabs];
