/** A thread that grades one notebook after the other: it holds the compiler, the judge and its own sandboxes. */

import { parentPort, workerData } from "node:worker_threads";
import { MachineError } from "../errors.js";
import { gradeNotebook } from "../grade/gradeNotebook.js";
import { masterOf, type Master } from "../grade/master.js";
import { OpenLauncher } from "../sandbox/launcher.js";
import { SLOTS, WarmLauncher } from "../sandbox/warmLauncher.js";
import type { Course } from "./course.js";
import type { Order, Report, Setup, Sign } from "./messages.js";
import { ownFault } from "./ownFault.js";

/** In milliseconds. */
const HEARTBEAT = 1000;

/** Those of all notebooks of a few assignments; a worker may live for a whole year. */
const KNOWN_MASTERS = 50;

const { index, firstSlot, isUnsafe } = workerData as Setup;
const launcher = isUnsafe ? new OpenLauncher() : new WarmLauncher(firstSlot + index * SLOTS);
const masters = new Map<string, Master>();

function masterOfCourse({ notebook, source }: Course): Master {
  const there = masters.get(source);
  if (there) return there;
  if (masters.size === KNOWN_MASTERS) masters.clear();
  const master = masterOf(notebook, source, `${notebook}.ipynb`);
  masters.set(source, master);
  return master;
}

async function grade({ course, bytes }: Extract<Order, { do: "grade" }>): Promise<Report> {
  const { notebook, secret } = course;
  try {
    const master = masterOfCourse(course);
    // Nothing of whoever has handed in: the same bytes get the same result.
    return { result: await gradeNotebook(bytes, `${notebook}.ipynb`, { master, launcher, secret }) };
  } catch (error) {
    // Everything that a hand-in can be guilty of is in its result.
    return { problem: error instanceof MachineError ? error.message : ownFault(error) };
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
