/** The code that is being written, and the ways out of its blocks. */

import { NotUnderstood } from "./source/notUnderstood.js";
import { computed, isComputed, type Computed, type Value } from "./values.js";

/** Something that can be left early: a call, a loop, a turn of a loop. */
export interface Frame {
  readonly label: string;
  readonly depth: number;
  /** Whether it is left from under a condition, so that the code needs the label. */
  isLeft: boolean;
  /** Of a call: what it returns. */
  value: Value | undefined;
  /** Of a call: the variable with what it returns from under a condition. */
  result: Computed | undefined;
  /** Of a call: whether it returns nothing from under a condition. */
  isVoid: boolean;
}

/** How a statement ends: at the end of a frame, or somewhere that only the running code knows. */
export type Ending = Frame | "elsewhere" | undefined;

export class Code {
  /** How many conditions stand around the code that is being written. */
  depth = 0;
  /** Frames that the code may have left by now. */
  readonly #left = new Set<Frame>();
  #lines: string[] = [];
  #names = 0;

  write(...lines: readonly string[]): void {
    for (const line of lines) this.#lines.push(line);
  }

  /** A new variable that starts as a number or a boolean. */
  variable(start: Computed): Computed {
    const variable = { kind: start.kind, code: this.#name() };
    this.write(`let ${variable.code} = ${start.code};`);
    return variable;
  }

  /** A value that stays what it is now. */
  pinned(value: Value): Value {
    if (!isComputed(value)) return value;
    const code = this.#name();
    this.write(`const ${code} = ${value.code};`);
    return { kind: value.kind, code };
  }

  /** What `write` writes, instead of writing it here. */
  aside<T>(write: () => T): { readonly lines: readonly string[]; readonly result: T } {
    const outside = this.#lines;
    this.#lines = [];
    const result = write();
    const lines = this.#lines;
    this.#lines = outside;
    return { lines, result };
  }

  frame(): Frame {
    const label = this.#name();
    return { label, depth: this.depth, isLeft: false, value: undefined, result: undefined, isVoid: false };
  }

  /** Write what can be left early. @throws NotUnderstood when a call only sometimes returns a number */
  inside(frame: Frame, write: () => Ending): Ending {
    const left = this.#left.size;
    const { lines, result: ending } = this.aside(write);
    this.#left.delete(frame);
    this.depth = frame.depth + (this.#left.size > left ? 1 : 0);
    if (frame.result) {
      if (frame.isVoid || ending !== "elsewhere") throw new NotUnderstood();
      this.write(`let ${frame.result.code};`);
    }
    if (frame.isLeft) this.write(`${frame.label}: {`, ...lines, "}");
    else this.write(...lines);
    if (ending === frame) return undefined;
    return frame.isLeft && ending === "elsewhere" ? undefined : ending;
  }

  leave(frame: Frame): Ending {
    if (this.depth === frame.depth) return frame;
    this.write(`break ${frame.label};`);
    frame.isLeft = true;
    this.#left.add(frame);
    return "elsewhere";
  }

  /** Leave a call with a value; undefined where it returns nothing. @throws NotUnderstood */
  leaveWith(value: Value | undefined, call: Frame): Ending {
    if (this.depth === call.depth) {
      call.value = value && this.pinned(value);
    } else if (value) {
      const { kind, code } = computed(value);
      call.result ??= { kind, code: this.#name() };
      if (call.result.kind !== kind) throw new NotUnderstood();
      this.write(`${call.result.code} = ${code};`);
    } else {
      call.isVoid = true;
    }
    return this.leave(call);
  }

  /** Write both ways of a condition that only the running code knows. */
  branch(condition: string, then: () => Ending, otherwise: () => Ending): Ending {
    const { depth } = this;
    const left = this.#left.size;
    const way = (write: () => Ending) => {
      this.depth = depth + 1;
      return this.aside(write);
    };
    const [first, second] = [way(then), way(otherwise)];
    this.write(`if (${condition}) {`, ...first.lines, "} else {", ...second.lines, "}");
    this.depth = depth + (this.#left.size > left ? 1 : 0);
    return first.result && second.result && "elsewhere";
  }

  #name(): string {
    return `v${this.#names++}`;
  }
}
