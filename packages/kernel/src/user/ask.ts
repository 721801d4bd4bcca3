/** Questions to the person, for which the cell stands still. */

import { currentRun, Interrupted } from "./context.js";
import { workerPort } from "./port.js";

/** @throws Interrupted when the cell is stopped instead; Error when nobody can be asked */
export function ask(question: string, isSecret = false): string {
  const answer = workerPort.ask(currentRun().id, question, isSecret);
  switch (answer.kind) {
    case "text":
      return answer.text;
    case "stopped":
      throw new Interrupted();
    case "nobody":
      throw new Error("Nobody can be asked here: the program that runs this notebook has no input.");
  }
}

/** As in a browser: null when nothing was typed, and nothing was proposed. */
export function prompt(message = "", proposed = ""): string | null {
  return ask(message) || proposed || null;
}
