/** Runs a student's code so that a loop without end comes to one. */

import { Script } from "node:vm";
import { EndlessError } from "../errors.js";

const KEY = Symbol.for("gradus.limited");
const script = new Script("globalThis[Symbol.for('gradus.limited')]()");

/**
 * @param milliseconds after which it is stopped; until then the person may stop it, too
 * @throws EndlessError when it was stopped
 */
export function limited<T>(run: () => T, milliseconds: number): T {
  const shared = globalThis as unknown as Record<symbol, () => T>;
  shared[KEY] = run;
  try {
    return script.runInThisContext({ timeout: milliseconds, breakOnSigint: true }) as T;
  } catch (error) {
    switch ((error as { code?: unknown } | undefined)?.code) {
      case "ERR_SCRIPT_EXECUTION_TIMEOUT":
        throw new EndlessError(`was stopped after ${milliseconds / 1000} s`);
      case "ERR_SCRIPT_EXECUTION_INTERRUPTED":
        throw new EndlessError("was stopped by you");
      default:
        throw error;
    }
  }
}
