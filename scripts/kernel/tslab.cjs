/**
 * Starts tslab so that no output gets lost, cells end with all that they show, and `{ name }` means what it means
 * elsewhere.
 *
 * tslab sends what a cell prints without waiting for each send. zeromq counts sends that end at once and makes
 * every 512th asynchronous; all sends until that one is through are refused, and tslab drops them: printed lines,
 * and the message that says that the cell is done. A send without a timeout never becomes asynchronous, and a
 * queue without a limit never refuses.
 *
 * tslab writes `exports.name` for a name of an earlier cell, but forgets to in `{ name }`: a ReferenceError. So cells
 * get `{ name: name }`.
 */
const { createRequire } = require("node:module");

const { sendFailures } = require("./failures.cjs");
const { spellOutShorthands } = require("./shorthands.cjs");

const tslab = require.resolve("tslab");
/** @type {typeof import("zeromq")} tslab's own copy, whichever that is */
const { Publisher } = createRequire(tslab)("zeromq");

const { bind } = Publisher.prototype;
// The native method is read-only, so an assignment would do nothing.
Object.defineProperty(Publisher.prototype, "bind", {
  /** @param {string} address */
  value(address) {
    this.sendTimeout = 0;
    this.sendHighWaterMark = 0;
    return bind.call(this, address);
  },
});

const { JupyterHandlerImpl } = createRequire(tslab)("./jupyter.js");
const { handleExecuteImpl } = JupyterHandlerImpl.prototype;
/** @param {unknown[]} args */
JupyterHandlerImpl.prototype.handleExecuteImpl = async function (...args) {
  try {
    return await handleExecuteImpl.apply(this, args);
  } finally {
    // What changes while a cell runs gets its last state before the front end hears that the cell is done.
    /** @type {NodeJS.EventEmitter} */ (process).emit("gradus:cell-end");
  }
};

// Around what stands above: a cell shows the last state of what changed, then its error.
sendFailures();

/** @type {{createConverter: (options: object) => {convert: (declarations: string, source: string) => object}}} */
const converters = createRequire(tslab)("./converter.js");
const { createConverter } = converters;
converters.createConverter = (options) => {
  const converter = createConverter(options);
  const { convert } = converter;
  converter.convert = (declarations, source) => convert(declarations, spellOutShorthands(source));
  return converter;
};

createRequire(tslab)("./main.js").main();
