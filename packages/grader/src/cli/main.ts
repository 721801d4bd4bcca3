/** The command `gradus`. */

import { Command } from "commander";
import { collectCommand } from "./collect.js";
import { doctorCommand } from "./doctor.js";
import { exportCommand } from "./export.js";
import { feedbackCommand } from "./feedback.js";
import { gradeCommand } from "./grade.js";
import { manualCommand } from "./manual.js";
import { nbgraderCommand } from "./nbgrader.js";
import { releaseCommand } from "./release.js";
import { run } from "./run.js";
import { similarCommand } from "./similar.js";
import { submitCommand } from "./submit.js";
import { summaryCommand } from "./summary.js";

const program = new Command("gradus")
  .description("Release exercise notebooks, collect hand-ins, and grade code that nobody trusts.")
  .version("0.1.0")
  .showHelpAfterError()
  .addCommand(releaseCommand())
  .addCommand(submitCommand())
  .addCommand(collectCommand())
  .addCommand(gradeCommand())
  .addCommand(summaryCommand())
  .addCommand(manualCommand())
  .addCommand(feedbackCommand())
  .addCommand(exportCommand())
  .addCommand(similarCommand())
  .addCommand(doctorCommand())
  .addCommand(nbgraderCommand());

await run(program, process.argv);
