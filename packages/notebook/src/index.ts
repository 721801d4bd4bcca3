/** `@gradus/notebook`: what a notebook cell imports. */

import { provideLayout } from "@gradus/core";
import { drawGraph } from "./pictures/pictures.js";

export { check } from "./check/check.js";
export { display } from "./display.js";
export { decisionMap } from "./plots/decisionMap.js";
export { histograms, type HistogramTitles } from "./plots/histograms.js";
export type { Axes } from "./plots/lines.js";
export { linePlot, type Lines } from "./plots/linePlot.js";
export { lossPlot, type History } from "./plots/lossPlot.js";
export type { Plot } from "./plots/plot.js";
export { progress, type Progress } from "./progress/progress.js";
export { feedback, type FeedbackOptions } from "./submit/feedback.js";
export { submissions, type ServiceOptions } from "./submit/submissions.js";
export { submit, type SubmitOptions } from "./submit/submit.js";
export * from "./submit/errors.js";
export { expectClose, openTask } from "./tasks.js";
export * from "./errors.js";

provideLayout(drawGraph);
