/** Which gates are computed two at a time: neighbours of one kind, such as two units of a layer. */

import type { Structure } from "./structure.js";

/** One gate, or two of one kind and depth. */
export type Pack = readonly [number] | readonly [number, number];

/** For these gates two at a time pay even if their inputs have to be put together first. */
const COSTLY = /^(Sigmoid|Tanh|Exp|Softplus|BinaryCrossEntropy)Gate /;

/**
 * Pair gates from the target down. A pair asks for pairs of its inputs, position by position: so two units of a
 * layer pair their products and those their weights. What no pair asks for is paired with its neighbour, so the
 * products of a single unit go two by two.
 *
 * @param members the gates to pack: weights and gates that compute
 * @returns in order of computation
 */
export function packsOf(structure: Structure, members: readonly number[]): Pack[] {
  const { inputs, depth, kind } = structure;
  const isMember = new Set(members);
  const partner = new Map<number, number>();
  const firsts = new Set<number>();

  const canPair = (a: number, b: number) =>
    a !== b &&
    isMember.has(a) &&
    isMember.has(b) &&
    !partner.has(a) &&
    !partner.has(b) &&
    kind[a] === kind[b] &&
    depth[a] === depth[b];
  const join = (a: number, b: number) => {
    partner.set(a, b);
    partner.set(b, a);
    firsts.add(a);
  };
  /** Whether two inputs are at hand as a pair, or could be. */
  const comesAsPair = (a: number, b: number) =>
    a === b ||
    (firsts.has(a) && partner.get(a) === b) ||
    canPair(a, b) ||
    inputs[a]!.length + inputs[b]!.length === 0;

  const levels: number[][] = [];
  for (const gate of members) (levels[depth[gate]!] ??= []).push(gate);
  for (const level of [...levels].reverse()) {
    if (!level || inputs[level[0]!]!.length === 0) continue;
    const waiting = new Map<string, number>();
    for (const gate of level) {
      if (partner.has(gate)) continue;
      const other = waiting.get(kind[gate]!);
      const pays =
        other !== undefined &&
        (COSTLY.test(kind[gate]!) ||
          inputs[gate]!.every((input, i) => comesAsPair(inputs[other]![i]!, input)));
      if (pays) {
        join(other, gate);
        waiting.delete(kind[gate]!);
      } else waiting.set(kind[gate]!, gate);
    }
    for (const gate of level) {
      if (!firsts.has(gate)) continue;
      const others = inputs[partner.get(gate)!]!;
      inputs[gate]!.forEach((input, i) => {
        if (canPair(input, others[i]!)) join(input, others[i]!);
      });
    }
  }
  const packs = members.flatMap((gate): Pack[] => {
    const other = partner.get(gate);
    if (other === undefined) return [[gate]];
    return firsts.has(gate) ? [[gate, other]] : [];
  });
  return packs.sort((a, b) => depth[a[0]]! - depth[b[0]]!);
}
