/** Writes nodes as instructions. What is used more than once is kept in a local variable. */

import type { FunctionBody } from "./encoder.js";
import type { Node, Operation } from "./node.js";
import type { op, simd } from "./opcodes.js";

const SCALAR: Partial<Record<Operation, keyof typeof op>> = {
  add: "f64Add",
  sub: "f64Sub",
  mul: "f64Mul",
  div: "f64Div",
  neg: "f64Neg",
  abs: "f64Abs",
  sqrt: "f64Sqrt",
};

const PAIR: Partial<Record<Operation, keyof typeof simd>> = {
  add: "f64x2Add",
  sub: "f64x2Sub",
  mul: "f64x2Mul",
  div: "f64x2Div",
  neg: "f64x2Neg",
  abs: "f64x2Abs",
  pmin: "f64x2Pmin",
  pmax: "f64x2Pmax",
  maskGreater: "f64x2Gt",
  maskLess: "f64x2Lt",
  and: "v128And",
  andnot: "v128AndNot",
  or: "v128Or",
  addIntegers: "i64x2Add",
};

/** Numbers of the 16 bytes that a shuffle takes: 0–15 from the first pair, 16–31 from the second. */
const SHUFFLES: Partial<Record<Operation, readonly number[]>> = {
  swap: [...bytesOf(1), ...bytesOf(0)],
  firsts: [...bytesOf(0), ...bytesOf(2)],
  seconds: [...bytesOf(1), ...bytesOf(3)],
};

function bytesOf(half: number): number[] {
  return Array.from({ length: 8 }, (_, i) => 8 * half + i);
}

/** How deep instructions may nest before a value goes to a local: the writer calls itself. */
const DEEPEST_NESTING = 100;

export class Emitter {
  readonly #body: FunctionBody;
  readonly #callees: ReadonlyMap<string, number>;
  readonly #uses = new Map<Node, number>();
  readonly #nesting = new Map<Node, number>();
  readonly #locals = new Map<Node, number>();

  /** @param roots all nodes that will be asked for, with everything that they need */
  constructor(body: FunctionBody, callees: ReadonlyMap<string, number>, roots: readonly Node[]) {
    this.#body = body;
    this.#callees = callees;
    const needed = new Set(roots);
    for (const node of needed) for (const input of node.inputs) needed.add(input);
    for (const root of roots) this.#use(root);
    for (const node of needed) for (const input of node.inputs) this.#use(input);
    for (const node of [...needed].sort((a, b) => a.id - b.id)) {
      const depth = 1 + Math.max(0, ...node.inputs.map((input) => this.#nestingOf(input)));
      this.#nesting.set(node, depth);
    }
  }

  /** Leave the value on the stack. */
  push(node: Node): void {
    for (const each of this.#unkept(node)) {
      this.#write(each);
      const local = this.#body.local(each.shape);
      this.#body.set(local);
      this.#locals.set(each, local);
    }
    this.#read(node);
  }

  /** How deep the instructions of a node nest where it is used. */
  #nestingOf(node: Node): number {
    return this.#isKept(node) ? 0 : this.#nesting.get(node)!;
  }

  #use(node: Node): void {
    this.#uses.set(node, (this.#uses.get(node) ?? 0) + 1);
  }

  #isKept(node: Node): boolean {
    if (node.operation === "const" || node.operation === "local") return false;
    return this.#uses.get(node)! > 1 || this.#nesting.get(node)! % DEEPEST_NESTING === 0;
  }

  /** What has to be in a local before `node` can be written, in the order of computation. */
  #unkept(node: Node): Node[] {
    const found: Node[] = [];
    const seen = new Set([node]);
    for (const each of seen) {
      if (this.#locals.has(each)) continue;
      if (this.#isKept(each)) found.push(each);
      for (const input of each.inputs) seen.add(input);
    }
    return found.sort((a, b) => a.id - b.id);
  }

  #read(node: Node): void {
    const local = this.#locals.get(node);
    if (local === undefined) this.#write(node);
    else this.#body.get(local);
  }

  #write(node: Node): void {
    const { operation, inputs, immediate } = node;
    const body = this.#body;
    const readAll = () => {
      for (const input of inputs) this.#read(input);
    };
    switch (operation) {
      case "const":
        if (node.shape === "f64") return body.f64(immediate[0]!);
        body.simd("v128Const");
        for (const value of immediate) body.code.f64(value);
        return;
      case "local":
        return body.get(immediate[0]!);
      case "load":
        if (immediate[0]! < 0) body.i32(0);
        else body.get(immediate[0]!);
        return body.load(node.shape, immediate[1]!);
      case "call":
        readAll();
        return body.call(this.#callees.get(node.callee)!);
      case "lane":
        readAll();
        body.simd("f64x2ExtractLane");
        return body.code.byte(immediate[0]!);
      case "splat":
        readAll();
        return body.simd("f64x2Splat");
      case "pack":
        this.#read(inputs[0]!);
        body.simd("f64x2Splat");
        this.#read(inputs[1]!);
        body.simd("f64x2ReplaceLane");
        return body.code.byte(1);
      case "shiftLeft":
        readAll();
        body.i32(immediate[0]!);
        return body.simd("i64x2Shl");
      case "ifGreater":
      case "ifEqual":
        return this.#choose(node);
    }
    const shuffle = SHUFFLES[operation];
    if (shuffle) {
      this.#read(inputs[0]!);
      this.#read(inputs.at(-1)!);
      body.simd("i8x16Shuffle");
      return body.code.bytes(shuffle);
    }
    readAll();
    if (node.shape === "f64") body.emit(SCALAR[operation]!);
    else body.simd(PAIR[operation]!);
  }

  #choose({ operation, shape, inputs }: Node): void {
    const [a, b, x, y] = inputs;
    const greater = operation === "ifGreater";
    for (const input of [x, y, a, b]) this.#read(input!);
    if (shape === "f64") {
      this.#body.emit(greater ? "f64Gt" : "f64Eq");
      this.#body.emit("select");
    } else {
      this.#body.simd(greater ? "f64x2Gt" : "f64x2Eq");
      this.#body.simd("v128Bitselect");
    }
  }
}
