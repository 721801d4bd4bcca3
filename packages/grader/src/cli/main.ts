/** The command `gradus`. */

import { Command } from "commander";
import { run } from "./run.js";

/** In the order in which they are used. Only the one that is called is loaded: compilers take their time. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  release: async () => (await import("./release.js")).releaseCommand(),
  submit: async () => (await import("./submit.js")).submitCommand(),
  collect: async () => (await import("./collect.js")).collectCommand(),
  grade: async () => (await import("./grade.js")).gradeCommand(),
  worker: async () => (await import("./worker.js")).workerCommand(),
  status: async () => (await import("./status.js")).statusCommand(),
  summary: async () => (await import("./summary.js")).summaryCommand(),
  manual: async () => (await import("./manual.js")).manualCommand(),
  feedback: async () => (await import("./feedback.js")).feedbackCommand(),
  export: async () => (await import("./export.js")).exportCommand(),
  similar: async () => (await import("./similar.js")).similarCommand(),
  doctor: async () => (await import("./doctor.js")).doctorCommand(),
  serve: async () => (await import("./serve.js")).serveCommand(),
  tokens: async () => (await import("./tokens.js")).tokensCommand(),
  nbgrader: async () => (await import("./nbgrader.js")).nbgraderCommand(),
};

const called = COMMANDS[process.argv[2] ?? ""];
const commands = await Promise.all((called ? [called] : Object.values(COMMANDS)).map((load) => load()));

const program = new Command("gradus")
  .description("Release exercise notebooks, collect hand-ins, and grade code that nobody trusts.")
  .version("0.1.0")
  .showHelpAfterError();
for (const command of commands) program.addCommand(command);

await run(program, process.argv);
