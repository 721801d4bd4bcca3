/** `gradus submit NOTEBOOK…` */

import { Command } from "commander";
import { submit } from "../collect/submit.js";

interface Options {
  readonly assignment: string;
  readonly student: string;
  readonly to: string;
  readonly json?: boolean;
}

export function submitCommand(): Command {
  return new Command("submit")
    .description("hand in notebooks: lay them into a folder that the instructor collects")
    .argument("<notebook...>", "the notebooks, saved")
    .requiredOption("--assignment <name>", "for example exercise-3")
    .requiredOption("--student <id>", "your name in the course")
    .requiredOption("--to <folder>", "the folder for hand-ins")
    .option("--json", "print the receipt as JSON")
    .action((files: readonly string[], { assignment, student, to, json }: Options) => {
      const submission = submit(files, assignment, student, to);
      if (json) console.log(JSON.stringify(submission));
      else {
        console.log(`Handed in for ${student}. Your receipt (SHA-256 of each file):`);
        for (const { file, sha256 } of submission.files) console.log(`${sha256}  ${file}`);
      }
    });
}
