/** What goes wrong in the weight. */

import { replace, weightGate } from "../right.js";
import { mistakesIn } from "./mistake.js";

const KEEPS = "keeps its learning rate and its value";
const STEPS = "takes a step against the gradient";
const EACH = "takes a step from where it is, each time";

/** The right gate with another step. */
const stepping = (step: string): string => replace(weightGate, "this.out -= this.alpha * this.dz;", step);
const part = (old: string, by: string): string => replace(weightGate, old, by);

export const weightGateMistakes = mistakesIn("weight-gate", [
  ["climbs", stepping("this.out += this.alpha * this.dz;"), STEPS, /climbs.*minus/],
  ["forgets the learning rate", stepping("this.out -= this.dz;"), STEPS, /learning rate is missing/],
  [
    "forgets the learning rate and climbs",
    stepping("this.out += this.dz;"),
    STEPS,
    /learning rate is missing.*climbs/,
  ],
  ["forgets the gradient", stepping("this.out -= this.alpha;"), STEPS, /gradient is missing/],
  [
    "writes the step instead of taking it",
    stepping("this.out = -this.alpha * this.dz;"),
    STEPS,
    /step itself was written/,
  ],
  [
    "writes the step, = for -=",
    stepping("this.out = this.alpha * this.dz;"),
    STEPS,
    /step itself was written.*-=/,
  ],
  ["puts out into the step", stepping("this.out -= this.alpha * this.dz * this.out;"), STEPS, /own value/],
  [
    "takes out for dz",
    stepping("this.out -= this.alpha * this.out;"),
    STEPS,
    /value instead of the gradient/,
  ],
  ["divides by the learning rate", stepping("this.out -= this.dz / this.alpha;"), STEPS, /do not divide/],
  [
    "subtracts the learning rate",
    stepping("this.out = this.out - this.alpha - this.dz;"),
    STEPS,
    /Multiply it with the gradient/,
  ],
  [
    "puts parentheses around the difference",
    stepping("this.out = (this.out - this.alpha) * this.dz;"),
    STEPS,
    /first the product/,
  ],
  ["does nothing in backward", stepping(""), STEPS, /must write to this\.out/],
  [
    "returns the new value",
    stepping("return this.out - this.alpha * this.dz;"),
    STEPS,
    /must write to this\.out/,
  ],
  [
    "computes the new value and keeps it to itself",
    stepping("let out = this.out; out -= this.alpha * this.dz;"),
    STEPS,
    /must write to this\.out/,
  ],
  [
    "writes to a field that nobody reads",
    stepping("this.output = this.out - this.alpha * this.dz;"),
    STEPS,
    /must write to this\.out/,
  ],
  ["reads a field that is not there", stepping("this.out -= this.alpha * this.dx;"), STEPS, /NaN.*this\.dz/],
  [
    "takes the gradient as an argument",
    part(
      "backward(): void {\n    this.out -= this.alpha * this.dz",
      "backward(dz): void {\n    this.out -= this.alpha * dz",
    ),
    STEPS,
    /backward\(\) gets no argument/,
  ],
  ["loses the sign", stepping("this.out -= this.alpha * Math.abs(this.dz);"), STEPS, /sign of the gradient/],
  [
    "steps by the sign alone",
    stepping("this.out -= this.alpha * Math.sign(this.dz);"),
    STEPS,
    /gradient is missing|Only the sign/,
  ],
  [
    "fixes the learning rate in the step",
    stepping("this.out -= 0.1 * this.dz;"),
    STEPS,
    /learning rate is fixed/,
  ],
  [
    "erases the gradient",
    stepping("this.out -= this.alpha * this.dz; this.dz = 0;"),
    STEPS,
    /erases the gradient/,
  ],
  [
    "passes the step to itself",
    stepping("this.putGradient(this, -this.alpha);"),
    STEPS,
    /must write to this\.out/,
  ],
  [
    "steps dz instead of out",
    stepping("this.out -= this.alpha * this.dz; this.dz -= this.alpha * this.dz;"),
    STEPS,
    /changes the gradient/,
  ],
  ["forgets this", stepping("out -= alpha * dz;"), STEPS, /called this\./],
  ["misspells alpha", stepping("this.out -= this.alhpa * this.dz;"), STEPS, /NaN.*this\.alpha/],
  [
    "steps in forward",
    replace(stepping(""), "forward(): void {}", "forward(): void { this.out -= this.alpha * this.dz; }"),
    KEEPS,
    /belongs into backward\(\)/,
  ],
  [
    "starts at 0 in each forward",
    part("forward(): void {}", "forward(): void { this.out = 0; }"),
    KEEPS,
    /lasts from step to step/,
  ],
  [
    "goes back to its first value in each step",
    replace(
      stepping("this.out = this.start - this.alpha * this.dz;"),
      "this.out = value;",
      "this.out = value; this.start = value;",
    ),
    EACH,
    /first value again/,
  ],
  [
    "sums up the gradients of all steps",
    stepping("this.sum = (this.sum ?? 0) + this.dz; this.out -= this.alpha * this.sum;"),
    EACH,
    /first gradient is in the second step/,
  ],
  [
    "steps only once",
    stepping("if (this.done) return; this.done = true; this.out -= this.alpha * this.dz;"),
    EACH,
    /Only the first step/,
  ],
  [
    "takes the arguments in another order",
    part("alpha: number, value?: number", "value: number, alpha: number"),
    KEEPS,
    /wrong way round/,
  ],
  ["forgets to keep alpha", part("this.alpha = alpha;", ""), KEEPS, /this\.alpha = alpha/],
  ["keeps alpha in alpha", part("this.alpha = alpha;", "alpha = alpha;"), KEEPS, /this\.alpha = alpha/],
  ["forgets to keep the value", part("this.out = value;", ""), KEEPS, /this\.out = value/],
  ["keeps the value elsewhere", part("this.out = value;", "this.value = value;"), KEEPS, /this\.out = value/],
  [
    "fixes the learning rate",
    part("this.alpha = alpha;", "this.alpha = 0.1;"),
    KEEPS,
    /learning rate is fixed/,
  ],
  ["forgets super", part("super([], name);", ""), KEEPS, /super\(…\) first/],
  ["gives super the value", part("super([], name);", "super(value, name);"), KEEPS, /A list is needed/],
]);
