/**
 * Texts of cells that keep a compiler busy for long, or end it. Where they are graded, the compiler can be ended together
 * with whoever waits for it: in a worker with a deadline.
 */

/** What a parser takes twice for each `?`: as the type of an arrow function, and as the other branch. */
const twice = (depth: number): string => `const x = ${"a ? (b) : c => (d) : e => ".repeat(depth)}f;`;

/** So many names that whoever looks for each in each cell looks for long. */
const manyNames = (cell: number): string =>
  `var ${Array.from({ length: 6000 }, (_, i) => `v${i}_${cell}`).join()};\n` +
  Array.from({ length: 5000 }, (_, i) => `q${i}`).join(";");

export interface SlowText {
  readonly name: string;
  /** The cells of one hand-in, none longer than a cell may be. */
  readonly texts: readonly string[];
}

export const slowTexts: readonly SlowText[] = [
  { name: "a cell that takes twice as long with each branch", texts: [twice(22)] },
  {
    name: "ten such cells, more than there are processors",
    texts: Array.from({ length: 10 }, (_, i) => `${twice(22)} // ${i}`),
  },
  {
    name: "a hundred cells with ten thousand names each",
    texts: Array.from({ length: 100 }, (_, i) => manyNames(i)),
  },
];
