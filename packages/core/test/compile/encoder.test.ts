/** Numbers and modules are written as WebAssembly reads them. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { Bytes } from "../../src/compile/wasm/bytes.js";
import { encodeModule, FunctionBody } from "../../src/compile/wasm/encoder.js";
import { randomGraph } from "../randomGraph.js";
import { engines, taskOf } from "./comparing.js";

function decode(bytes: Uint8Array, isSigned: boolean): bigint {
  const value = bytes.reduce((sum, byte, i) => sum | (BigInt(byte & 0x7f) << BigInt(7 * i)), 0n);
  return isSigned ? BigInt.asIntN(7 * bytes.length, value) : value;
}

describe("the WebAssembly encoder", () => {
  it("writes numbers in LEB128", () => {
    for (const value of [0, 1, 63, 64, 127, 128, 8191, 8192, 16383, 16384, 2 ** 31 - 1]) {
      for (const signed of [value, -value, -value - 1]) {
        const bytes = new Bytes();
        bytes.signed(signed);
        assert.equal(decode(bytes.view(), true), BigInt(signed));
      }
      for (const unsigned of [value, 2 * value + 1]) {
        const bytes = new Bytes();
        bytes.unsigned(unsigned);
        assert.equal(decode(bytes.view(), false), BigInt(unsigned));
      }
    }
  });

  it("writes modules that are valid, with hundreds of locals too, and not when a body leaves a number behind", () => {
    const body = new FunctionBody([]);
    for (let i = 0; i < 300; i++) {
      body.f64(i);
      body.set(body.local("f64"));
    }
    const module = () => encodeModule([{ name: "log", arity: 1 }], [{ name: "run", body }], 1);
    assert(WebAssembly.validate(Uint8Array.from(module())));
    body.f64(1);
    assert(!WebAssembly.validate(Uint8Array.from(module())));
  });

  it("writes a module that the host accepts for every random graph", () => {
    fc.assert(
      fc.property(randomGraph, ({ graph }) => {
        engines.wasm(graph, taskOf([], [[]]));
      }),
    );
  });
});

describe("a host without instructions on two numbers at once", () => {
  it("trains with loops over arrays", function () {
    this.timeout(20_000);
    const script = `WebAssembly.validate = () => false;
      const { ComputationalGraph, PowerGate, WeightGate } = await import("./src/index.ts");
      const { createTrainer } = await import("./src/compile/createTrainer.ts");
      const graph = new ComputationalGraph(new PowerGate([new WeightGate(0.25, 3)], 2));
      const trainer = createTrainer(graph, { feed: [], rows: new Float64Array(), groups: [] });
      trainer.run(2);
      console.log(JSON.stringify([trainer.engine, ...trainer.losses.subarray(0, 2)]));`;
    const options = ["--import", "tsx", "--input-type=module", "-e", script];
    const cwd = new URL("../../", import.meta.url);
    const said = execFileSync(process.execPath, options, { cwd, encoding: "utf8" });
    assert.deepEqual(JSON.parse(said), ["kernels", 9, 2.25]);
  });
});
