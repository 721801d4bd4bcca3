/** Passes over gates whose classes nobody knows, written so that the JavaScript engine sees each gate by itself. */

import type { GateLike } from "../../gate.js";

export type Pass = () => void;

/** Beyond some kilobytes of bytecode a function is no longer optimised. */
const STATEMENTS_PER_FUNCTION = 64;

/**
 * Run one statement for each gate, in order. A loop `for (const gate of gates) gate.forward()` has one place from
 * which all classes are called, and the engine looks each call up; here each gate is a constant with a call of its own.
 *
 * @param statement in which the gate is called `gate`, for example `gate.forward()`
 */
export function passOver(gates: readonly GateLike[], statement: string): Pass {
  let passes: Pass[] = [];
  for (let i = 0; i < gates.length; i += STATEMENTS_PER_FUNCTION) {
    passes.push(
      sequence(gates.slice(i, i + STATEMENTS_PER_FUNCTION), (name) => statement.replace("gate", name)),
    );
  }
  // A tree of functions, since a million gates are too many calls for one.
  while (passes.length > 1) {
    const callers: Pass[] = [];
    for (let i = 0; i < passes.length; i += STATEMENTS_PER_FUNCTION) {
      callers.push(sequence(passes.slice(i, i + STATEMENTS_PER_FUNCTION), (name) => `${name}()`));
    }
    passes = callers;
  }
  return passes[0] ?? (() => undefined);
}

function sequence(constants: readonly unknown[], statement: (name: string) => string): Pass {
  const names = constants.map((_, i) => `c${i}`);
  const body = names.map((name) => `${statement(name)};`).join("\n");
  // The text holds no name that a student chose.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(
    "constants",
    `"use strict";\nconst [${names.join()}] = constants;\nreturn () => {\n${body}\n};`,
  );
  return (make as (constants: readonly unknown[]) => Pass)(constants);
}
