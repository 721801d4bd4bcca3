/** The order of the samples in an epoch. */

/** Put a list into a random order, each with the same probability. Source: Fisher and Yates, as in Knuth, TAOCP 3.4.2. */
export function shuffle(list: Int32Array, random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = list[i]!;
    list[i] = list[j]!;
    list[j] = kept;
  }
}
