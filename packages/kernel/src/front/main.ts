/** The kernel's second thread: everything between Jupyter and the cells, so that it never waits for one. */

import { setTimeout as sleep } from "node:timers/promises";
import { workerData, type MessagePort } from "node:worker_threads";
import type { FromUser } from "../link/messages.js";
import { Comms } from "./comms.js";
import { readConnection } from "./connection.js";
import { editor } from "./editor.js";
import { Executions } from "./executions.js";
import { History } from "./history.js";
import { Jupyter, type Request } from "./jupyter.js";
import { Names } from "./names.js";
import { endWithParent } from "./parent.js";
import { Outputs } from "./outputs.js";
import { Prompter } from "./prompter.js";
import { answerers, type Known } from "./requests.js";
import { Types } from "./types.js";
import { User } from "./user.js";

/** What the first thread hands over. */
export interface FrontData {
  readonly port: MessagePort;
  readonly answers: MessagePort;
  readonly shared: Int32Array;
}

const { port, answers, shared } = workerData as FrontData;
const [file = "", ...options] = process.argv.slice(2);
const connection = readConnection(file);
const jupyter = new Jupyter(connection);
const outputs = new Outputs(jupyter, shared);
const prompter = new Prompter(jupyter, answers, shared);
const user = new User(port, hear);
const history = new History();
const names = new Names();

const warn = (run: number, text: string): void => {
  outputs.print({ run, name: "stderr", text });
};

/** Milliseconds for Jupyter's first questions, which need no compiler. */
const FIRST_QUESTIONS = 30;

const types = new Types(
  sleep(FIRST_QUESTIONS)
    .then(() => import("../check/native.js"))
    .then(({ startChecker }) => startChecker({ folder: process.cwd() })),
  (why) => {
    warn(
      executions.latestRun,
      `Types are not checked any more: ${why}. Restart the kernel to have them back.\n`,
    );
  },
);
const executions = new Executions(jupyter, outputs, history, {
  names,
  types,
  user,
  typeErrors: options.includes("--type-errors=warn") ? "warn" : "stop",
  warn,
});
const comms = new Comms(jupyter, { "gradus.editor": editor(names, types) }, (message) =>
  user.handle(message),
);
const known: Known = { names, types, history };

await jupyter.open(connection, {
  requested: (request) => {
    void answer(request);
  },
  answered: (text) => {
    prompter.answered(text);
  },
});
jupyter.publish("status", { execution_state: "starting" }, {});
endWithParent(exit);

function hear(message: FromUser): void {
  switch (message.type) {
    case "stream":
      outputs.printed(message);
      return;
    case "publish":
      comms.published(message);
      outputs.publish(message.run, message.kind, message.content, message.metadata, message.buffers);
      return;
    case "ask":
      outputs.flush();
      prompter.ask(outputs.requestOf(message.run), message.prompt, message.isSecret);
      return;
    case "target":
      comms.registered(message.name);
      return;
    case "done":
      outputs.flush();
  }
}

async function answer(request: Request): Promise<void> {
  const { msg_type: type } = request.header;
  if (type === "execute_request") return executions.add(request);
  jupyter.publish("status", { execution_state: "busy" }, request.header);
  try {
    const content = await contentFor(type, request);
    if (content) jupyter.reply(request, content);
  } catch (error) {
    const { name, message, stack } = error as Error;
    jupyter.reply(request, { status: "error", ename: name, evalue: message, traceback: [stack ?? message] });
  }
  outputs.flush();
  jupyter.publish("status", { execution_state: "idle" }, request.header);
  // Front ends show the latest state that they hear of, and a cell may be running.
  const { current } = executions;
  if (current) jupyter.publish("status", { execution_state: "busy" }, current.header);
  if (type === "shutdown_request") await exit();
}

/** @returns nothing for messages without a reply */
async function contentFor(type: string, request: Request): Promise<object | undefined> {
  switch (type) {
    case "interrupt_request":
      return interrupt();
    case "shutdown_request":
      return { status: "ok", restart: request.content.restart === true };
    case "comm_info_request":
      return comms.info(request.content.target_name);
    case "comm_open":
    case "comm_msg":
    case "comm_close": {
      const run = executions.nextRun();
      outputs.begin(run, request);
      await comms.heard(request, run);
      return undefined;
    }
    default:
      return answerers[type]?.(known, request.content);
  }
}

async function interrupt(): Promise<object> {
  executions.stop();
  prompter.stop();
  if (await user.interrupt()) return { status: "ok" };
  warn(executions.latestRun, "What runs here cannot be stopped. Restart the kernel to go on.\n");
  return { status: "error", ename: "NotStopped", evalue: "The cell does not stop.", traceback: [] };
}

/** How long what was sent may need to leave, in milliseconds. */
const LEAVING = 50;

async function exit(): Promise<void> {
  outputs.flush();
  void types.close();
  await new Promise((resolve) => setTimeout(resolve, LEAVING));
  jupyter.close();
  user.send({ type: "exit" });
  // A thread that spins does not hear it.
  setTimeout(() => process.kill(process.pid, "SIGKILL"), LEAVING);
}
