/** `npm test`: installs and builds what is missing, then runs every test; the last line says how many passed. */
import console from "node:console";
import process from "node:process";

import { Problem } from "./setup/problem.mjs";
import { root } from "./setup/project.mjs";
import { setUpTests } from "./setup/setup.mjs";
import { runTests } from "./test/run.mjs";

const filters = process.argv.slice(2);
let counts = { passed: 0, failed: 1 };

try {
  await setUpTests(root);
  counts = await runTests(root, filters);
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
}

console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
