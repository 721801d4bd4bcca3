/** Writes the function that runs over samples: fetch a sample, compute, note the loss, let the weights move. */

import { Emitter } from "./emitter.js";
import { FunctionBody } from "./encoder.js";
import { LayerPart } from "./layerPart.js";
import type { Layer } from "./layers.js";
import type { Layout } from "./layout.js";
import { CALLEES, ScalarMath } from "./math.js";
import { NodeBuilder, type Node } from "./node.js";
import { PackPart } from "./packPart.js";
import type { Pack } from "./packs.js";
import { Step, type Part } from "./step.js";
import { isWeight, type Structure } from "./structure.js";
import { WeightPart } from "./weightPart.js";

/** The function takes the number of samples in the order. */
const COUNT = 0;

const callees = new Map<string, number>(CALLEES.map((name, i) => [name, i]));

export function sampleLoop(
  structure: Structure,
  packs: readonly Pack[],
  layers: readonly Layer[],
  layout: Layout,
): FunctionBody {
  const body = new FunctionBody(["i32"]);
  const at = body.local("i32");
  const end = body.local("i32");
  const row = body.local("i32");

  const b = new NodeBuilder();
  const step = new Step(structure, b, row);
  const weights: WeightPart[] = [];
  const layerParts = layers.map(
    (layer, i) => new LayerPart(layer, layout.layers[i]!, body, structure.depth[layer.units[0]!]!),
  );
  const packParts = packs.map((pack): Part => {
    if (!isWeight(structure, pack[0])) return new PackPart(pack, structure.depth[pack[0]]!);
    const part = new WeightPart(pack, layout.weights.get(pack[0])!, body);
    weights.push(part);
    return part;
  });
  const parts = [...packParts, ...layerParts].sort((a, b) => a.depth - b.depth);
  for (const part of parts) part.forward(step);
  const loss = new ScalarMath(b).add(structure.targets.map((target) => step.value(target)));
  for (const part of [...parts].reverse()) part.backward(step);
  layout.groups.forEach((group, g) => {
    addNorm(step, body, group, layout.norms + 8 * g);
  });

  const roots = [
    loss,
    ...step.statements.flatMap(({ needs }) => needs),
    ...weights.flatMap(({ next }) => next ?? []),
  ];
  const emitter = new Emitter(body, callees, roots);
  const push = (node: Node) => {
    emitter.push(node);
  };

  for (const weight of weights) weight.writeLoad();
  body.i32(layout.order);
  body.set(at);
  body.get(COUNT);
  body.i32(4);
  body.emit("i32Mul");
  body.i32(layout.order);
  body.emit("i32Add");
  body.set(end);
  body.loop(() => {
    body.get(at);
    body.load("i32", 0);
    body.i32(8 * layout.columns);
    body.emit("i32Mul");
    body.i32(layout.rows);
    body.emit("i32Add");
    body.set(row);
    // at = at + 4, and in the last turn the weights are noted before they move.
    body.get(at);
    body.i32(4);
    body.emit("i32Add");
    body.tee(at);
    body.get(end);
    body.emit("i32Eq");
    body.if(() => {
      for (const weight of weights) weight.writeStore(layout.before);
      for (const layer of layerParts) layer.writeCopy(layout.before);
    });
    for (const statement of step.statements) statement.write(push);
    // Losses are twice as long as numbers of samples, and `at` is one ahead.
    body.get(at);
    body.i32(2);
    body.emit("i32Mul");
    push(loss);
    body.store("f64", layout.losses - 2 * layout.order - 8);
    for (const weight of weights) weight.writeNext(push);
    for (const weight of [...weights].reverse()) weight.writeAssign();
    body.get(at);
    body.get(end);
    body.emit("i32Ne");
  });
  for (const weight of weights) weight.writeStore();
  return body;
}

/** Add the Euclidean norm of the gradient with respect to a group of weights to a number in memory. */
function addNorm(step: Step, body: FunctionBody, group: readonly number[], address: number): void {
  const { b } = step;
  const gradients = group.flatMap((gate) => step.weightGradients.get(gate) ?? []);
  const squares = gradients.map((gradient) => b.mul(gradient, gradient));
  const norm = b.apply("sqrt", new ScalarMath(b).add(squares));
  step.statements.push({
    needs: [norm],
    write(push) {
      body.i32(0);
      body.i32(0);
      body.load("f64", address);
      push(norm);
      body.emit("f64Add");
      body.store("f64", address);
    },
  });
}
