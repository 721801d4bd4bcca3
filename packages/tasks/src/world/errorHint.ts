/** What has most likely led to an error, in plain words: JavaScript's own are written for those who know it. */

import type { StudentError } from "../errors.js";

const FIELDS = /^(inputNodes|consumers|out|dz|alpha|putGradient|forward|backward)$/;

type Reading = readonly [pattern: RegExp, hint: string | ((part: string) => string)];

/** In the order in which they are considered. The part is the first group of the pattern. */
const READINGS: readonly Reading[] = [
  [
    /Must call super constructor/,
    "A class that extends another one calls super(…) first in its constructor: super(inputNodes, name).",
  ],
  [
    /Cannot (?:read|set) properties of undefined \((?:reading|setting) '(inputNodes|alpha)'\)/,
    "this is unknown inside of function (…) { … }. Write an arrow function there: (…) => { … }.",
  ],
  [
    /Cannot set properties of undefined \(setting 'out'\)/,
    "There is no gate whose out could be written. Has it been made, and is it the right index? " +
      "Inside of function (…) { … } this is unknown, too: write an arrow function.",
  ],
  [
    /Cannot read properties of undefined \(reading '(?:out|dz|putGradient)'\)/,
    "A gate reads an input that it does not have. How many inputs are there, and from which index on? " +
      "Inside of function (…) { … } this is unknown, too: write an arrow function.",
  ],
  [
    /Cannot read properties of undefined \(reading '(?:x1|x2|y|x)'\)/,
    "There is no such pattern: the index is a whole number from 0 to 3. Math.floor(random() * patterns.length) is one.",
  ],
  [
    /Cannot read properties of undefined \(reading 'push'\)/,
    "An input of a gate is no gate. A number becomes one with new InputGate(…) or new WeightGate(…).",
  ],
  [
    /Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '([^']+)'\)/,
    (part) => `What stands before .${part} does not exist. Is its name right, and has it been made above?`,
  ],
  [
    /(?:^|[.\s])([\w$]+) is not a function/,
    (part) => `There is no ${part}(). Is its name right? Capital and small letters count.`,
  ],
  [
    /^(\S+) is not defined/,
    (part) =>
      FIELDS.test(part)
        ? `Inside of a gate it is called this.${part}.`
        : `${part} is unknown here. Is its name right? Run the cell that defines it, or import it.`,
  ],
  [
    /is not iterable/,
    "A list is needed here. The inputs of a gate are one, also if there is only one input: new AddGate([a, b]).",
  ],
  [/cannot be invoked without 'new'/, "Write new in front of the class to make a gate."],
  [/Assignment to constant variable/, "A const keeps its first value. Write let for what changes."],
  [
    /^Cannot access '([^']+)' before initialization/,
    (part) => `${part} is used above the line that makes it. Move that line up.`,
  ],
  [/Maximum call stack/, "A function calls itself, without an end."],
];

/** @returns undefined for an error that says the cure itself */
export function errorHint({ type, said, during }: StudentError): string | undefined {
  if (type === "Endless") return "Look for a loop whose condition never becomes false.";
  for (const [pattern, hint] of READINGS) {
    const match = pattern.exec(said);
    if (match) return typeof hint === "string" ? hint : hint(match[1]!);
  }
  // Gradus's own errors end with what to do.
  if (/^[A-Z]\w+Error$/.test(type) && !/^(Type|Range|Reference|Syntax|Eval|URI)Error$/.test(type))
    return undefined;
  return `${during} stopped here with an error. Read its words; console.log(…) above that line shows the values.`;
}
