/** Reads a command line as `gradus` reads it, without doing what it says. */

import { doctorCommand } from "../../../packages/grader/src/cli/doctor.js";
import { gradeCommand } from "../../../packages/grader/src/cli/grade.js";
import { serveCommand } from "../../../packages/grader/src/cli/serve.js";
import { statusCommand } from "../../../packages/grader/src/cli/status.js";
import { tokensCommand } from "../../../packages/grader/src/cli/tokens.js";
import { workerCommand } from "../../../packages/grader/src/cli/worker.js";

const COMMANDS = [doctorCommand, gradeCommand, serveCommand, statusCommand, tokensCommand, workerCommand];

type Command = ReturnType<typeof workerCommand>;

export interface Understood {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The environment variables that it reads. */
  readonly variables: readonly string[];
}

/**
 * @param variables of its environment
 * @throws Error when it makes no sense
 */
export function understood(
  [name, ...args]: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Understood {
  const command = COMMANDS.map((make) => make()).find((each) => each.name() === name);
  if (!command) throw new Error(`gradus ${name} is no command that a deployment needs.`);
  let called: Command | undefined;
  const callable = command.commands.length > 0 ? command.commands : [command];
  for (const each of callable)
    each.action(() => {
      called = each;
    });
  for (const each of [command, ...command.commands])
    each.exitOverride().configureOutput({ writeErr: () => undefined });
  const before = new Map(Object.keys(variables).map((each) => [each, process.env[each]]));
  Object.assign(process.env, variables);
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    throw new Error(`gradus ${name}: ${(error as Error).message}`, { cause: error });
  } finally {
    for (const [each, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, each);
      else process.env[each] = value;
  }
  const { options } = called!;
  return {
    ...{ name: command.name(), options: called!.opts() },
    variables: options.flatMap(({ envVar }) => (envVar === undefined ? [] : [envVar])),
  };
}
