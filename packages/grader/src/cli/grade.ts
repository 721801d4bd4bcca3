/** `gradus grade A` */

import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { gradeAll, type BatchReport } from "../batch/batch.js";
import { openGrading } from "../batch/grading.js";
import { students } from "../batch/units.js";
import { UsageError } from "../errors.js";
import { openAssignment, type Assignment } from "../model/assignment.js";
import { writeCourseReports, writeStudentReports } from "../report/writeReports.js";
import { examine } from "../doctor/doctor.js";
import { summaryText } from "../report/summary/terminal.js";
import type { Summary } from "../report/summary/summary.js";
import { ProgressBar } from "./progressBar.js";
import { red } from "./colours.js";
import { positive, queueOption, storeOption } from "./options.js";

interface Options {
  readonly jobs: number;
  readonly student: readonly string[];
  readonly queue?: string;
  readonly store?: string;
  readonly patience: number;
  readonly unsafeNoSandbox?: boolean;
  readonly json?: boolean;
}

export function gradeCommand(): Command {
  return new Command("grade")
    .description("grade all hand-ins that are not graded yet")
    .argument("<assignment>", "its folder, with hand-ins in submitted/")
    .option("--jobs <number>", "how many hand-ins at a time", positive, availableParallelism())
    .option("--student <id...>", "only these students", [])
    .addOption(queueOption())
    .addOption(storeOption())
    .option("--patience <minutes>", "how long to wait when a queue does not work", minutes, 10)
    .option("--unsafe-no-sandbox", "run the code of ONE student with all your rights: only if you trust it")
    .option("--json", "print a summary as JSON")
    .addHelpText(
      "after",
      "\nEnds with 0 when all is graded, 1 when something is not gradable, 3 when the machine failed.",
    )
    .action(grade);
}

async function grade(folder: string, options: Options): Promise<void> {
  const assignment = openAssignment(folder);
  const { student: only, json } = options;
  const known = students(assignment);
  const strangers = only.filter((each) => !known.includes(each));
  if (strangers.length > 0)
    throw new UsageError(`Nobody called ${strangers.join(", ")} has handed in (${assignment.submitted()}).`);
  const isUnsafe = options.unsafeNoSandbox ?? false;
  if (isUnsafe) warn(only.length === 0 ? known : only);
  // With a queue, it is the workers' machines that must hold.
  else if (options.queue === undefined) await examine();

  const bar = new ProgressBar("notebooks");
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const grading = await openGrading({
    ...{ queue: options.queue, store: options.store, jobs: options.jobs, isUnsafe },
    ...{ patience: 60_000 * options.patience, signal: interrupted.signal },
    onTrouble: (message) => {
      bar.note(message ?? "It goes on.");
    },
  });
  const report = await gradeAll(assignment, grading, {
    ...{ students: only, signal: interrupted.signal },
    onDone: ({ done, total }) => {
      bar.show(done, total);
    },
  });
  bar.end();
  const summary = report.isInterrupted
    ? undefined
    : writeReports(assignment, only.length === 0 ? known : only);
  process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  if (json) console.log(JSON.stringify(report));
  else console.log([wordsOf(report, folder), ...(summary ? ["", summaryText(summary)] : [])].join("\n"));
  process.exitCode = exitCode(report);
}

function minutes(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 10_000) return value;
  throw new InvalidArgumentError("It must be a number of minutes, such as 10 or 0.5.");
}

function writeReports(assignment: Assignment, students: readonly string[]): Summary {
  for (const student of students) writeStudentReports(assignment, student);
  return writeCourseReports(assignment);
}

function warn(students: readonly string[]): void {
  if (students.length !== 1)
    throw new UsageError("--unsafe-no-sandbox is for one student whose code you trust: add --student ID.");
  console.error(red("There is NO sandbox: the code of the hand-in runs with all your rights."));
}

function wordsOf(
  { total, graded, known, notGradable, problems, isInterrupted }: BatchReport,
  folder: string,
): string {
  if (total === 0) return `Nothing has been handed in. Use: gradus collect ${folder} FOLDER`;
  const lines = [
    `${graded} notebooks graded, ${known} were graded before, ${notGradable} of all are not gradable.`,
  ];
  for (const { student, notebook, why } of problems)
    lines.push(`${student}, ${notebook}: not graded. ${why}`);
  if (isInterrupted)
    lines.push(`Interrupted with ${total - graded - known} notebooks left. The same command goes on.`);
  return lines.join("\n");
}

function exitCode({ notGradable, problems, isInterrupted }: BatchReport): number {
  // As a shell has it for a program that an interrupt has ended.
  if (isInterrupted) return 130;
  if (problems.length > 0) return 3;
  return notGradable > 0 ? 1 : 0;
}
