/** The kernel's first thread, where cells run. The front has a thread of its own, and is started from here. */

import { writeSync } from "node:fs";
import { MessageChannel, Worker } from "node:worker_threads";
import { SHARED, type ToUser } from "../link/messages.js";
import { heard } from "./comms.js";
import { carryOverTimers, currentRun } from "./context.js";
import { execute, failureOf, forget, interrupt } from "./executor.js";
import { addGlobals } from "./globals.js";
import { print, takeStreams } from "./output.js";
import { workerPort } from "./port.js";
import { tellOfCells } from "./stack.js";

/** Taken before timers are made to carry the cell that set them. */
const soon = setImmediate;
const shared = new Int32Array(new SharedArrayBuffer(SHARED.length * Int32Array.BYTES_PER_ELEMENT));
const { port1: port, port2: frontPort } = new MessageChannel();
const { port1: answers, port2: frontAnswers } = new MessageChannel();

const front = new Worker(new URL("front.js", import.meta.url), {
  argv: process.argv.slice(2),
  // Its garbage is collected early; the cells' own thread has all the memory that Node gives.
  resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 },
  workerData: { port: frontPort, answers: frontAnswers, shared },
  transferList: [frontPort, frontAnswers],
});
front.on("error", (error) => {
  // The stream of the process belongs to the cells.
  writeSync(2, `${error.stack}\n`);
  process.reallyExit(1);
});
workerPort.open(port, answers, shared);

port.on("message", (message: ToUser) => {
  switch (message.type) {
    case "run":
      // Not from here: a loop that is stopped ends whatever called it.
      soon(() => {
        execute(message);
      });
      return;
    case "interrupt":
      interrupt(message.isForced);
      workerPort.send({ type: "interrupted", token: message.token });
      return;
    case "forget":
      forget(message.runs);
      return;
    case "comm":
      soon(() => {
        heard(message);
      });
      return;
    case "exit":
      // At once: neither timers nor servers nor a debugger hold a kernel that was told to end.
      process.reallyExit(0);
  }
});

tellOfCells();
takeStreams();
carryOverTimers();
addGlobals();

/** What a cell left to fail later is told below the cell that runs or ran last, and the kernel goes on. */
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    if (currentRun().isStopped) return;
    print("stderr", `${failureOf(error).traceback.join("\n")}\n`);
  });
}
process.on("SIGINT", () => {
  interrupt();
});
