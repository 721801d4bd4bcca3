/** Options of all commands of the service: where it remembers. */

import { resolve } from "node:path";
import { Option } from "commander";
import type { Place } from "../service/data/open.js";

export interface PlaceOptions {
  readonly data?: string;
  readonly database?: string;
}

const FOLDER = "gradus-service";

export const placeOptions = (): readonly Option[] => [
  new Option("--data <folder>", `where the service keeps its file (default: ./${FOLDER})`),
  // It can hold a password, which everybody on a machine could read in a command line.
  new Option("--database <url>", "postgres://user@host/name in its place")
    .env("GRADUS_DATABASE")
    .conflicts("data"),
];

export const placeOf = ({ data, database }: PlaceOptions): Place =>
  database === undefined ? { folder: resolve(data ?? FOLDER) } : { url: database };
