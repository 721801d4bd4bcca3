/** `gradus doctor` */

import { Command } from "commander";
import { examined } from "../doctor/doctor.js";
import { green, red } from "./colours.js";

export function doctorCommand(): Command {
  return new Command("doctor")
    .description("attack the sandbox of this machine, and say what holds")
    .option("--json", "print the result as JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const examination = await examined();
      const { walls, hasGroup } = examination;
      if (json) console.log(JSON.stringify(examination));
      else {
        for (const { name, holds, found } of walls)
          console.log(holds ? `${green("✓")} ${name}` : `${red("✗")} ${name}: ${found!}`);
        console.log(
          hasGroup
            ? "Control groups bound each sandbox as a whole."
            : "There are no control groups here that can be used: limits hold for each process, which is enough for one that starts no other.",
        );
      }
      process.exitCode = walls.every(({ holds }) => holds) ? 0 : 3;
    });
}
