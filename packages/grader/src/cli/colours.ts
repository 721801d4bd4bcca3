/** Colours where there is a terminal that shows them. */

const paint =
  (code: number) =>
  (text: string): string =>
    process.stderr.isTTY && !process.env.NO_COLOR ? `\x1b[${code}m${text}\x1b[0m` : text;

export const red = paint(31);
export const green = paint(32);
