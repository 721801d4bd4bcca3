/** How tightly a formula holds together: a looser one inside of a tighter one needs parentheses. */

export enum Bond {
  Sum,
  Product,
  Power,
  Atom,
}

/** In parentheses, or the layer of a name such as w⁽¹⁾₃₂. */
const ENCLOSED = /\([^()]*\)|⁽[^⁽⁾]*⁾/g;

/** Names may be formulas: a product that is called "w·x" holds like one. */
export function bondOf(name: string): Bond {
  let open = name;
  while (open.search(ENCLOSED) >= 0) open = open.replaceAll(ENCLOSED, "x");
  // A hyphen within a word, or the sign in 1e−5, is no minus.
  if (/^\s*[-−]|\S\s*(?<!\de)[+−>]\s*\S| - /u.test(open)) return Bond.Sum;
  if (/\S\s*[·×*/]\s*\S/u.test(open)) return Bond.Product;
  return /[\^⁰¹²³⁴-⁹⁻]/u.test(open) ? Bond.Power : Bond.Atom;
}

/** A name as it stands in a formula of this bond. */
export function within(name: string, bond: Bond): string {
  return bondOf(name) < bond ? `(${name})` : name;
}

/** ∂L/∂w, in plain text. */
export function derivativeName(of: string, by: string): string {
  return `∂${within(of, Bond.Power)}/∂${within(by, Bond.Power)}`;
}
