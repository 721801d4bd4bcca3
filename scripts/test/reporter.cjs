/**
 * Mocha's own report, and besides in a file how many tests passed and which failed: a run that crashed leaves nothing
 * behind. A run whose tests are over and whose process is not (a failed test has left a connection open) is ended, and
 * counts as one failure more.
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
    /** @type {string[]} */
    const failures = [];
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
      failures.push(`${test.fullTitle()} (${shortened(error)})`);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      count(this.stats.passes, failures);
      setTimeout(endRun, Number(options.reporterOptions?.grace ?? GRACE)).unref();
    });
  }
};

/** In lines: what was expected and what came instead stands below an assertion's first line. */
const REASON = 16;

/** @param {unknown} error */
const shortened = (error) => String(error).split("\n").slice(0, REASON).join("\n");

/**
 * @param {number} passed
 * @param {readonly string[]} failures
 */
function count(passed, failures) {
  if (file !== undefined)
    appendFileSync(file, `${JSON.stringify({ run: run ?? process.cwd(), passed, failures })}\n`);
}

/** Happens only where something keeps the process alive: the timer does not. */
function endRun() {
  const held = process.getActiveResourcesInfo().join(", ");
  const words = `The tests are over, but something is left open and keeps their process alive: ${held}`;
  count(0, [words]);
  console.error(words);
  // Mocha would set its own, by the tests alone.
  process.on("exit", () => (process.exitCode = 1));
  process.exit();
}
