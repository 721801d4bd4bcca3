/**
 * Tells clients that a cell has failed, as Jupyter's protocol has it: an `error` output, and ename, evalue and traceback in
 * the reply. tslab prints the error on stderr and replies no more than a status, so nbclient calls each failure
 * "UnknownError", and nbgrader looks for the name and crashes.
 *
 * A client that runs all cells, whatever fails, says `stop_on_error: false`. tslab does not listen, and throws away what is
 * asked within 200 ms after a failure: nbgrader would give full points for a test that never ran.
 */
const { createRequire } = require("node:module");
const { format } = require("node:util");

/** @typedef {{ename: string, evalue: string, traceback: string[]}} Failure */
/** @typedef {{stop_on_error?: boolean}} Request */
/** @typedef {{execute: (source: string) => Promise<boolean>}} Executor */

const fromTslab = createRequire(require.resolve("tslab"));

/**
 * @param {readonly unknown[][]} said what tslab would print, a call of console.error each
 * @returns {Failure}
 */
function failureOf(said) {
  const traceback = said.flatMap((args) => format(...args).split("\n"));
  const thrown = said.at(-1)?.[0];
  if (said.at(-1)?.length === 1) {
    const isError = thrown instanceof Error || Object.prototype.toString.call(thrown) === "[object Error]";
    const { name, message } = isError
      ? /** @type {Error} */ (thrown)
      : { name: "Error", message: format(thrown) };
    return { ename: String(name), evalue: String(message), traceback };
  }
  // A line each from the compiler, with a format and its arguments.
  return { ename: "TypeScriptError", evalue: traceback[0] ?? "", traceback };
}

function sendFailures() {
  /** @type {Failure | undefined} of the cell that runs: there is never more than one */
  let failure;
  /** @type {WeakMap<object, (failure: Failure) => void>} how to send an error, by the request */
  const senders = new WeakMap();
  /** @type {WeakMap<object, Failure>} by the request */
  const failures = new WeakMap();

  const executors = fromTslab("./executor.js");
  const { createExecutor } = executors;
  /** @type {(folder: string, converters: object, console: Console) => Executor} */
  executors.createExecutor = (folder, converters, console) => {
    /** @type {unknown[][]} */
    let said = [];
    const error = (/** @type {unknown[]} */ ...args) => said.push(args);
    /** @type {Executor} */
    const executor = createExecutor(folder, converters, { log: console.log, error });
    const { execute } = executor;
    executor.execute = async (source) => {
      said = [];
      const isDone = await execute(source).catch((error) => {
        said = [[error]];
        return false;
      });
      failure = isDone ? undefined : failureOf(said);
      // What the compiler says of a cell that is a module is no failure.
      if (isDone) for (const args of said) console.error(...args);
      return isDone;
    };
    return executor;
  };

  const { JupyterHandlerImpl, ZmqServer } = fromTslab("./jupyter.js");
  const { handleExecute, handleExecuteImpl } = JupyterHandlerImpl.prototype;
  /**
   * @param {Request} request
   * @param {unknown[]} rest
   */
  JupyterHandlerImpl.prototype.handleExecuteImpl = async function (request, ...rest) {
    try {
      return await handleExecuteImpl.call(this, request, ...rest);
    } catch (count) {
      // tslab throws the count, so that what waits behind this cell is thrown away.
      if (request.stop_on_error === false) return count;
      throw count;
    } finally {
      if (failure) {
        failures.set(request, failure);
        senders.get(request)?.(failure);
        failure = undefined;
      }
    }
  };
  /**
   * @param {Request} request
   * @param {unknown[]} rest
   */
  JupyterHandlerImpl.prototype.handleExecute = async function (request, ...rest) {
    const reply = await handleExecute.call(this, request, ...rest);
    const failed = failures.get(request);
    return failed ? { ...reply, status: "error", ...failed } : reply;
  };

  const { handleExecute: handleMessage } = ZmqServer.prototype;
  /**
   * @param {unknown} socket
   * @param {{content: object, createReply: () => any}} message
   */
  ZmqServer.prototype.handleExecute = function (socket, message) {
    senders.set(message.content, (content) => {
      const error = message.createReply();
      error.header.msg_type = "error";
      error.content = content;
      error.signAndSend(this.connInfo.key, this.iopub);
    });
    return handleMessage.call(this, socket, message);
  };
}

module.exports = { sendFailures };
