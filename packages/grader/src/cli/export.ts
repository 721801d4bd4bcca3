/** `gradus export A` */

import { Command, Option } from "commander";
import { writeWhole } from "../files/writeWhole.js";
import { openAssignment } from "../model/assignment.js";
import { exportGrades, FORMATS, type Format } from "../report/exportGrades.js";
import { count } from "../report/points.js";

interface Options {
  readonly format: Format;
  readonly output?: string;
  readonly preliminary?: boolean;
  readonly json?: boolean;
}

export function exportCommand(): Command {
  return new Command("export")
    .description("write the grades as a table that a spreadsheet, Moodle or Canvas imports")
    .argument("<assignment>", "its folder, with the results of gradus grade in graded/")
    .addOption(
      new Option("--format <name>", "for a spreadsheet, or for a platform").choices(FORMATS).default("csv"),
    )
    .option("--output <file>", "where to, - for the terminal; graded/grades.csv, graded/grades-moodle.csv, …")
    .option("--preliminary", "also give Moodle or Canvas what there is so far of those who wait for a person")
    .option("--json", "print what was written as JSON")
    .addHelpText(
      "after",
      `
csv has one row per student and two columns per notebook.
moodle is the grading worksheet of an assignment (in English); Grades → Import takes it, too.
canvas is what Grades → Import of a course takes.

Ends with 0 when every score is final, 1 when one is not.`,
    )
    .action((folder: string, { format, output, preliminary = false, json }: Options) => {
      const assignment = openAssignment(folder);
      const { text, students, left } = exportGrades(assignment, format, preliminary);
      const name = format === "csv" ? "grades.csv" : `grades-${format}.csv`;
      const file = output ?? assignment.graded(name);
      if (file === "-") process.stdout.write(text);
      else writeWhole(file, text);
      if (json && file !== "-") console.log(JSON.stringify({ file, students, left }));
      else console.error(wordsOf(file, students, left.length, format, preliminary));
      process.exitCode = left.length > 0 ? 1 : 0;
    });
}

function wordsOf(file: string, students: number, left: number, format: Format, isAll: boolean): string {
  const wrote = `Wrote ${count(students, "row")}${file === "-" ? "" : ` to ${file}`}.`;
  if (left === 0) return wrote;
  const how = format === "csv" || isAll ? "" : " They have no grade in it.";
  return `${wrote} The score of ${count(left, "student")} is not final yet.${how}`;
}
