/** `gradus tokens` */

import { readFileSync } from "node:fs";
import { Command } from "commander";
import { safeId } from "../collect/whose.js";
import { UsageError } from "../errors.js";
import { parseCsv } from "../report/csv/read.js";
import { csvLine } from "../report/csv/write.js";
import { count } from "../report/points.js";
import { openDatabase } from "../service/data/open.js";
import { Tokens, type KnownToken } from "../service/data/tokens.js";
import { positive } from "./options.js";
import { placeOf, placeOptions, type PlaceOptions } from "./place.js";

interface AddOptions extends PlaceOptions {
  readonly csv?: string;
  readonly expires?: number;
  readonly replace?: boolean;
  readonly json?: boolean;
}

type JsonOptions = PlaceOptions & { readonly json?: boolean };

const DAY = 24 * 60 * 60 * 1000;

export function tokensCommand(): Command {
  return new Command("tokens")
    .description("give students tokens for the submission service, and take them back")
    .addCommand(
      subcommand("add", "print a token for each student, once: only its hash is kept")
        .argument("[id...]", "the names of the students' folders")
        .option("--csv <file>", "a table with the names in its first column")
        .option("--expires <days>", "after which they do not work any more", positive)
        .option("--replace", "revoke the token of a student who has one, and give a new one")
        .addHelpText("after", "\nEnds with 0 when each got one, 1 when somebody had one already.")
        .action(add),
    )
    .addCommand(subcommand("list", "who has a token").action(list))
    .addCommand(
      subcommand("revoke", "from now on their tokens do not work")
        .argument("<id...>", "the names of the students' folders")
        .addHelpText("after", "\nEnds with 0 when each had one, 1 when somebody had none.")
        .action(revoke),
    );
}

function subcommand(name: string, description: string): Command {
  const command = new Command(name).description(description).option("--json", "print the outcome as JSON");
  for (const option of placeOptions()) command.addOption(option);
  return command;
}

async function add(named: readonly string[], options: AddOptions): Promise<void> {
  const ids = [...new Set([...named, ...(options.csv === undefined ? [] : idsIn(options.csv))])];
  if (ids.length === 0) throw new UsageError("Say for whom: gradus tokens add ID…, or --csv FILE");
  const wrong = ids.filter((id) => safeId(id) !== id);
  if (wrong.length > 0)
    throw new UsageError(
      `"${wrong[0]!}" cannot be a student's name: letters, digits and . _ @ - (${count(wrong.length, "name")} in all). No token was made.`,
    );
  const expiresAt = options.expires === undefined ? undefined : new Date(Date.now() + options.expires * DAY);
  await withTokens(options, async (tokens) => {
    const [added, kept]: [{ id: string; token: string }[], string[]] = [[], []];
    if (!options.json) process.stdout.write(csvLine(["id", "token"]));
    for (const id of ids) {
      const token = await tokens.add(id, { expiresAt, isReplaced: options.replace ?? false });
      if (token === undefined) kept.push(id);
      else {
        added.push({ id, token });
        // At once: when a later name fails, nobody could tell the earlier tokens any more.
        if (!options.json) process.stdout.write(csvLine([id, token]));
      }
    }
    if (options.json) console.log(JSON.stringify({ added, kept }));
    else if (kept.length > 0)
      console.error(`${kept.join(", ")}: has a token already. For a new one, use --replace.`);
    process.exitCode = kept.length > 0 ? 1 : 0;
  });
}

/** A head is left out, if it is one. */
function idsIn(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  const rows = parseCsv(text);
  if (typeof rows === "number") throw new UsageError(`${file}, line ${rows}: a quoted field does not end.`);
  const ids = rows.map(({ fields }) => fields[0]!.trim()).filter((id) => id !== "");
  return /^(id|student|user ?name|login)$/i.test(ids[0] ?? "") ? ids.slice(1) : ids;
}

async function list(options: JsonOptions): Promise<void> {
  await withTokens(options, async (tokens) => {
    const known = await tokens.list();
    if (options.json) console.log(JSON.stringify({ tokens: known }));
    else
      process.stdout.write(
        [
          csvLine(["id", "state", "since", "expires"]),
          ...known.map((token) =>
            csvLine([token.student, stateOf(token), token.revokedAt ?? token.createdAt, token.expiresAt]),
          ),
        ].join(""),
      );
  });
}

function stateOf({ revokedAt, expiresAt }: KnownToken): string {
  if (revokedAt !== undefined) return "revoked";
  return expiresAt !== undefined && expiresAt <= new Date().toISOString() ? "expired" : "works";
}

async function revoke(ids: readonly string[], options: JsonOptions): Promise<void> {
  await withTokens(options, async (tokens) => {
    const [revoked, without]: [string[], string[]] = [[], []];
    for (const id of ids) ((await tokens.revoke(id)) ? revoked : without).push(id);
    if (options.json) console.log(JSON.stringify({ revoked, without }));
    else {
      if (revoked.length > 0) console.log(`Revoked: ${revoked.join(", ")}`);
      if (without.length > 0) console.error(`Had no token: ${without.join(", ")}`);
    }
    process.exitCode = without.length > 0 ? 1 : 0;
  });
}

async function withTokens(options: PlaceOptions, work: (tokens: Tokens) => Promise<void>): Promise<void> {
  const db = await openDatabase(placeOf(options));
  try {
    await work(new Tokens(db));
  } finally {
    await db.destroy();
  }
}
