/**
 * Teaches JupyterLab and Notebook the DOT language, shows what a TypeScript kernel knows of a cell while it is written, and
 * saves a notebook that is handed in; each plugin can be disabled without the others.
 */
import { editor } from "./plugins/editor.js";
import { fences } from "./plugins/fences.js";
import { files } from "./plugins/files.js";
import { language } from "./plugins/language.js";
import { layout } from "./plugins/layout.js";
import { outputs } from "./plugins/outputs.js";
import { save } from "./plugins/save.js";
import { settings } from "./plugins/settings.js";
import { tabs } from "./plugins/tabs.js";

export default [settings, layout, outputs, files, fences, language, tabs, editor, save];
