/** `npm test`: installs and builds what is missing, then runs every test; it ends with what failed, and the counts. */
import console from "node:console";
import process from "node:process";
import { inspect } from "node:util";

import { Problem } from "./setup/problem.mjs";
import { root } from "./setup/project.mjs";
import { setUpTests } from "./setup/setup.mjs";
import { runTests } from "./test/run.mjs";

const filters = process.argv.slice(2);
/** @type {import("./test/counts.mjs").Counts} */
let counts;

try {
  await setUpTests(root);
  counts = await runTests(root, filters);
} catch (error) {
  counts = { passed: 0, failures: [error instanceof Problem ? error.message : inspect(error)] };
}

const { passed, failures } = counts;
// Again, because their own lines are far above.
if (failures.length > 0)
  console.log(
    `\nFailed:\n${failures.map((failure) => `- ${failure.replaceAll("\n", "\n  ")}`).join("\n")}\n`,
  );
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
