/** `@gradus/notebook`: what a notebook cell imports. */

import { provideLayout } from "@gradus/core";
import { drawGraph } from "./pictures/pictures.js";

export { display } from "./display.js";
export { lossPlot } from "./plots/lossPlot.js";
export { expectClose, openTask, OpenTaskError, UnexpectedNumberError } from "./tasks.js";

provideLayout(drawGraph);
