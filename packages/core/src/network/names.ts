/** Names of gates as the lecture writes them: w⁽ˡ⁾ⱼᵢ, with layer l, neuron j and input i, all from 1. */

/** `indexed("w", 1, 3, 2)` is w⁽¹⁾₃₂. */
export function indexed(letter: string, layer: number, ...indices: readonly number[]): string {
  return `${letter}⁽${digits(layer, "⁰¹²³⁴⁵⁶⁷⁸⁹")}⁾${subscript(...indices)}`;
}

/** `numbered("x", 0, 2)` is x₁; where there is only one, it is x. */
export function numbered(letter: string, i: number, count: number): string {
  return count === 1 ? letter : letter + subscript(i + 1);
}

/** Indices of two digits are kept apart: ₃₂, but ₃,₁₂. */
function subscript(...indices: readonly number[]): string {
  return indices
    .map((index) => digits(index, "₀₁₂₃₄₅₆₇₈₉"))
    .join(indices.some((index) => index > 9) ? "," : "");
}

function digits(number: number, signs: string): string {
  return String(number).replace(/\d/g, (digit) => signs[Number(digit)]!);
}
