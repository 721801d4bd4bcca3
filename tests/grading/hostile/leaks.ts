/** Carries hidden numbers out, into everything that a result could tell: it must be the same for all hidden numbers. */

import { REQUIRE } from "./attack.js";

export interface Leak {
  readonly name: string;
  /** The cell of the loss. */
  readonly text: string;
}

/** Everything that the process has heard so far. */
const HEARD = `${REQUIRE}
const fs = require("node:fs"); const { readSync } = fs; let heard = "";
fs.readSync = (fd, buffer, ...more) => { const n = readSync(fd, buffer, ...more); heard += buffer.toString("utf8", 0, n); return n; };
const digits = () => parseInt(require("node:crypto").createHash("sha256").update(heard.slice(-2000)).digest("hex").slice(0, 8), 16);`;

/** @param body of forward(), of a loss that is wrong */
const inForward = (name: string, body: string, before = ""): Leak => ({
  name,
  text: `${HEARD}\n${before}\nclass SquaredLossGate extends Gate { forward() { ${body} } backward() {} }`,
});

export const leaks: readonly Leak[] = [
  inForward("in the words of an error", "throw new Error(heard.slice(-400));"),
  inForward(
    "in the name of an error",
    "const error = new Error('x'); error.name = 'E' + digits(); throw error;",
  ),
  inForward("in what it throws, which is no error", "throw heard.slice(-400);"),
  inForward("in its value", "this.out = digits();"),
  inForward("in a text as its value", "this.out = heard.slice(-400);"),
  inForward(
    "in the names of its gates",
    "this.name = heard.slice(-300); this.out = 0; for (const input of this.inputNodes) { input.name = heard.slice(-300); input.putGradient(this, 3); }",
  ),
  inForward("in the code with which it exits", "process.exit(1 + (digits() % 250));"),
  inForward(
    "in the code with which it exits at the beginning of the next task",
    "this.out = 0;",
    'const { fromEntries } = Object; Object.fromEntries = (...all) => { if (heard.includes(\'"kind":"set"\')) process.exit(1 + (digits() % 250)); return fromEntries(...all); };',
  ),
  inForward(
    "in the signal that ends it",
    "process.kill(process.pid, ['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGFPE'][digits() % 4]); this.out = 0;",
  ),
  inForward(
    "in a file for a later process",
    "fs.writeFileSync('/tmp/heard', heard); this.out = 0; process.exit(0);",
    "if (fs.existsSync('/tmp/heard')) throw new Error('earlier: ' + fs.readFileSync('/tmp/heard', 'utf8').slice(-400));",
  ),
  inForward(
    "in a file that all sandboxes share",
    "try { fs.writeFileSync('/runner/heard', heard); } catch {} try { fs.utimesSync('/runner/boot.cjs', digits(), digits()); } catch {} this.out = 0;",
    "try { const { mtimeMs } = fs.statSync('/runner/boot.cjs'); if (fs.existsSync('/runner/heard') || mtimeMs > 1e14) throw new Error('shared'); } catch (error) { if (error.message === 'shared') throw error; }",
  ),
  inForward("on its outputs", "console.log(heard); process.stderr.write(heard); this.out = 0;"),
];
