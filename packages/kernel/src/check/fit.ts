/** Whether types can stand for each other, asked of the compiler. */

import type { Compiler } from "./compiler.js";

/** Two types as a cell would write them. */
export type Pair = readonly [string, string];

/**
 * What the types of a pair may use besides.
 *
 * Of `const rate = 0.5` TypeScript knows the number, but who mends it to `0.1` means the same name. A union, such as that
 * of all names of a mode, stays as it is: a cell may have an answer for each of them.
 */
const WIDENED = `
type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;
type Widened<T> = IsUnion<T> extends true ? T
  : T extends number ? number : T extends string ? string : T extends boolean ? boolean : T extends bigint ? bigint : T;
`;

/** Which way of a pair has to fit: the second type for the first one, or also the first one for the second. */
export const FORWARD = (i: number): string => `const x${i}: A${i} = b${i};`;
export const BOTH = (i: number): string => `${FORWARD(i)} const y${i}: B${i} = a${i};`;

/** Asks the compiler whether the types of each pair can be assigned to each other. */
export async function fit(
  compiler: Compiler,
  pairs: readonly Pair[],
  ways: (i: number) => string,
): Promise<boolean> {
  const lines = pairs.map(([a, b], i) =>
    [
      `type A${i} = ${a}; type B${i} = ${b};`,
      `declare const a${i}: A${i}; declare const b${i}: B${i};`,
      ways(i),
      // Anything fits `any`, and yet it is another type.
      `declare const p${i}: 0 extends 1 & A${i} ? true : false; const q${i}: 0 extends 1 & B${i} ? true : false = p${i};`,
    ].join("\n"),
  );
  compiler.show(`${WIDENED}${lines.join("\n")}\nexport {};\n`);
  return (await compiler.problems()).every(({ severity }) => severity !== 1);
}
