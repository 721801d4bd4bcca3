/** Computations as nodes: each is computed once, and equal ones are one node. */

/** One number, or two that are computed at once. */
export type Shape = "f64" | "v128";

/** What a node does to its arguments. Names and semantics are those of WebAssembly where it has the instruction. */
export type Operation =
  | "const"
  | "local"
  | "load"
  | "call"
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "neg"
  | "abs"
  | "sqrt"
  | "pmin"
  | "pmax"
  /** a > b ? x : y, of (a, b, x, y) */
  | "ifGreater"
  /** a = b ? x : y, of (a, b, x, y) */
  | "ifEqual"
  /** All bits 1 where a > b, else 0. */
  | "maskGreater"
  | "maskLess"
  | "and"
  /** a and not b */
  | "andnot"
  | "or"
  | "shiftLeft"
  | "addIntegers"
  /** Both numbers are a. */
  | "splat"
  /** (a, b) */
  | "pack"
  | "lane"
  /** (b, a) of the pair (a, b) */
  | "swap"
  /** The first numbers of two pairs. */
  | "firsts"
  /** The second numbers of two pairs. */
  | "seconds";

export interface Node {
  /** In order of creation: arguments have smaller ones. */
  readonly id: number;
  readonly operation: Operation;
  readonly shape: Shape;
  readonly inputs: readonly Node[];
  /** A constant's value or two, a lane, a local, a callee, a distance to shift by, or the local and offset of an address. */
  readonly immediate: readonly number[];
  /** The name of the function that is called. */
  readonly callee: string;
}

const FOLDED: Partial<Record<Operation, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: (a) => Math.abs(a),
};

/** Makes nodes, one for equal computations, none for what is known beforehand. */
export class NodeBuilder {
  readonly #known = new Map<string, Node>();
  #count = 0;

  constant(value: number): Node {
    return this.#node("const", "f64", [], [value]);
  }

  constants(first: number, second: number): Node {
    return this.#node("const", "v128", [], [first, second]);
  }

  local(shape: Shape, index: number): Node {
    return this.#node("local", shape, [], [index]);
  }

  /** @param base the local that holds the address, −1 for an address that is `offset` alone */
  load(shape: Shape, base: number, offset: number): Node {
    return this.#node("load", shape, [], [base, offset]);
  }

  call(callee: string, inputs: readonly Node[]): Node {
    return this.#node("call", "f64", inputs, [], callee);
  }

  add(a: Node, b: Node): Node {
    return this.apply("add", a, b);
  }

  sub(a: Node, b: Node): Node {
    return this.apply("sub", a, b);
  }

  mul(a: Node, b: Node): Node {
    if (isAll(a, 1)) return b;
    if (isAll(b, 1)) return a;
    if (isAll(a, -1)) return this.apply("neg", b);
    if (isAll(b, -1)) return this.apply("neg", a);
    return this.apply("mul", a, b);
  }

  div(a: Node, b: Node): Node {
    return this.apply("div", a, b);
  }

  /** Any operation whose arguments and result have one shape. */
  apply(operation: Operation, ...inputs: readonly Node[]): Node {
    const [a, b = a] = inputs;
    const fold = FOLDED[operation];
    if (fold && a!.operation === "const" && b!.operation === "const") {
      const values = a!.immediate.map((value, i) => fold(value, b!.immediate[i]!));
      return this.#node("const", a!.shape, [], values);
    }
    return this.#node(operation, a!.shape, inputs, []);
  }

  shiftLeft(a: Node, distance: number): Node {
    return this.#node("shiftLeft", "v128", [a], [distance]);
  }

  splat(a: Node): Node {
    if (a.operation === "const") return this.constants(a.immediate[0]!, a.immediate[0]!);
    return this.#node("splat", "v128", [a], []);
  }

  lane(pair: Node, position: 0 | 1): Node {
    if (pair.operation === "splat") return pair.inputs[0]!;
    if (pair.operation === "pack") return pair.inputs[position]!;
    if (pair.operation === "const") return this.constant(pair.immediate[position]!);
    if (pair.operation === "swap") return this.lane(pair.inputs[0]!, position === 0 ? 1 : 0);
    return this.#node("lane", "f64", [pair], [position]);
  }

  /** Two numbers as a pair; costs nothing where they are the halves of one, or neighbours in memory. */
  pack(first: Node, second: Node): Node {
    if (first === second) return this.splat(first);
    if (first.operation === "const" && second.operation === "const") {
      return this.constants(first.immediate[0]!, second.immediate[0]!);
    }
    if (first.operation === "lane" && second.operation === "lane" && first.inputs[0] === second.inputs[0]) {
      const pair = first.inputs[0]!;
      return first.immediate[0] === 0 ? pair : this.#node("swap", "v128", [pair], []);
    }
    if (first.operation === "load" && second.operation === "load") {
      const [base, offset] = first.immediate;
      if (second.immediate[0] === base && second.immediate[1] === offset! + 8) {
        return this.load("v128", base!, offset!);
      }
    }
    return this.#node("pack", "v128", [first, second], []);
  }

  swap(pair: Node): Node {
    return this.pack(this.lane(pair, 1), this.lane(pair, 0));
  }

  /** (a₀ + a₁, b₀ + b₁) */
  sumsOfPairs(a: Node, b: Node): Node {
    return this.add(this.#node("firsts", "v128", [a, b], []), this.#node("seconds", "v128", [a, b], []));
  }

  /** The sum, added up as a tree: shorter to wait for than a chain. */
  sum(terms: readonly Node[]): Node {
    if (terms.length === 1) return terms[0]!;
    const middle = Math.ceil(terms.length / 2);
    return this.add(this.sum(terms.slice(0, middle)), this.sum(terms.slice(middle)));
  }

  #node(
    operation: Operation,
    shape: Shape,
    inputs: readonly Node[],
    immediate: readonly number[],
    callee = "",
  ): Node {
    const values = immediate.map((value) => (Object.is(value, -0) ? "-0" : value)).join();
    const key = `${operation} ${shape} ${inputs.map(({ id }) => id).join()} ${values} ${callee}`;
    let node = this.#known.get(key);
    if (!node) {
      node = { id: this.#count++, operation, shape, inputs, immediate, callee };
      this.#known.set(key, node);
    }
    return node;
  }
}

function isAll(node: Node, value: number): boolean {
  return node.operation === "const" && node.immediate.every((each) => each === value);
}
