/** Loops that compute many gates of one kind: source text made from their formula, or a general loop for many inputs. */

import type { DifferentiableGate } from "../../gates/formulaGate.js";
import { AddGate } from "../../gates/add.js";
import { kindOf } from "../builtIn.js";
import { Expressions } from "./expressions.js";
import { generalKernel } from "./general.js";
import { sumKernel } from "./sum.js";

/** Works on the gates `at[begin]` to `at[end − 1]`, whose inputs stand one behind the other in `source` from `edge` on. */
export interface Kernel {
  forward(
    out: Float64Array,
    at: Int32Array,
    source: Int32Array,
    begin: number,
    end: number,
    edge: number,
  ): void;
  /** Adds what each gate passes back to the `dz` of its inputs. */
  backward(
    out: Float64Array,
    dz: Float64Array,
    at: Int32Array,
    source: Int32Array,
    begin: number,
    end: number,
    edge: number,
  ): void;
}

/** Source text grows with the number of inputs; from here on a general loop is as fast and compiles at once. */
const LARGEST_UNROLLED_ARITY = 16;

const kernels = new Map<string, Kernel>();

/** The kernel of a gate's kind, made once for all graphs. */
export function kernelOf(gate: DifferentiableGate): Kernel {
  const kind = kindOf(gate);
  let kernel = kernels.get(kind);
  if (!kernel) kernels.set(kind, (kernel = makeKernel(gate)));
  return kernel;
}

function makeKernel(gate: DifferentiableGate): Kernel {
  if (gate.inputNodes.length <= LARGEST_UNROLLED_ARITY) return unrolledKernel(gate);
  return gate instanceof AddGate ? sumKernel(gate.inputNodes.length) : generalKernel(gate);
}

function unrolledKernel(gate: DifferentiableGate): Kernel {
  const positions = gate.inputNodes.map((_, i) => i);
  const inputs = positions.map((i) => `x${i}`);
  const next = `edge += ${inputs.length}`;
  const reads = positions.map((i) => `const s${i} = source[edge + ${i}], x${i} = out[s${i}];`);

  const forward = new Expressions();
  const value = gate.formula(forward, inputs);
  const backward = new Expressions();
  const locals = gate.derivatives(backward, inputs, "y");

  return {
    forward: compile(["out", "at", "source", "begin", "end", "edge"], next, [
      ...reads,
      ...forward.lines,
      `out[at[i]] = ${value};`,
    ]) as Kernel["forward"],
    backward: compile(["out", "dz", "at", "source", "begin", "end", "edge"], next, [
      `const y = out[at[i]], d = dz[at[i]];`,
      ...reads,
      ...backward.lines,
      ...locals.map((local, i) => `dz[s${i}] += ${local === "1" ? "d" : `${local} * d`};`),
    ]) as Kernel["backward"],
  };
}

function compile(parameters: readonly string[], next: string, body: readonly string[]): unknown {
  const loop = `for (let i = begin; i < end; i++, ${next}) {\n${body.join("\n")}\n}`;
  // The text is made of the package's own formulas and of numbers, never of names that a student chose.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function(...parameters, `"use strict";\n${loop}`);
}
