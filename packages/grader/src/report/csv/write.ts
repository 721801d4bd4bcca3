/**
 * Tables as RFC 4180 has them. What students write could be taken for a formula by a spreadsheet, so it begins with an
 * apostrophe then; see https://owasp.org/www-community/attacks/CSV_Injection
 */

export type Field = string | number | undefined;

export function csvLine(fields: readonly Field[]): string {
  return `${fields.map(csvField).join(",")}\r\n`;
}

function csvField(field: Field): string {
  if (field === undefined) return "";
  const text = typeof field === "number" ? String(field) : harmless(field);
  return /["\r\n,;]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const NUMBER = /^[+-]?\d+([.,]\d+)?$/;
/** The signs of East Asian keyboards are among them. With apostrophes before, it must stay told apart from what got one. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
/** What no table can hold, but line ends and tabs. */
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;

function harmless(text: string): string {
  const shown = text.replaceAll(CONTROL, (sign) => (/[\t\r\n]/.test(sign) ? sign : "\ufffd"));
  return FORMULA.test(shown) && !NUMBER.test(shown) ? `'${shown}` : shown;
}

/** What was written down, before it was made harmless. */
export function original(field: string): string {
  return field.startsWith("'") && FORMULA.test(field.slice(1)) ? field.slice(1) : field;
}
