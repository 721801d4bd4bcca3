/** Names come from students and may hold anything; a DOT text must stay what we wrote. */

/** No name in a picture is longer than this. */
const LONGEST = 20;

/** A name as one short line: no line breaks, no control characters, no half of a surrogate pair. */
export function oneLine(text: string): string {
  // Control characters (Cc) and lone surrogates (Cs) would end Graphviz' XML parser.
  const line = text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]+/gu, " ").trim();
  const letters = [...line];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : line;
}

/** Text inside an HTML-like label. */
export function escapeHtml(text: string): string {
  return oneLine(text).replaceAll(/[&<>"'\\]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
