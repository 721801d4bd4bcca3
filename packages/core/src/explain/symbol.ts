/** Names of gates as mathematical symbols. */

/** A piece of a formula, as LaTeX and as plain text. */
export interface Notation {
  readonly latex: string;
  readonly text: string;
}

const LOWERED = "₀₁₂₃₄₅₆₇₈₉";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A letter, perhaps with an accent, a layer and an index: x, ŷ, w₁, x_2, h1.3, w⁽¹⁾₃₂. */
const INDEXED = /^(\p{L}\p{M}*)(?:⁽([⁰¹²³⁴-⁹]+)⁾)?_?([\d₀-₉.,]*)$/u;

/** `ŷ₁` becomes `\hat{y}_{1}`; a name that is no symbol stays upright text. */
export function symbol(name: string): Notation {
  const [, letter, layer = "", index = ""] = INDEXED.exec(name.normalize("NFD")) ?? [];
  if (letter === undefined) return { latex: `\\text{${escapeTex(name)}}`, text: name };
  const above = layer === "" ? "" : `^{(${plainDigits(layer, RAISED)})}`;
  const below = index === "" ? "" : `_{${plainDigits(index, LOWERED)}}`;
  return { latex: `${accented(letter)}${above}${below}`, text: name };
}

function plainDigits(text: string, digits: string): string {
  return [...text].map((sign) => (digits.includes(sign) ? digits.indexOf(sign) : sign)).join("");
}

const ACCENTS: Readonly<Record<string, string>> = {
  "\u0302": "\\hat",
  "\u0304": "\\bar",
  "\u0303": "\\tilde",
};

function accented(letter: string): string {
  const [base, accent] = [...letter];
  const command = accent === undefined ? undefined : ACCENTS[accent];
  return command === undefined ? letter.normalize("NFC") : `${command}{${base!}}`;
}

function escapeTex(text: string): string {
  return text.replaceAll(/[\\{}$&#^_%~]/g, (sign) =>
    sign === "\\" ? "\\backslash " : sign === "^" || sign === "~" ? `\\${sign}{}` : `\\${sign}`,
  );
}
