/**
 * How fast hand-ins are graded, each behind the walls of a sandbox of its own: the whole command on two processors, with
 * its start and its doctor. The peer is the real nbgrader on the same hand-ins, one after the other as it does.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { start } from "../grading/gradus.js";
import { ScratchCourse } from "../grading/scratchCourse.js";
import { gradeNotebook } from "../../packages/grader/src/grade/gradeNotebook.js";
import { readMaster } from "../../packages/grader/src/grade/master.js";
import { openAssignment } from "../../packages/grader/src/model/assignment.js";
import { WarmLauncher } from "../../packages/grader/src/sandbox/warmLauncher.js";
import { nbgraderSeconds } from "./grading/nbgrader.js";
import { quantile } from "./notebook/quantile.js";

/** The exercise with all gates and the training; the others are measured beside it. */
const EXERCISE = "3-4-computational-graphs";
const MANY = 1000;
const FEW = 60;
const ONE_BY_ONE = 30;

export async function run(): Promise<Record<string, number>> {
  const many = await batch(EXERCISE, MANY);
  const { notebooks } = openAssignment("notebooks/exercise-3");
  const rates: Record<string, number> = {};
  for (const notebook of notebooks) {
    const [number] = /^(\d-\d|bonus)/.exec(notebook)!;
    rates[`handins_per_s_2_cores_${number.replace("-", "_")}`] = (await batch(notebook, FEW)).perSecond;
  }
  const nbgrader = await nbgraderSeconds();
  return {
    handins_per_s_2_cores: many.perSecond,
    ...rates,
    ms_per_handin_p50: await median(),
    peak_rss_mb_1000_handins: many.megabytes,
    peak_rss_mb_60_handins: (await batch(EXERCISE, FEW)).megabytes,
    nbgrader_s_per_handin: nbgrader,
    speedup_over_nbgrader: nbgrader * many.perSecond,
  };
}

/** Grade so many different hand-ins with the command. */
async function batch(notebook: string, count: number): Promise<{ perSecond: number; megabytes: number }> {
  const course = new ScratchCourse();
  try {
    for (let i = 0; i < count; i++) course.handIn(`student-${i}`, notebook);
    const begin = performance.now();
    const { child, ended } = start(["grade", course.folder, "--jobs", "2", "--json"]);
    let megabytes = 0;
    const watch = setInterval(() => {
      megabytes = Math.max(megabytes, peakOf(child.pid!));
    }, 100);
    const { code, stdout } = await ended;
    clearInterval(watch);
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as { graded: number }).graded, count);
    return { perSecond: (1000 * count) / (performance.now() - begin), megabytes };
  } finally {
    course.remove();
  }
}

/** The most memory that a process has had at a time. */
function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1000;
  } catch {
    return 0;
  }
}

/** From the bytes of a hand-in to its result, one at a time, with a program that has warmed up. */
async function median(): Promise<number> {
  const assignment = openAssignment("notebooks/exercise-3");
  const grading = {
    master: readMaster(assignment, EXERCISE),
    launcher: new WarmLauncher(2950),
    secret: "bench",
  };
  const text = readFileSync(assignment.solution(EXERCISE), "utf8");
  const times: number[] = [];
  for (let i = 0; i < ONE_BY_ONE; i++) {
    const bytes = Buffer.from(text.replaceAll("this.out", `this.out${" ".repeat(i % 9)}`));
    const begin = performance.now();
    const { tasks } = await gradeNotebook(bytes, EXERCISE, grading);
    times.push(performance.now() - begin);
    assert.ok(tasks.every(({ points, score }) => points === score));
  }
  await grading.launcher.close();
  return quantile(times.slice(5), 0.5);
}
