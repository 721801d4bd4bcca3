/** Looks for tests, expected values, and other people's work, and writes into what it finds. */

import { BUT_TRAINING, REQUIRE, training, type Attack } from "./attack.js";

/** What was found is said by the cell's error, which the result tells. */
function looks(name: string, found: string, says: RegExp): Attack {
  const code = `${REQUIRE}
const fs = require("node:fs"); const os = require("node:os");
const attempt = (f) => { try { return f(); } catch (error) { return error.code ?? error.name; } };
throw new Error("found " + JSON.stringify(${found}));`;
  return { name, cells: { "f-train": code }, gets: BUT_TRAINING, says };
}

const found = (what: string): RegExp =>
  new RegExp(`found ${what.replaceAll('"', '\\\\\\\\?"').replaceAll(/[[\\]{}]/g, "\\\\$&")}`);

export const reading: readonly Attack[] = [
  looks("looks into the folders of the machine", `fs.readdirSync("/").sort()`, /node.*proc.*runner.*tmp/),
  looks(
    "reads the machine's users",
    `["/etc/passwd", "/etc/hostname", "/root", "/home", "/work", "/sys", "/var", "/usr/bin", "/bin/sh"].map((path) => attempt(() => fs.statSync(path).size)).every((each) => each === "ENOENT")`,
    found("true"),
  ),
  looks(
    "looks for notebooks and tests beside the runner",
    `fs.readdirSync("/runner").every((name) => /^(boot\\.cjs|runner\\.cjs|runner\\.cache|filter\\.bpf|node)$/.test(name))`,
    found("true"),
  ),
  looks(
    "searches the runner for the hints of the tests",
    `["Only the first two inputs are in it", "The derivative of tanh", "Leave out one place in the list"].map((hint) => fs.readFileSync("/runner/runner.cjs", "utf8").includes(hint))`,
    /found \[false,false,false\]/,
  ),
  looks(
    "reads the environment and the arguments",
    `[Object.keys(process.env), fs.readFileSync("/proc/self/environ", "utf8"), fs.readFileSync("/proc/1/cmdline", "utf8").split("\\0").length, process.argv.length, os.hostname()]`,
    /found \[.{0,3}\[.{0,3}PWD.{0,3}\],.*,4,2,.*sandbox/,
  ),
  looks(
    "looks for other processes",
    `fs.readdirSync("/proc").filter((name) => /^\\d+$/.test(name))`,
    /found \[.{0,3}1.{0,3}\]/,
  ),
  looks(
    "looks for open files of the grader",
    `fs.readdirSync("/proc/self/fd").map((fd) => attempt(() => fs.readlinkSync("/proc/self/fd/" + fd))).filter((to) => typeof to === "string" && !/^(\\/dev\\/null|anon_inode:|pipe:|\\/proc|ENOENT|EINVAL)/.test(to)).length`,
    /found 1"/,
  ),
  looks(
    "reads the memory of the kernel and of others",
    `["/proc/kcore", "/proc/kmsg", "/proc/sysrq-trigger", "/dev/mem", "/proc/sys/kernel/core_pattern"].map((path) => attempt(() => fs.openSync(path, "r+"))).every((each) => typeof each === "string")`,
    found("true"),
  ),
  looks("reads the stack of the judge", `new Error().stack.includes("judge")`, found("false")),
  looks(
    "searches the cache of modules for the judge",
    `Object.keys(require.cache ?? {}).concat(Object.keys(process.mainModule.constructor._cache)).join()`,
    /found .{0,3}\/runner\/boot\.cjs.{0,3}/,
  ),
  looks(
    "asks whether the code is graded",
    `[process.env.PWD, typeof NBGRADER_EXECUTION]`,
    /found \[.{0,3}\/tmp/,
  ),
  looks(
    "overwrites the runner for the next hand-in",
    `["/runner/runner.cjs", "/runner/boot.cjs", "/node"].map((path) => attempt(() => fs.writeFileSync(path, "evil")))`,
    /found \[.{0,3}EROFS.*EROFS.*(EROFS|ETXTBSY)/,
  ),
  looks(
    "renames, removes and replaces the runner",
    `[attempt(() => fs.unlinkSync("/runner/boot.cjs")), attempt(() => fs.renameSync("/tmp", "/runner")), attempt(() => fs.mkdirSync("/new")), attempt(() => fs.writeFileSync("/proc/sys/kernel/hostname", "x"))].every((each) => typeof each === "string")`,
    found("true"),
  ),
  looks(
    "looks for what an earlier hand-in has left",
    `[fs.readdirSync("/tmp"), (fs.writeFileSync("/tmp/left", "for the next one"), 1)]`,
    /found \[\[\],1\]/,
  ),
  looks(
    "follows links out of the sandbox",
    `["/proc/1/root/etc/passwd", "/proc/self/cwd/../../etc/passwd", "/proc/1/cwd/../work"].map((path) => attempt(() => fs.readFileSync(path)))`,
    /found \[.{0,3}ENOENT.*ENOENT.*ENOENT/,
  ),
  {
    name: "finds the functions of the tests among all objects of the heap",
    cells: training(`${REQUIRE}
const { writeHeapSnapshot } = require("node:v8"); try { writeHeapSnapshot("/tmp/heap"); } catch {}`),
    gets: BUT_TRAINING,
  },
];
