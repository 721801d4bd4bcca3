/** `gradus-kernel install` and `gradus-kernel uninstall`, which makes undone what the former did with the same options. */

import { join, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { activePrefix, prefixData, thisMachine, userData, type Machine } from "./dataFolder.js";
import { removeSpec, writeSpec } from "./folder.js";
import { DISPLAY_NAME, kernelSpec, TYPE_ERRORS, type TypeErrors } from "./kernelSpec.js";

interface Place {
  readonly user?: true;
  readonly prefix?: string;
  readonly sysPrefix?: true;
  readonly name: string;
}

interface Installation extends Place {
  readonly displayName: string;
  readonly typeErrors: TypeErrors;
}

export function kernelCommand(): Command {
  return new Command("gradus-kernel")
    .description("Make Jupyter know the TypeScript kernel, or forget it.")
    .version("0.1.0")
    .showHelpAfterError()
    .addCommand(installCommand())
    .addCommand(uninstallCommand());
}

function installCommand(): Command {
  return placed(new Command("install").description("write the description that Jupyter starts the kernel by"))
    .option("--display-name <text>", "what Jupyter calls it", displayName, DISPLAY_NAME)
    .addOption(
      new Option("--type-errors <what>", "what they do to a cell: it is not run, or run with a warning")
        .choices(TYPE_ERRORS)
        .default("stop"),
    )
    .action((options: Installation) => {
      const folder = folderOf(options, thisMachine());
      writeSpec(folder, kernelSpec(options));
      console.log(`Installed ${options.name} in ${folder}`);
    });
}

function uninstallCommand(): Command {
  return placed(new Command("uninstall").description("remove that description")).action((options: Place) => {
    const folder = folderOf(options, thisMachine());
    removeSpec(folder);
    console.log(`Removed ${folder}`);
  });
}

/** The options that say which folder it is about. */
const placed = (command: Command): Command =>
  command
    .addOption(new Option("--user", "for this user (the default)").conflicts(["prefix", "sysPrefix"]))
    .addOption(new Option("--prefix <folder>", "for one environment").conflicts("sysPrefix"))
    .addOption(new Option("--sys-prefix", "for the Python environment that is active in this terminal"))
    .option("--name <name>", "the name that notebooks know it by", kernelName, "gradus");

function folderOf({ prefix, sysPrefix, name }: Place, machine: Machine): string {
  return resolve(join(dataOf(prefix ?? (sysPrefix && activePrefix(machine)), machine), "kernels", name));
}

const dataOf = (prefix: string | undefined, machine: Machine): string =>
  prefix === undefined ? userData(machine) : prefixData(resolve(prefix), machine);

/** Jupyter finds kernels by names in lower case only. */
function kernelName(name: string): string {
  if (/^[a-z0-9._-]+$/.test(name) && !/^\.+$/.test(name)) return name;
  throw new InvalidArgumentError(`Use lower-case letters, digits, ".", "-" and "_", for example: gradus`);
}

function displayName(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError(`Give it some words, for example: "${DISPLAY_NAME}"`);
}
