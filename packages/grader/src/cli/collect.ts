/** `gradus collect A FROM` */

import { Command, InvalidArgumentError } from "commander";
import { collect, type CollectReport } from "../collect/collect.js";
import { openAssignment } from "../model/assignment.js";
import { plainText } from "../report/plainText.js";

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
    .option("--student <id>", "whose it is, where it is one notebook")
    .option("--json", "print what was collected as JSON")
    .addHelpText("after", "\nEnds with 0 when everything was taken, 1 when there is something to look at.")
    .action(async (folder: string, from: string, { json, ...options }: Options) => {
      const report = await collect(openAssignment(folder), from, options);
      console.log(json ? JSON.stringify(report) : wordsOf(report));
      process.exitCode = report.problems.length > 0 ? 1 : 0;
    });
}

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError("It must be a time such as 2026-11-20T23:59:00+01:00.");
  return date;
}

function wordsOf({ collected, problems }: CollectReport): string {
  const count = (outcome: string): number => collected.filter((each) => each.outcome === outcome).length;
  const students = new Set(collected.map(({ student }) => student)).size;
  const late = new Map(
    collected.flatMap(({ student, lateness }) => (lateness === undefined ? [] : [[student, lateness]])),
  );
  return [
    `${collected.length} notebooks of ${students} students: ${count("new")} new, ${count("newer")} newer than before, ` +
      `${count("as before")} as before, ${count("older, left out")} older than what is there and left out.`,
    ...[...late].map(([student, lateness]) => `Late: ${student}, ${lateness}`),
    ...problems.map(({ file, why }) => plainText(`Look at ${file}: ${why}`)),
  ].join("\n");
}
