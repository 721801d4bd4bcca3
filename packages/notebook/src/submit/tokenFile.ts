/** Tokens that have worked before, one for each service: a file that nobody but its owner can read. */

import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

type Tokens = Readonly<Record<string, string>>;

function path(): string {
  const { XDG_CONFIG_HOME: folder = "" } = process.env;
  return join(isAbsolute(folder) ? folder : join(homedir(), ".config"), "gradus", "tokens.json");
}

/** A file that somebody has broken is as good as none: the token is asked for again. */
function read(): Tokens {
  try {
    const data: unknown = JSON.parse(readFileSync(path(), "utf8"));
    const entries = Object.entries(data ?? {});
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return {};
  }
}

function write(tokens: Tokens): void {
  const file = path();
  const scratch = `${file}.${randomUUID()}`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // Under another name first: another notebook may be reading it.
    writeFileSync(scratch, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    renameSync(scratch, file);
  } finally {
    rmSync(scratch, { force: true });
  }
}

export const storedToken = (url: string): string | undefined => {
  const tokens = read();
  return Object.hasOwn(tokens, url) ? tokens[url] : undefined;
};

/** @returns whether it could be written */
export function storeToken(url: string, token: string): boolean {
  try {
    write({ ...read(), [url]: token });
    return true;
  } catch {
    return false;
  }
}

export function forgetToken(url: string): void {
  write(Object.fromEntries(Object.entries(read()).filter(([service]) => service !== url)));
}
