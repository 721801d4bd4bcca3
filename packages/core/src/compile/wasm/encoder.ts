/** Writes a WebAssembly module. Source: WebAssembly Core Specification 2.0, section 5.5. */

import { Bytes } from "./bytes.js";
import {
  bulk,
  BULK_PREFIX,
  EMPTY_BLOCK,
  op,
  simd,
  SIMD_PREFIX,
  valueType,
  type ValueType,
} from "./opcodes.js";

/** The body of one function, instruction by instruction. */
export class FunctionBody {
  readonly code = new Bytes();
  readonly #locals: ValueType[] = [];

  constructor(readonly parameters: readonly ValueType[]) {}

  /** Add a local variable. @returns its number */
  local(type: ValueType): number {
    return this.parameters.length + this.#locals.push(type) - 1;
  }

  emit(instruction: keyof typeof op): void {
    this.code.byte(op[instruction]);
  }

  simd(instruction: keyof typeof simd): void {
    this.code.byte(SIMD_PREFIX);
    this.code.unsigned(simd[instruction]);
  }

  get(local: number): void {
    this.emit("localGet");
    this.code.unsigned(local);
  }

  set(local: number): void {
    this.emit("localSet");
    this.code.unsigned(local);
  }

  tee(local: number): void {
    this.emit("localTee");
    this.code.unsigned(local);
  }

  i32(value: number): void {
    this.emit("i32Const");
    this.code.signed(value);
  }

  f64(value: number): void {
    this.emit("f64Const");
    this.code.f64(value);
  }

  /** The address is on the stack. A splat is a pair of twice the same number. */
  load(type: "i32" | "f64" | "v128" | "splat", offset: number): void {
    if (type === "v128") this.simd("v128Load");
    else if (type === "splat") this.simd("v128Load64Splat");
    else this.emit(type === "f64" ? "f64Load" : "i32Load");
    this.#memory(type === "i32" ? 2 : 3, offset);
  }

  /** Address and value are on the stack. */
  store(type: "f64" | "v128", offset: number): void {
    if (type === "v128") this.simd("v128Store");
    else this.emit("f64Store");
    this.#memory(3, offset);
  }

  copy(to: number, from: number, size: number): void {
    this.i32(to);
    this.i32(from);
    this.i32(size);
    this.code.byte(BULK_PREFIX);
    this.code.unsigned(bulk.memoryCopy);
    this.code.bytes([0, 0]);
  }

  /** Repeat `body` for as long as it leaves a true condition on the stack; at least once. */
  loop(body: () => void): void {
    this.emit("loop");
    this.code.byte(EMPTY_BLOCK);
    body();
    this.emit("brIf");
    this.code.unsigned(0);
    this.emit("end");
  }

  /** Run `body` if the condition on the stack is true. */
  if(body: () => void): void {
    this.emit("if");
    this.code.byte(EMPTY_BLOCK);
    body();
    this.emit("end");
  }

  call(callee: number): void {
    this.emit("call");
    this.code.unsigned(callee);
  }

  encode(): Bytes {
    const body = new Bytes();
    body.unsigned(this.#locals.length);
    for (const type of this.#locals) {
      body.unsigned(1);
      body.byte(valueType[type]);
    }
    body.bytes(this.code.view());
    body.byte(op.end);
    return body;
  }

  #memory(alignment: number, offset: number): void {
    this.code.unsigned(alignment);
    this.code.unsigned(offset);
  }
}

/** A function of numbers that the module calls. */
export interface Import {
  readonly name: string;
  readonly arity: number;
}

/** A function of the module: it leaves its results in memory. */
export interface Export {
  readonly name: string;
  readonly body: FunctionBody;
}

const section = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;
const FUNCTION = 0x00;
const MEMORY = 0x02;

/** The bytes of a module that imports its memory as `env.memory`, and functions from `env`. */
export function encodeModule(
  imports: readonly Import[],
  exports: readonly Export[],
  pages: number,
): Uint8Array {
  const module = new Bytes();
  module.bytes([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  const add = (id: number, items: readonly ((bytes: Bytes) => void)[]) => {
    const content = new Bytes();
    content.unsigned(items.length);
    for (const item of items) item(content);
    module.byte(id);
    module.vector(content);
  };

  const signatures: readonly [readonly ValueType[], readonly ValueType[]][] = [
    ...imports.map(({ arity }): [ValueType[], ValueType[]] => [
      new Array<ValueType>(arity).fill("f64"),
      ["f64"],
    ]),
    ...exports.map(({ body }): [readonly ValueType[], ValueType[]] => [body.parameters, []]),
  ];
  add(
    section.type,
    signatures.map((signature) => (bytes) => {
      bytes.byte(0x60);
      for (const types of signature) {
        bytes.unsigned(types.length);
        for (const type of types) bytes.byte(valueType[type]);
      }
    }),
  );
  add(section.import, [
    (bytes) => {
      bytes.text("env");
      bytes.text("memory");
      bytes.bytes([MEMORY, 0x00]);
      bytes.unsigned(pages);
    },
    ...imports.map(({ name }, i) => (bytes: Bytes) => {
      bytes.text("env");
      bytes.text(name);
      bytes.byte(FUNCTION);
      bytes.unsigned(i);
    }),
  ]);
  add(
    section.function,
    exports.map((_, i) => (bytes) => {
      bytes.unsigned(imports.length + i);
    }),
  );
  add(
    section.export,
    exports.map(({ name }, i) => (bytes) => {
      bytes.text(name);
      bytes.byte(FUNCTION);
      bytes.unsigned(imports.length + i);
    }),
  );
  add(
    section.code,
    exports.map(({ body }) => (bytes) => {
      bytes.vector(body.encode());
    }),
  );
  return module.view();
}
