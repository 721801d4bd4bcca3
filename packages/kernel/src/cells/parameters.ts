/** What the code of a cell gets from the kernel. */

/** What the code of a cell calls, as parameters of its function; long names, because they hide the user's. */
export const PARAMETERS = {
  /** Names of earlier cells. */
  seen: "__gradus_seen",
  /** Takes an object with an accessor for each name that the cell declares. */
  declare: "__gradus_declare",
  /** Stands for `import()`. */
  load: "__gradus_import",
  meta: "__gradus_meta",
  /** The run that the code works for, and back to it after an `await`. */
  run: "__gradus_run",
  resume: "__gradus_resume",
  iterate: "__gradus_iterate",
} as const;
