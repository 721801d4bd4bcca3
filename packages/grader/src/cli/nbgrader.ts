/** `gradus nbgrader setup|export|import A` */

import { relative } from "node:path";
import { Command } from "commander";
import { openAssignment } from "../model/assignment.js";
import { NbgraderCourse, setUpCourse } from "../nbgrader/course.js";
import { exportGrades } from "../nbgrader/exportGrades.js";
import { Gradebook, type Place } from "../nbgrader/gradebook.js";
import { importGrades } from "../nbgrader/importGrades.js";

interface Options {
  readonly course: string;
  readonly python: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

export function nbgraderCommand(): Command {
  return new Command("nbgrader")
    .description("work on an assignment with nbgrader, too")
    .addCommand(
      subcommand("setup", "make a course folder in which nbgrader's commands run")
        .option("--replace", "replace what was changed there")
        .action(setUp),
    )
    .addCommand(
      subcommand("export", "write our grades into nbgrader's gradebook, and what its formgrader shows")
        .option("--python <path>", "the Python that nbgrader is installed for", "python3")
        .option("--replace", "replace other grades that people have given in nbgrader")
        .action(exportTo),
    )
    .addCommand(
      subcommand("import", "read what people have graded in nbgrader's formgrader")
        .option("--python <path>", "the Python that nbgrader is installed for", "python3")
        .option("--replace", "replace other grades that people have given here")
        .action(importFrom),
    );
}

function subcommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument("<assignment>", "its folder, with the instructor's notebooks in source/")
    .requiredOption("--course <folder>", "nbgrader's course folder, where nbgrader_config.py is")
    .option("--json", "print the outcome as JSON")
    .addHelpText("after", "\nEnds with 0 when all is done, 1 when something was left as it was.");
}

function setUp(folder: string, { course: path, replace = false, json }: Options): void {
  const assignment = openAssignment(folder);
  const { written, kept } = setUpCourse(assignment, new NbgraderCourse(path), replace);
  const near = (files: readonly string[]): string[] => files.map((file) => relative(process.cwd(), file));
  report(json, { written: near(written), kept: near(kept) }, kept.length, [
    ...near(written).map((file) => `Wrote ${file}`),
    ...near(kept).map((file) => `Kept ${file}, which was changed. To replace it: --replace`),
    `Now: cd ${path} && nbgrader generate_assignment ${assignment.name}`,
  ]);
}

async function exportTo(
  folder: string,
  { course: path, python, replace = false, json }: Options,
): Promise<void> {
  const course = new NbgraderCourse(path);
  const gradebook = new Gradebook(course, python);
  const outcome = await exportGrades(openAssignment(folder), course, gradebook, replace);
  const { students, kept, ungraded } = outcome;
  report(json, outcome, kept.length + ungraded.length, [
    `Wrote the grades of ${students} students.`,
    ...ungraded.map(({ student, notebook, why }) => `${student}, ${notebook}: waits for a person. ${why}`),
    ...kept.map(
      (place) => `${wordsOf(place)}: nbgrader has another grade of a person. To replace it: --replace`,
    ),
  ]);
}

async function importFrom(
  folder: string,
  { course: path, python, replace = false, json }: Options,
): Promise<void> {
  const course = new NbgraderCourse(path);
  const gradebook = new Gradebook(course, python);
  const outcome = await importGrades(openAssignment(folder), course, gradebook, replace);
  const { taken, kept } = outcome;
  report(json, outcome, kept.length, [
    `Took over the grades of ${taken} cells.`,
    ...kept.map((place) => `${wordsOf(place)}: we have another grade of a person. To replace it: --replace`),
  ]);
}

const wordsOf = ({ student, notebook, cell }: Place): string => `${student}, ${notebook}, cell "${cell}"`;

function report(json: boolean | undefined, outcome: object, left: number, lines: readonly string[]): void {
  console.log(json ? JSON.stringify(outcome) : lines.join("\n"));
  process.exitCode = left > 0 ? 1 : 0;
}
