/** Options that several commands have. */

import { InvalidArgumentError, Option } from "commander";

/** An address can hold a password, which everybody on a machine could read in a command line. */
export const queueOption = (): Option =>
  new Option("--queue <url>", "where workers take work from: redis://, rediss:// or postgres://").env(
    "GRADUS_QUEUE",
  );

export const storeOption = (): Option =>
  new Option(
    "--store <place>",
    "where hand-ins and results lie for workers: a folder, or s3://bucket/prefix with AWS_… in the environment",
  ).env("GRADUS_STORE");

export function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}

export function port(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value < 65_536) return value;
  throw new InvalidArgumentError("It must be a number from 0 to 65535.");
}
