/**
 * Installs the system's programs that the tests need: a browser, Graphviz, a sandbox, a queue and a database, what starts
 * containers and services, and a font to measure with.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";

import { Problem } from "./problem.mjs";
import { pythonOf, userEnvironment } from "./project.mjs";
import { askPython } from "./python.mjs";

/** @param {string} program */
const isOnPath = (program) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/**
 * The Debian packages that are missing here.
 * @param {string} base
 */
function missing(base) {
  /** @type {readonly [name: string, isThere: () => boolean][]} */
  const needs = [
    ["chromium", () => isOnPath("chromium")],
    ["graphviz", () => isOnPath("dot")],
    // The sandbox of the grader.
    ["bubblewrap", () => isOnPath("bwrap")],
    ["redis-server", () => isOnPath("redis-server")],
    ["postgresql", () => existsSync("/usr/lib/postgresql")],
    // Where an ordinary user does not look for programs.
    ["runc", () => existsSync("/usr/sbin/runc") || isOnPath("runc")],
    // It knows the names of system calls.
    ["seccomp", () => isOnPath("scmp_sys_resolver")],
    ["systemd", () => isOnPath("systemd-analyze")],
    ["fonts-dejavu-core", () => existsSync("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")],
    [
      "python3-venv",
      () => existsSync(pythonOf(userEnvironment(base))) || askPython(["python3"])?.venv === true,
    ],
  ];
  return needs.filter(([, isThere]) => !isThere()).map(([name]) => name);
}

/**
 * @param {string} base
 * @returns {import("./step.mjs").Step}
 */
export function systemPrograms(base) {
  /** @type {string[]} */
  let wanted = [];
  const install = () => ["install", "--yes", "--no-install-recommends", ...wanted];
  return {
    name: "debian",
    sentence: "Installing the programs of the tests",
    isCurrent() {
      wanted = process.platform === "linux" ? missing(base) : [];
      return wanted.length === 0;
    },
    demand() {
      if (process.getuid?.() === 0 && isOnPath("apt-get")) return;
      throw new Problem(
        `Some tests need ${wanted.join(", ")}, which only an administrator can install`,
        `run "sudo apt-get ${install().join(" ")}" (the names are Debian's)`,
      );
    },
    async action(run) {
      const env = { DEBIAN_FRONTEND: "noninteractive" };
      await run("apt-get", ["update"], { env });
      await run("apt-get", install(), { env });
    },
  };
}
