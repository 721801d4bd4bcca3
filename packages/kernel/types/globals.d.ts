/** What cells find besides Node's own globals. */

/**
 * Asks the person at the notebook, and waits for the answer.
 * @param message what to ask
 * @param initial the answer if nothing is entered
 * @returns the answer; null if nothing was entered
 */
declare function prompt(message?: string, initial?: string): string | null;
