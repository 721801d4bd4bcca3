/** Code as a row of tokens in which names, numbers and texts are all alike: renaming them changes nothing. */

import { ts, type TypeScript } from "../program/typescript.js";

export interface Token {
  readonly kind: string;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
}

/** Of one hand-in. A notebook of the course has about two thousand. */
const MOST_TOKENS = 20_000;

const { SyntaxKind } = ts;

/** Works for any text: what is no code becomes tokens, too. Comments and white space are left out. */
export function tokensOf(text: string): Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
  const tokens: Token[] = [];
  /** For each template that is open: how many braces are open in it. */
  const templates: number[] = [];
  let before: TypeScript.SyntaxKind = SyntaxKind.Unknown;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (isSlash(kind) && !isOperand(before)) kind = scanner.reScanSlashToken();
    const depth = templates.at(-1);
    if (kind === SyntaxKind.TemplateHead) templates.push(0);
    else if (depth !== undefined && kind === SyntaxKind.OpenBraceToken) templates[templates.length - 1]!++;
    else if (depth !== undefined && kind === SyntaxKind.CloseBraceToken) {
      if (depth > 0) templates[templates.length - 1]!--;
      else if ((kind = scanner.reScanTemplateToken(false)) === SyntaxKind.TemplateTail) templates.pop();
    }
    tokens.push({ kind: nameOf(kind), from: scanner.getTokenStart(), to: scanner.getTokenEnd() });
    if (tokens.length === MOST_TOKENS) break;
    before = kind;
  }
  return tokens;
}

const isSlash = (kind: TypeScript.SyntaxKind): boolean =>
  kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken;

/** Behind these a slash divides; elsewhere it begins a regular expression. */
function isOperand(kind: TypeScript.SyntaxKind): boolean {
  return (
    [SyntaxKind.Identifier, SyntaxKind.NumericLiteral, SyntaxKind.StringLiteral].includes(kind) ||
    [SyntaxKind.CloseParenToken, SyntaxKind.CloseBracketToken, SyntaxKind.CloseBraceToken].includes(kind) ||
    [SyntaxKind.ThisKeyword, SyntaxKind.SuperKeyword, SyntaxKind.TemplateTail].includes(kind)
  );
}

function nameOf(kind: TypeScript.SyntaxKind): string {
  return SyntaxKind[kind];
}
