/** The words of a method's source. What is not known for certain is refused. */

import { NotUnderstood } from "./notUnderstood.js";

export interface Token {
  readonly kind: "name" | "number" | "string" | "template" | "sign" | "end";
  readonly text: string;
  /** Whether a line ends before it, which may end a statement. */
  readonly onNewLine: boolean;
}

const BLANK = /[ \t\r\n]+|\/\/[^\r\n\u2028\u2029]*|\/\*[^]*?\*\//y;
const NAME = /[A-Za-z_$][\w$]*/y;
const NUMBER = /(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w$.])/y;
const STRING = /"[^"\\\r\n]*"|'[^'\\\r\n]*'/y;
/** With nothing but plain expressions in it. */
const TEMPLATE = /`(?:[^`\\$]|\$(?!\{)|\$\{[^`{}]*\})*`/y;
const SIGN =
  /\.\.\.|===|!==|\*\*=|=>|==|!=|<=|>=|&&(?!=)|\|\|(?!=)|\+\+|--|\+=|-=|\*=|\/=|\*\*|[-+*/<>=!?:;,.(){}[\]]/y;
/** Comments in old scripts, operators in modules. */
const AMBIGUOUS = /<!--|-->/;

/** @throws NotUnderstood */
export function tokensOf(source: string): Token[] {
  if (AMBIGUOUS.test(source)) throw new NotUnderstood();
  const tokens: Token[] = [];
  let at = 0;
  let onNewLine = false;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0];
    if (text !== undefined) at += text.length;
    return text;
  };
  const kinds = [
    ["name", NAME],
    ["number", NUMBER],
    ["string", STRING],
    ["template", TEMPLATE],
    ["sign", SIGN],
  ] as const;
  while (at < source.length) {
    const blank = take(BLANK);
    if (blank !== undefined) {
      onNewLine ||= /[\r\n]/.test(blank);
      continue;
    }
    let token: Token | undefined;
    for (const [kind, pattern] of kinds) {
      const text = token ? undefined : take(pattern);
      if (text !== undefined) token = { kind, text, onNewLine };
    }
    if (!token) throw new NotUnderstood();
    tokens.push(token);
    onNewLine = false;
  }
  tokens.push({ kind: "end", text: "", onNewLine });
  return tokens;
}
