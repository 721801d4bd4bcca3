/** What goes wrong in the product. */

import { multiplyGate, replace } from "../right.js";
import { mistakesIn } from "./mistake.js";

const TWO = "multiplies two inputs";
const ANY = "multiplies any number of inputs";
const OTHERS = "passes to each input the product of the others";
const ZERO = "is right where a factor is 0";
const TWICE = "counts an input twice that stands there twice";

const FORWARD = "this.out = 1;\n    for (const input of this.inputNodes) this.out *= input.out;";
const PASS = "input.putGradient(this, others);";

const forward = (body: string): string => replace(multiplyGate, FORWARD, body);
/** Another call for each input. */
const passing = (call: string): string => replace(multiplyGate, PASS, call);
/** Another body of `backward()`. */
const backward = (body: string): string =>
  `class MultiplyGate extends Gate {
    forward() { ${FORWARD} }
    backward() { ${body} }
  }`;

export const multiplyGateMistakes = mistakesIn("multiply-gate", [
  [
    "adds instead of multiplying",
    forward("this.out = 0; for (const input of this.inputNodes) this.out += input.out;"),
    TWO,
    /the sum/,
  ],
  [
    "starts at 0",
    forward("this.out = 0; for (const input of this.inputNodes) this.out *= input.out;"),
    TWO,
    /starts at 0 stays 0/,
  ],
  [
    "writes = for *=",
    forward("for (const input of this.inputNodes) this.out = input.out;"),
    TWO,
    /last input alone.*\*=/,
  ],
  [
    "has no start",
    forward("for (const input of this.inputNodes) this.out *= input.out;"),
    TWO,
    /this\.out = 1/,
  ],
  [
    "goes on from the last forward",
    forward("this.out ??= 1; for (const input of this.inputNodes) this.out *= input.out;"),
    TWO,
    /goes on from the one before/,
  ],
  [
    "multiplies the gates themselves",
    forward("this.out = 1; for (const input of this.inputNodes) this.out *= input;"),
    TWO,
    /\.out is missing/,
  ],
  [
    "returns the product",
    forward("return this.inputNodes.reduce((product, { out }) => product * out, 1);"),
    TWO,
    /Nothing was written to this\.out/,
  ],
  [
    "keeps the product in a constant",
    forward("let out = 1; for (const input of this.inputNodes) out *= input.out;"),
    TWO,
    /Nothing was written to this\.out/,
  ],
  [
    "writes to this.output",
    forward("this.output = this.inputNodes[0].out * this.inputNodes[1].out;"),
    TWO,
    /Nothing was written to this\.out/,
  ],
  [
    "multiplies into the input",
    forward("this.inputNodes[0].out *= this.inputNodes[1].out;"),
    TWO,
    /writes into its input/,
  ],
  [
    "changes a constant",
    forward("const out = 1; for (const input of this.inputNodes) out *= input.out; this.out = out;"),
    TWO,
    /Write let/,
  ],
  [
    "forgets this",
    forward("this.out = 1; for (const input of inputNodes) this.out *= input.out;"),
    TWO,
    /this\.inputNodes/,
  ],
  [
    "goes one too far",
    forward(
      "this.out = 1; for (let i = 0; i <= this.inputNodes.length; i++) this.out *= this.inputNodes[i].out;",
    ),
    TWO,
    /an input that it does not have/,
  ],
  [
    "loses this in a function",
    forward("this.out = 1; this.inputNodes.forEach(function (input) { this.out *= input.out; });"),
    TWO,
    /arrow function/,
  ],
  [
    "returns within the loop",
    forward("this.out = 1; for (const input of this.inputNodes) { this.out *= input.out; return; }"),
    TWO,
    /first input alone/,
  ],
  [
    "multiplies the first two",
    forward("this.out = this.inputNodes[0].out * this.inputNodes[1].out;"),
    ANY,
    /first two inputs/,
  ],
  [
    "multiplies two or three",
    forward("const [a, b, c] = this.inputNodes; this.out = a.out * b.out * (c ? c.out : 1);"),
    ANY,
    /How many inputs/,
  ],
  [
    "starts at index 1",
    forward(
      "this.out = this.inputNodes.length > 2 ? 1 : this.inputNodes[0].out; for (let i = 1; i < this.inputNodes.length; i++) this.out *= this.inputNodes[i].out;",
    ),
    ANY,
    /index 0/,
  ],
  [
    "multiplies different gates only",
    forward("this.out = 1; for (const input of new Set(this.inputNodes)) this.out *= input.out;"),
    TWICE,
    /counts twice/,
  ],
  ["passes nothing back", passing(""), OTHERS, /got no gradient/],
  ["passes 1, as a sum does", passing("input.putGradient(this, 1);"), OTHERS, /that of a sum/],
  ["passes the input's own value", passing("input.putGradient(this, input.out);"), OTHERS, /own value/],
  ["passes the whole product", passing("input.putGradient(this, this.out);"), OTHERS, /whole product/],
  ["multiplies with dz, too", passing("input.putGradient(this, others * this.dz);"), OTHERS, /in it twice/],
  ["writes = for +=", passing("input.dz = others * this.dz;"), OTHERS, /add up/],
  ["writes the local derivative alone", passing("input.dz = others;"), OTHERS, /overwritten/],
  ["adds the local derivative alone", passing("input.dz += others;"), OTHERS, /chain rule/],
  ["has the sign wrong", passing("input.putGradient(this, -others);"), OTHERS, /sign/],
  [
    "calls putGradient on itself",
    passing("this.putGradient(input, others);"),
    OTHERS,
    /input\.putGradient\(this/,
  ],
  [
    "gives putGradient the input",
    passing("input.putGradient(input, others);"),
    OTHERS,
    /first argument is this gate/,
  ],
  [
    "forgets this in putGradient",
    passing("input.putGradient(others);"),
    OTHERS,
    /putGradient takes two things/,
  ],
  [
    "swaps the arguments of putGradient",
    passing("input.putGradient(others, this);"),
    OTHERS,
    /putGradient takes two things/,
  ],
  [
    "misspells putGradient",
    passing("input.putGradiant(this, others);"),
    OTHERS,
    /There is no putGradiant\(\)/,
  ],
  ["calls putGradient twice", passing(PASS + PASS), OTHERS, /came twice/],
  [
    "erases its own gradient",
    replace(multiplyGate, "    });\n  }\n}", "    });\n this.dz = 0; }\n}"),
    OTHERS,
    /erases this\.dz/,
  ],
  [
    "adds the others",
    passing(
      "input.putGradient(this, this.inputNodes.reduce((sum, { out }, j) => j === i ? sum : sum + out, 0));",
    ),
    OTHERS,
    /sum of the others/,
  ],
  [
    "loses this in a function",
    backward(
      "this.inputNodes.forEach(function (input, i) { input.putGradient(this, this.inputNodes[1 - i].out); });",
    ),
    OTHERS,
    /arrow function/,
  ],
  [
    "starts the others at 0",
    replace(multiplyGate, "let others = 1;", "let others = 0;"),
    OTHERS,
    /starts at 0 stays 0/,
  ],
  [
    "starts the others once for all inputs",
    replace(
      replace(multiplyGate, "let others = 1;", ""),
      "this.inputNodes.forEach((input, i) => {",
      "let others = 1; this.inputNodes.forEach((input, i) => {",
    ),
    OTHERS,
    /Start at 1 for each input/,
  ],
  [
    "keeps the others from call to call",
    backward(
      "this.list ??= []; this.inputNodes.forEach((input, i) => this.list.push([input, this.inputNodes.reduce((p, { out }, j) => j === i ? p : p * out, 1)]));" +
        "for (const [input, local] of this.list) input.putGradient(this, local);",
    ),
    OTHERS,
    /came twice/,
  ],
  [
    "swaps two inputs and knows no third",
    backward("const [a, b] = this.inputNodes; a.putGradient(this, b.out); b.putGradient(this, a.out);"),
    OTHERS,
    /others are two/,
  ],
  [
    "takes the next input for all others",
    backward(
      "const n = this.inputNodes; n.forEach((input, i) => input.putGradient(this, n[(i + 1) % n.length].out));",
    ),
    OTHERS,
    /others are two/,
  ],
  [
    "passes the gradient in forward",
    replace(multiplyGate, FORWARD, FORWARD + "if (this.inputNodes.length > 1) this.backward();"),
    OTHERS,
    /work of backward/,
  ],
  ["divides by the input", passing("input.putGradient(this, this.out / input.out);"), ZERO, /dividing/],
  [
    "divides by the input, and passes 0 for 0",
    passing("input.putGradient(this, input.out === 0 ? 0 : this.out / input.out);"),
    ZERO,
    /its own gradient is not/,
  ],
  [
    "skips factors that are 0",
    replace(multiplyGate, "if (j !== i)", "if (j !== i && other.out)"),
    ZERO,
    /factor 0 counts/,
  ],
  [
    "compares gates",
    replace(multiplyGate, "if (j !== i)", "if (other !== input)"),
    TWICE,
    /compare positions/,
  ],
  [
    "filters gates",
    passing(
      "input.putGradient(this, this.inputNodes.filter((g) => g !== input).reduce((p, g) => p * g.out, 1));",
    ),
    TWICE,
    /compare positions/,
  ],
  [
    "compares values",
    replace(multiplyGate, "if (j !== i)", "if (other.out !== input.out)"),
    TWICE,
    /compare positions/,
  ],
  [
    "passes once to each different gate",
    replace(multiplyGate, PASS, "if (this.inputNodes.indexOf(input) === i) " + PASS),
    TWICE,
    /once for each place/,
  ],
  [
    "passes again for each place of the same gate",
    passing("for (const same of this.inputNodes) if (same === input) " + PASS),
    TWICE,
    /four times/,
  ],
]);
