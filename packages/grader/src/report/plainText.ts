/** Text of others in a terminal: what would move the cursor or change colours is taken out. */

export function plainText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, " ").trim();
}

/** As wide as its column. */
export function fitted(text: string, width: number): string {
  const letters = [...plainText(text)];
  const cut = letters.length > width ? [...letters.slice(0, width - 1), "…"] : letters;
  return cut.join("").padEnd(width);
}
