/** `gradus manual A` */

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { UsageError } from "../errors.js";
import { writeWhole } from "../files/writeWhole.js";
import { ManualServer } from "../manual/server/server.js";
import { readTable, waitingTable } from "../manual/table.js";
import { take } from "../manual/take.js";
import { openAssignment, type Assignment } from "../model/assignment.js";
import { count } from "../report/points.js";
import { writeCourseReports } from "../report/writeReports.js";

interface Options {
  readonly csv?: string;
  readonly read?: string;
  readonly json?: boolean;
}

export function manualCommand(): Command {
  return new Command("manual")
    .description("give points and comments for the answers that a person must read")
    .argument("<assignment>", "its folder, with the results of gradus grade in graded/")
    .option("--csv <file>", "write what waits as a table, - for the terminal")
    .option("--read <file>", "read such a table back, with points and comments filled in")
    .option("--json", "print the outcome of --csv or --read as JSON")
    .addHelpText(
      "after",
      `
Without --csv and --read it serves a page on this machine, until Ctrl+C.
What was said is kept in graded/manual.json, and stays when hand-ins are graded again.

Ends with 0 when no answer waits any more, 1 when some do.`,
    )
    .action(async (folder: string, { csv, read, json }: Options) => {
      const assignment = openAssignment(folder);
      if (csv !== undefined && read !== undefined)
        throw new UsageError("--csv writes a table and --read reads one: give one of them.");
      if (csv !== undefined) write(assignment, csv, json);
      else if (read !== undefined) readBack(assignment, read, json);
      else await serve(assignment);
    });
}

function write(assignment: Assignment, file: string, json: boolean | undefined): void {
  const { text, answers } = waitingTable(assignment);
  if (file === "-") process.stdout.write(text);
  else writeWhole(file, text);
  const words = `${count(answers, "answer")} ${answers === 1 ? "waits" : "wait"}.`;
  if (json && file !== "-") console.log(JSON.stringify({ file, answers }));
  else console.error(file === "-" ? words : `Wrote ${file}. ${words}`);
  process.exitCode = answers > 0 ? 1 : 0;
}

function readBack(assignment: Assignment, file: string, json: boolean | undefined): void {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  const grades = readTable(assignment, text, file);
  take(assignment, grades);
  const { waiting } = writeCourseReports(assignment);
  if (json) console.log(JSON.stringify({ taken: grades.length, waiting: waiting.answers }));
  else console.log(`Took ${count(grades.length, "grade")}; ${count(waiting.answers, "answer")} left.`);
  process.exitCode = waiting.answers > 0 ? 1 : 0;
}

async function serve(assignment: Assignment): Promise<void> {
  const server = new ManualServer(assignment);
  const address = await server.start();
  console.log(
    `${count(server.left, "answer")} left. Open ${address}\nCtrl+C ends it; everything is saved at once.`,
  );
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await server.close();
  writeCourseReports(assignment);
  console.log(`${count(server.left, "answer")} left.`);
  process.exitCode = server.left > 0 ? 1 : 0;
}
