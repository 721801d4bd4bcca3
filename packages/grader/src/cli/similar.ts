/** `gradus similar A` */

import { Command, InvalidArgumentError } from "commander";
import { writeWhole } from "../files/writeWhole.js";
import { openAssignment } from "../model/assignment.js";
import { similarPage } from "../similar/page.js";
import { similarJson, similarTable, similarText } from "../similar/print.js";
import { similarPairs } from "../similar/similar.js";

interface Options {
  /** In percent. */
  readonly threshold: number;
  readonly csv?: string;
  readonly html?: string;
  readonly json?: boolean;
}

export function similarCommand(): Command {
  return new Command("similar")
    .description("find pairs of hand-ins whose code is alike, even with other names")
    .argument("<assignment>", "its folder, with hand-ins in submitted/")
    .option("--threshold <percent>", "how much of what is their own two must share", percent, 60)
    .option("--csv <file>", "write the pairs as a table")
    .option("--html <file>", "write a page with the pairs side by side")
    .option("--json", "print the pairs as JSON")
    .addHelpText(
      "after",
      `
Only answers in code are compared. What was given, and what more than half of the students share, does not count.
Similarity is a reason to look, not a proof.

Ends with 0 when no pair is above the threshold, 1 when one is.`,
    )
    .action((folder: string, { threshold, csv, html, json }: Options) => {
      const assignment = openAssignment(folder);
      const similar = similarPairs(assignment, threshold / 100);
      if (csv !== undefined) writeWhole(csv, similarTable(similar));
      if (html !== undefined)
        writeWhole(html, similarPage(assignment.settings.title ?? assignment.name, similar));
      console.log(json ? similarJson(similar) : similarText(similar, threshold / 100));
      process.exitCode = similar.pairs.length > 0 ? 1 : 0;
    });
}

function percent(text: string): number {
  const value = Number(text);
  if (value >= 1 && value <= 100) return value;
  throw new InvalidArgumentError("It must be a number from 1 to 100.");
}
