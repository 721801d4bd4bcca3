/** Mocha's own report, and besides the numbers in a file: a run that crashed leaves none behind. */
const { appendFileSync } = require("node:fs");

const { reporters, Runner } = require("mocha");

const file = process.env.GRADUS_COUNTS;
const run = process.env.GRADUS_RUN;
// A test that runs mocha itself is not to be counted as one of ours.
delete process.env.GRADUS_COUNTS;
delete process.env.MOCHA_OPTIONS;

module.exports = class CountingReporter extends reporters.Spec {
  /**
   * @param {import("mocha").Runner} runner
   * @param {import("mocha").MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      if (file === undefined) return;
      const { passes, failures } = this.stats;
      appendFileSync(
        file,
        `${JSON.stringify({ run: run ?? process.cwd(), passed: passes, failed: failures })}\n`,
      );
    });
  }
};
