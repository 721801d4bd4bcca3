/**
 * Mocha's own report, and besides the numbers in a file: a run that crashed leaves none behind. A run whose tests are over
 * and whose process is not (a failed test has left a connection open) is ended, and counts as one failure more.
 */
const { appendFileSync } = require("node:fs");

const { reporters, Runner } = require("mocha");

const file = process.env.GRADUS_COUNTS;
const run = process.env.GRADUS_RUN;
// A test that runs mocha itself is not to be counted as one of ours.
delete process.env.GRADUS_COUNTS;
delete process.env.MOCHA_OPTIONS;

/** How long a process may stay after its tests, in milliseconds: what ends by itself has then ended. */
const GRACE = 30_000;

module.exports = class CountingReporter extends reporters.Spec {
  /**
   * @param {import("mocha").Runner} runner
   * @param {import("mocha").MochaOptions & {reporterOptions?: {grace?: string}}} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = this.stats;
      count(passes, failures);
      setTimeout(endRun, Number(options.reporterOptions?.grace ?? GRACE)).unref();
    });
  }
};

/**
 * @param {number} passed
 * @param {number} failed
 */
function count(passed, failed) {
  if (file !== undefined)
    appendFileSync(file, `${JSON.stringify({ run: run ?? process.cwd(), passed, failed })}\n`);
}

/** Happens only where something keeps the process alive: the timer does not. */
function endRun() {
  count(0, 1);
  const held = process.getActiveResourcesInfo().join(", ");
  console.error(`The tests are over, but something is left open and keeps their process alive: ${held}`);
  // Mocha would set its own, by the tests alone.
  process.on("exit", () => (process.exitCode = 1));
  process.exit();
}
