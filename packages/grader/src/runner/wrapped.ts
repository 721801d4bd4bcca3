/** The form in which the runner is compiled; its cache holds for no other. */

export const wrapped = (code: string): string => `(function (require, process) { ${code}\n})`;
