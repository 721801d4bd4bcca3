/** `gradus feedback A` */

import { Command } from "commander";
import { students } from "../batch/units.js";
import { UsageError } from "../errors.js";
import { openAssignment } from "../model/assignment.js";
import { Draughtsman } from "../report/drawing/draughtsman.js";
import { count } from "../report/points.js";
import { writeFeedback } from "../report/writeFeedback.js";
import { ProgressBar } from "./progressBar.js";

interface Options {
  readonly student: readonly string[];
  readonly json?: boolean;
}

export function feedbackCommand(): Command {
  return new Command("feedback")
    .description("write a page for each student: points, hints, graphs with what is wrong, comments")
    .argument("<assignment>", "its folder, with the results of gradus grade in graded/")
    .option("--student <id...>", "only these students", [])
    .option("--json", "print what was written as JSON")
    .addHelpText(
      "after",
      "\nWrites graded/students/ID/feedback.html.\nEnds with 0 when every score is final, 1 when one is not.",
    )
    .action(feedback);
}

async function feedback(folder: string, { student: only, json }: Options): Promise<void> {
  const assignment = openAssignment(folder);
  const known = students(assignment);
  const strangers = only.filter((each) => !known.includes(each));
  if (strangers.length > 0)
    throw new UsageError(`Nobody called ${strangers.join(", ")} has handed in (${assignment.submitted()}).`);
  const wanted = only.length > 0 ? only : known;
  const bar = new ProgressBar("pages");
  const draughtsman = new Draughtsman();
  const preliminary: string[] = [];
  for (const [i, student] of wanted.entries()) {
    const { status } = await writeFeedback(assignment, student, draughtsman);
    if (status !== "graded") preliminary.push(student);
    bar.show(i + 1, wanted.length);
  }
  bar.end();
  await draughtsman.close();
  if (json) console.log(JSON.stringify({ written: wanted.length, preliminary }));
  else {
    console.log(
      `Wrote ${count(wanted.length, "page")} (${assignment.graded("students", "ID", "feedback.html")}).`,
    );
    if (preliminary.length > 0)
      console.log(
        `The score of ${count(preliminary.length, "student")} is not final yet. What is left: gradus summary ${folder}`,
      );
  }
  process.exitCode = preliminary.length > 0 ? 1 : 0;
}
