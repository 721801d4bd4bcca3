/** `@gradus/notebook`: what a notebook cell imports. */

import { provideLayout } from "@gradus/core";
import { drawGraph } from "./pictures/pictures.js";

export { check } from "./check/check.js";
export { display } from "./display.js";
export { lossPlot } from "./plots/lossPlot.js";
export { expectClose, openTask } from "./tasks.js";
export * from "./errors.js";

provideLayout(drawGraph);
