/** Where a notebook is handed in: the file `gradus.json` beside it, or in a folder above. */

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CourseFileError } from "./errors.js";

export interface Place {
  readonly assignment: string;
  /** Of the service, without a slash at its end. */
  readonly url: string;
}

const FILE = "gradus.json";

/** @throws CourseFileError */
export function placeFor(folder: string): Place {
  const file = findAbove(resolve(folder));
  if (file === undefined)
    throw new CourseFileError(
      `There is no ${FILE} in ${resolve(folder)} or in a folder above, so it is not known where to hand in. ` +
        "Your instructor gives it out together with the notebooks: put it beside this one.",
    );
  const broken = (what: string): CourseFileError =>
    new CourseFileError(`${file} ${what}. Get it again from your instructor.`);
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw broken("cannot be read");
  }
  const { assignment, url } = (data ?? {}) as Record<string, unknown>;
  // It becomes a part of an address, where two dots would lead elsewhere.
  if (typeof assignment !== "string" || !/^\w[\w. -]*$/.test(assignment))
    throw broken('does not say which "assignment" it is for');
  if (typeof url !== "string" || !URL.canParse(url)) throw broken('has no "url" of the service');
  return { assignment, url: addressOf(url, broken) };
}

function findAbove(folder: string): string | undefined {
  const file = join(folder, FILE);
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : findAbove(above);
}

function addressOf(url: string, broken: (what: string) => CourseFileError): string {
  const { protocol, hostname, origin, pathname, username, search, hash } = new URL(url);
  if (!/^https?:$/.test(protocol) || username + search + hash !== "")
    throw broken('has a "url" that is not the address of a service');
  if (protocol === "http:" && !isThisMachine(hostname))
    throw new CourseFileError(
      `${origin} is not encrypted, so everybody on the network could read your token. ` +
        "Nothing was sent. Ask your instructor for an address that begins with https://.",
    );
  return origin + pathname.replace(/\/+$/, "");
}

const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
