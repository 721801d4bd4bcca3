/** `gradus summary A` */

import { Command } from "commander";
import { openAssignment } from "../model/assignment.js";
import { summaryText } from "../report/summary/terminal.js";
import { writeCourseReports } from "../report/writeReports.js";

export function summaryCommand(): Command {
  return new Command("summary")
    .description("say how an assignment went: scores, what failed most, what is left to do")
    .argument("<assignment>", "its folder, with the results of gradus grade in graded/")
    .option("--json", "print the summary as JSON")
    .addHelpText(
      "after",
      "\nAlso writes graded/summary.html and graded/grades.csv.\nEnds with 0 when all is graded, 1 when something is left to do.",
    )
    .action((folder: string, { json }: { json?: boolean }) => {
      const summary = writeCourseReports(openAssignment(folder));
      console.log(json ? JSON.stringify(summary) : summaryText(summary));
      process.exitCode = summary.byStatus.graded === summary.students ? 0 : 1;
    });
}
