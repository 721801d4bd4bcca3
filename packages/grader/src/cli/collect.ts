/** `gradus collect A FROM` */

import { Command, InvalidArgumentError } from "commander";
import { collect, type CollectReport } from "../collect/collect.js";
import { collectTable } from "../collect/table.js";
import { openAssignment } from "../model/assignment.js";

interface Options {
  readonly received?: Date;
  readonly student?: string;
  readonly json?: boolean;
}

export function collectCommand(): Command {
  return new Command("collect")
    .description("take hand-ins from a folder or a download, the latest of each student")
    .argument("<assignment>", "its folder")
    .argument("<from>", "a folder, a zip of Moodle or Canvas, nbgrader's exchange, or one notebook")
    .option("--received <time>", "when all of it came, for example 2026-11-20T23:59:00+01:00", time)
    .option("--student <id>", "whose all of it is, for example of one notebook")
    .option("--json", "print what was collected as JSON")
    .addHelpText(
      "after",
      "\nLatest means: by the time at which this machine got a file, or by --received. A download of Moodle or Canvas has\n" +
        "the time of the download: what came with it before the end is on time, and after the end only Canvas says who\n" +
        "was late. What is replaced is kept in submitted/STUDENT/earlier.\n" +
        "Ends with 0 when everything was taken, 1 when there is something to look at.",
    )
    .action(async (folder: string, from: string, { json, ...options }: Options) => {
      const report: CollectReport = await collect(openAssignment(folder), from, options);
      console.log(json ? JSON.stringify(report) : collectTable(report));
      process.exitCode = report.problems.length > 0 ? 1 : 0;
    });
}

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError("It must be a time such as 2026-11-20T23:59:00+01:00.");
  return date;
}
