/** Grades hand-ins of the course behind the walls of the sandbox, as `gradus grade` does. */

import { gradeNotebook } from "../../../packages/grader/src/grade/gradeNotebook.js";
import { readMaster, type Master } from "../../../packages/grader/src/grade/master.js";
import type { NotebookResult } from "../../../packages/grader/src/model/result.js";
import { SandboxLauncher } from "../../../packages/grader/src/sandbox/launcher.js";
import { exercise3 } from "./draft.js";

/** Other tests that run at the same time have lower numbers. */
const FIRST_SLOT = 40;

const masters = new Map<string, Master>();

export function masterOf(notebook: string): Master {
  let master = masters.get(notebook);
  if (!master) masters.set(notebook, (master = readMaster(exercise3, notebook)));
  return master;
}

/** Declares the launchers of a group of tests: `slots` hand-ins may be graded at a time. */
export function useLaunchers(slots: number): readonly SandboxLauncher[] {
  const launchers: SandboxLauncher[] = [];
  before(() => {
    for (let slot = 0; slot < slots; slot++) launchers.push(new SandboxLauncher(FIRST_SLOT + slot));
  });
  after(async () => {
    await Promise.all(launchers.splice(0).map((each) => each.close()));
  });
  return launchers;
}

export function grade(
  notebook: string,
  bytes: Uint8Array,
  launcher: SandboxLauncher,
): Promise<NotebookResult> {
  return gradeNotebook(bytes, `${notebook}.ipynb`, {
    master: masterOf(notebook),
    launcher,
    secret: "fairness",
  });
}
