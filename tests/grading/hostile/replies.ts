/** Writes into the channel of the judge, past the runner. What arrives there is a value of the student's, and no judgement. */

import {
  BUT_LOSS,
  BUT_TRAINING,
  loss,
  NONE,
  REQUIRE,
  training,
  WRONG_LOSS,
  WRONG_TRAINING,
  type Attack,
} from "./attack.js";

const WRITE = `${REQUIRE}
const { writeSync } = require("node:fs");
const write = (bytes) => { for (let at = 0; at < bytes.length;) at += writeSync(3, bytes, at); };`;

/** Written while the training runs, so that the judge waits for a reply. */
function during(name: string, written: string, more: Partial<Attack> = {}): Attack {
  const code = `${WRITE}\nfunction train(network, epochs, random) { ${written}; return []; }`;
  return { name, cells: { "f-train": code }, gets: BUT_TRAINING, ...more };
}

/** Each reply from the training on becomes another one. @param to with `$1` for its number */
function forged(name: string, to: string, says: RegExp): Attack {
  const code = `const { from } = Buffer;
function train() {
  Buffer.from = (text, ...more) => from(typeof text === "string" ? text.replace(/^\\[(\\d+),.*\\]$/gm, ${JSON.stringify(to)}) : text, ...more);
  return [];
}`;
  return { name: `sends a reply that ${name}`, cells: { "f-train": code }, gets: BUT_TRAINING, says };
}

/** What is wrong with it can be drawn. Its gradient is 3, and an epoch makes four steps of it. */
const DRAWN_LOSS = `class SquaredLossGate extends Gate {
  forward() { this.out = 0; }
  backward() { for (const input of this.inputNodes) input.putGradient(this, 3); }
}`;

/** The drawing of a wrong gate becomes another one. @param drawing an expression */
function drawing(name: string, drawing: string): Attack {
  const code = `const { from } = Buffer;
Buffer.from = (text, ...more) => from(typeof text === "string" && text.includes('\\\\"version\\\\"') ? "[" + parseInt(text.slice(1)) + "," + JSON.stringify(${drawing}) + "]\\n" : text, ...more);`;
  const cells = { d: `${code}\n${DRAWN_LOSS}` };
  return { name: `sends as a drawing ${name}`, cells, gets: { ...BUT_LOSS, training: 1 } };
}

export const replies: readonly Attack[] = [
  {
    name: "is honest about a wrong gate, which is drawn",
    cells: { d: DRAWN_LOSS },
    gets: { ...BUT_LOSS, training: 1 },
    says: /"drawing":\{"version":1/,
  },
  {
    name: "sends replies before anything is asked",
    cells: training(
      `${WRITE} for (let id = 1; id < 500; id++) write(Buffer.from(JSON.stringify([id, 0.25]) + "\\n"));`,
    ),
    gets: BUT_TRAINING,
    says: /train is not there/,
  },
  {
    name: "closes the channel",
    cells: training(`${REQUIRE} require("node:fs").closeSync(3);`),
    gets: BUT_TRAINING,
  },
  {
    name: "closes the channel in the middle of a task",
    cells: { "f-train": `${REQUIRE}\nfunction train() { require("node:fs").closeSync(3); return []; }` },
    gets: BUT_TRAINING,
  },
  {
    name: "opens the channel a second time and reads the requests of the judge",
    cells: training(`${REQUIRE}
const { openSync, readSync } = require("node:fs");
try { readSync(openSync("/proc/self/fd/3", "r+"), Buffer.alloc(100)); } catch {}`),
    gets: BUT_TRAINING,
  },
  {
    name: "answers all further requests itself, and lets the runner answer none",
    cells: loss(`${WRITE}
const { readSync } = require("node:fs");
const fs = require("node:fs"); let id = 0;
fs.writeSync = (fd, bytes) => bytes.length;
class Never { get then() { for (;;) { const bytes = Buffer.alloc(65536); const text = bytes.toString("utf8", 0, readSync(3, bytes));
  for (const line of text.split("\\n").filter(Boolean)) write(Buffer.from(JSON.stringify([JSON.parse(line)[0], 0]) + "\\n")); } } }
process.nextTick(() => new Never().then);`),
    gets: { ...BUT_LOSS, network: 0 },
  },
  during(
    "guesses the numbers of the next replies",
    `for (let id = 1; id < 3000; id++) write(Buffer.from(JSON.stringify([id, 0]) + "\\n"))`,
  ),
  during("says that it passed", `write(Buffer.from('{"status":"passed","score":3}\\n'))`),
  during(
    "writes a line without an end, byte by byte",
    `for (let i = 0; i < 3000; i++) write(Buffer.from("["))`,
  ),
  during("writes 100 MB without a new line", `write(Buffer.alloc(1e8, 91))`, { says: /\S/ }),
  during("writes a hundred thousand empty lines", `write(Buffer.alloc(1e5, 10))`),
  during("writes what is no UTF-8", `write(Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 10]))`),
  during(
    "writes JSON a hundred thousand deep",
    `write(Buffer.from("[1," + "[".repeat(1e5) + "]".repeat(1e5) + "]\\n"))`,
  ),
  during(
    "writes an object a hundred thousand deep",
    `write(Buffer.from('[1,' + '{"of":{"a":'.repeat(4e4) + "1" + "}}".repeat(4e4) + "]\\n"))`,
  ),
  during(
    "writes JSON with doubled and strange keys",
    `write(Buffer.from('[1,{"ref":1,"ref":2,"__proto__":{"ref":3}}]\\n'))`,
  ),
  during(
    "writes numbers beyond all limits",
    `write(Buffer.from('[1e999,-1e999]\\n[9007199254740993,1]\\n[1.5,1]\\n'))`,
  ),
  during("writes null bytes", `write(Buffer.alloc(70000))`),
  forged("says that the task is open", '[$1,null,"OpenTaskError","open"]', /"status":"open"/),
  forged(
    "says that the machine had too little time",
    '[$1,null,"MachineError","try again"]',
    /MachineError: try again/,
  ),
  forged("says that it was ended", '[$1,null,"Ended","by the judge"]', /Ended: by the judge/),
  forged(
    "says that it is endless, in its own words",
    '[$1,null,"Endless","and right"]',
    /nothing will settle/,
  ),
  forged("says that its work is missing", '[$1,null,"MissingWorkError","xorNetwork"]', /MissingWorkError/),
  forged("has numbers where words should be", "[$1,null,1,2]", /neither a number, nor a text/),
  forged("has another number than its request", "[$10,0]", /neither a number, nor a text/),
  forged(
    "is an object with the key __proto__",
    '[$1,{"of":{"__proto__":{"of":{"status":"passed"}}}}]',
    /a list of numbers/,
  ),
  forged("is a reference below zero", '[$1,{"ref":-1}]', /\S/),
  during(
    "replies with an error whose words are HTML and have no end",
    `throw { type: "<img src=x onerror=alert(1)>".repeat(1e4), said: "</script>".repeat(1e5) }`,
  ),
  during(
    "replies with a mismatch of its own",
    `throw { name: "Mismatch", message: "x", what: "a", expected: "b", got: "c" }`,
  ),
  {
    name: "answers what is asked for with a reference where a number should be",
    cells: {
      d: `${WRITE}
const fs = require("node:fs"); const { writeSync: send } = fs;
fs.writeSync = (fd, bytes, at) => { send(fd, Buffer.from(bytes.toString().replace(/"\\$":"undefined"/g, '"ref":0')), 0); return bytes.length; };
${WRONG_LOSS}`,
    },
    gets: { ...BUT_LOSS, network: 1 },
  },
  {
    name: "replaces each of its replies by a list of itself",
    cells: {
      "f-train": `${REQUIRE}
const from = Buffer.from;
Buffer.from = (text, ...more) => from(typeof text === "string" ? text.replace(/^\\[(\\d+),(.*)\\]$/gm, "[$1,[$2,$2]]") : text, ...more);
${WRONG_TRAINING}`,
    },
    gets: NONE,
  },
  {
    name: "takes the runner's memory of objects apart",
    cells: {
      "f-train": `const { get } = Map.prototype; Map.prototype.get = function (key) { return get.call(this, key) ?? { ref: 1 }; };\n${WRONG_TRAINING}`,
    },
    gets: NONE,
  },
  drawing("lists without an end", '"[".repeat(4e5) + "]".repeat(4e5)'),
  drawing("what is no drawing", `'{"version":1,"nodes":"<script>","score":3,"__proto__":{"x":1}}'`),
  drawing("what is no JSON", '"{"'),
  drawing("a number", "7"),
];
