/** From the instructor's sources to the versions that students and tutors get. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Assignment } from "../model/assignment.js";
import { parseNotebook, printNotebook } from "../notebook/notebook.js";
import { solutionVersion, studentVersion } from "../notebook/versions.js";

export interface Version {
  readonly path: string;
  readonly text: string;
}

/** Every version of every source: where it belongs and what it should be. */
export function versions(assignment: Assignment): Version[] {
  return assignment.notebooks.flatMap((name) => {
    const file = assignment.source(name);
    const source = parseNotebook(readFileSync(file, "utf8"), file);
    return [
      { path: assignment.student(name), text: printNotebook(studentVersion(source)) },
      { path: assignment.solution(name), text: printNotebook(solutionVersion(source)) },
    ];
  });
}

/** What is given to students and tutors: the versions, and where notebooks are handed in. */
export function releaseOf(assignment: Assignment): Version[] {
  const { name, folder, settings } = assignment;
  const written = versions(assignment);
  if (settings.service === undefined) return written;
  // `submit()` in a notebook finds it beside that.
  const place = { assignment: name, url: settings.service };
  const text = `${JSON.stringify(place, null, 2)}\n`;
  return [...written, { path: join(folder, "student", "gradus.json"), text }];
}
