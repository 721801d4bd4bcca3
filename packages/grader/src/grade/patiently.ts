/** What the machine fails at is tried again: it may have had too much to do. */

import { setTimeout as sleep } from "node:timers/promises";
import { MachineError } from "../errors.js";

const ATTEMPTS = 3;
/** In milliseconds; twice as long each time. */
const PAUSE = 200;

/** @throws MachineError when the last attempt fails, too */
export async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let i = 1; ; i++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof MachineError) || i === ATTEMPTS) throw error;
      await sleep(PAUSE * 2 ** i);
    }
  }
}
