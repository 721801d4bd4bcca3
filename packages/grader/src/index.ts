/** `@gradus/grader` as a library: what the command `gradus` is made of. */

export { openAssignment, type Assignment } from "./model/assignment.js";
export type { NotebookResult } from "./model/result.js";
export { versions } from "./release/release.js";
