/** `gradus release A` */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { Command } from "commander";
import { openAssignment } from "../model/assignment.js";
import { releaseOf } from "../release/release.js";

export function releaseCommand(): Command {
  return new Command("release")
    .description("make the student and the solution version of each source notebook")
    .argument("<assignment>", "its folder, with the instructor's notebooks in source/")
    .option("--json", "print what was written as JSON")
    .action((folder: string, { json }: { json?: boolean }) => {
      const written = releaseOf(openAssignment(folder));
      for (const { path, text } of written) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
      const paths = written.map(({ path }) => relative(process.cwd(), path));
      if (json) console.log(JSON.stringify({ written: paths }));
      else for (const path of paths) console.log(`Wrote ${path}`);
    });
}
