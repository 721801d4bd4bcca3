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
    .addHelpText(
      "after",
      "\nThe last one that you hand in counts. When it came is seen where it is collected.\n" +
        "Ends with 0 when all is handed in, 1 when it is, but may be a mistake, 2 when nothing is.",
    )
    .action((notebooks: readonly string[], { assignment, student, to, json }: Options) => {
      const submission = submit(notebooks, assignment, student, to);
      if (json) console.log(JSON.stringify(submission));
      else {
        console.log(`Handed in for ${student}. Your receipt (SHA-256 of each file):`);
        for (const { file, sha256, savedAt } of submission.files)
          console.log(`${sha256}  ${file}, saved ${new Date(savedAt).toLocaleString("sv")}`);
        for (const { file, warnings } of submission.files)
          for (const warning of warnings) console.error(`Look at ${file}: ${warning}`);
      }
      process.exitCode = submission.files.some(({ warnings }) => warnings.length > 0) ? 1 : 0;
    });
}
