/** How large a hand-in may be. A notebook of the course with all its pictures has half a megabyte. */

export const LIMITS = {
  /** In bytes. */
  file: 20_000_000,
  cells: 2000,
  /** Characters of one cell. */
  cell: 100_000,
  /** Characters of the kernel's name. */
  name: 100,
  /** Objects and lists within each other. JSON's own reader would overflow the stack far beyond. */
  depth: 200,
} as const;
