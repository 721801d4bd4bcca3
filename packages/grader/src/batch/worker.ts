/** A thread that grades one notebook after the other: it holds the compiler, the judge and its own sandboxes. */

import { parentPort, workerData } from "node:worker_threads";
import { MachineError } from "../errors.js";
import { gradeNotebook } from "../grade/gradeNotebook.js";
import { readMaster, type Master } from "../grade/master.js";
import { openAssignment } from "../model/assignment.js";
import { OpenLauncher } from "../sandbox/launcher.js";
import { SLOTS, WarmLauncher } from "../sandbox/warmLauncher.js";
import type { Order, Report, Setup, Sign } from "./messages.js";

/** In milliseconds. */
const HEARTBEAT = 1000;

const { folder, secret, index, firstSlot, isUnsafe } = workerData as Setup;
const assignment = openAssignment(folder);
const launcher = isUnsafe ? new OpenLauncher() : new WarmLauncher(firstSlot + index * SLOTS);
const masters = new Map<string, Master>();

function masterOf(notebook: string): Master {
  let master = masters.get(notebook);
  if (!master) masters.set(notebook, (master = readMaster(assignment, notebook)));
  return master;
}

async function grade({ notebook, bytes, file }: Extract<Order, { do: "grade" }>): Promise<Report> {
  try {
    const master = masterOf(notebook);
    return { result: await gradeNotebook(bytes, file, { master, launcher, secret }) };
  } catch (error) {
    // Everything that a hand-in can be guilty of is in its result.
    const { message } = error as Error;
    return { problem: error instanceof MachineError ? message : `${(error as Error).stack ?? message}` };
  }
}

setInterval(() => {
  parentPort!.postMessage("alive" satisfies Sign);
}, HEARTBEAT);

parentPort!.on("message", (order: Order) => {
  void (async () => {
    if (order.do === "grade") parentPort!.postMessage(await grade(order));
    else {
      await launcher.close();
      // Also the compiler's service ends with the thread.
      process.exit(0);
    }
  })();
});
