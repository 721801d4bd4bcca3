/** Reads the source of a method into its syntax. What is not known for certain is refused. */

import { NotUnderstood } from "./notUnderstood.js";
import type { Argument, Expression, Method, Pattern, Statement } from "./syntax.js";
import { tokensOf, type Token } from "./tokens.js";

const PRECEDENCE = new Map<string, number>([
  ["||", 1],
  ["&&", 2],
  ...["===", "!==", "==", "!="].map((sign): [string, number] => [sign, 3]),
  ...["<", "<=", ">", ">="].map((sign): [string, number] => [sign, 4]),
  ...["+", "-"].map((sign): [string, number] => [sign, 5]),
  ...["*", "/"].map((sign): [string, number] => [sign, 6]),
  ["**", 7],
]);
const ASSIGNMENTS = new Set(["=", "+=", "-=", "*=", "/=", "**="]);
/** Words that are no names, and those whose meaning depends on where they stand. */
const RESERVED = new Set(
  (
    "arguments async await break case catch class const continue debugger default delete do else enum eval " +
    "export extends finally for function if implements import in instanceof interface let new package private " +
    "protected public return static super switch throw try typeof var void while with yield"
  ).split(" "),
);

/**
 * @param source of a method of a class, or of a function written with `function`
 * @throws NotUnderstood
 */
export function parseMethod(source: string): Method {
  return new Parser(tokensOf(source)).method();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  method(): Method {
    // The name of a method may be any word; an arrow function has none, and no `this` of its own either.
    if (this.#next.kind === "name") this.#at++;
    if (this.#next.kind === "name") this.#at += this.#tokens[this.#at - 1]?.text === "function" ? 1 : 0;
    const parameters = this.#parameters();
    const body = this.#block();
    if (this.#next.kind !== "end") throw new NotUnderstood();
    return { parameters, body };
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  /** Whether a sign or a reserved word comes next, here or further on. */
  #is(text: string, ahead = 0): boolean {
    const token = this.#tokens[this.#at + ahead];
    return token?.text === text && (token.kind === "sign" || token.kind === "name");
  }

  #skip(text: string): boolean {
    const found = this.#is(text);
    if (found) this.#at++;
    return found;
  }

  #expect(text: string): void {
    if (!this.#skip(text)) throw new NotUnderstood();
  }

  #name(): string {
    const { kind, text } = this.#next;
    if (kind !== "name" || RESERVED.has(text) || ["this", "true", "false", "null"].includes(text)) {
      throw new NotUnderstood();
    }
    this.#at++;
    return text;
  }

  #pattern(): Pattern {
    if (!this.#skip("[")) return this.#name();
    const names: (string | undefined)[] = [];
    while (!this.#skip("]")) {
      names.push(this.#is(",") ? undefined : this.#name());
      if (!this.#is("]")) this.#expect(",");
    }
    return names;
  }

  #parameters(): Pattern[] {
    this.#expect("(");
    const parameters: Pattern[] = [];
    while (!this.#skip(")")) {
      parameters.push(this.#pattern());
      if (!this.#is(")")) this.#expect(",");
    }
    return parameters;
  }

  #block(): Statement[] {
    this.#expect("{");
    const body: Statement[] = [];
    while (!this.#skip("}")) body.push(...this.#statement());
    return body;
  }

  #endOfStatement(): void {
    if (this.#skip(";") || this.#is("}") || this.#next.onNewLine) return;
    throw new NotUnderstood();
  }

  /** Several, because one declaration may declare several names. */
  #statement(): Statement[] {
    if (this.#is("{")) return [{ type: "block", body: this.#block() }];
    if (this.#skip(";")) return [];
    if (this.#is("const") || this.#is("let")) return this.#declarations();
    if (this.#skip("if")) return [this.#if()];
    if (this.#skip("for")) return [this.#for()];
    if (this.#skip("return")) {
      if (this.#next.onNewLine) throw new NotUnderstood();
      const value = this.#is(";") || this.#is("}") ? undefined : this.#expression();
      this.#endOfStatement();
      return [{ type: "return", value }];
    }
    if (this.#skip("throw")) return this.#throw();
    for (const type of ["continue", "break"] as const) {
      if (!this.#skip(type)) continue;
      this.#endOfStatement();
      return [{ type }];
    }
    const expression = this.#expression();
    this.#endOfStatement();
    return [{ type: "expression", expression }];
  }

  /** What stands behind `throw`, up to the end of the statement, may be anything. */
  #throw(): Statement[] {
    let depth = 0;
    while (depth > 0 || !(this.#is(";") || this.#is("}") || this.#next.onNewLine)) {
      if (this.#is("(") || this.#is("[") || this.#is("{")) depth++;
      if (this.#is(")") || this.#is("]") || this.#is("}")) depth--;
      if (this.#next.kind === "end") throw new NotUnderstood();
      this.#at++;
    }
    this.#endOfStatement();
    return [{ type: "throw" }];
  }

  #declarations(): Statement[] {
    const isConstant = this.#is("const");
    this.#at++;
    const declarations: Statement[] = [];
    do {
      const pattern = this.#pattern();
      this.#expect("=");
      declarations.push({ type: "declare", isConstant, pattern, value: this.#expression() });
    } while (this.#skip(","));
    this.#endOfStatement();
    return declarations;
  }

  /** The body of an `if` or of a loop. */
  #body(): Statement {
    return { type: "block", body: this.#is("{") ? this.#block() : this.#statement() };
  }

  #if(): Statement {
    this.#expect("(");
    const condition = this.#expression();
    this.#expect(")");
    const then = this.#body();
    return { type: "if", condition, then, otherwise: this.#skip("else") ? this.#body() : undefined };
  }

  #for(): Statement {
    this.#expect("(");
    const isConstant = this.#skip("const");
    if (!isConstant) this.#expect("let");
    const pattern = this.#pattern();
    if (this.#skip("of")) {
      const list = this.#expression();
      this.#expect(")");
      return { type: "each", pattern, list, body: this.#body() };
    }
    if (isConstant || typeof pattern !== "string") throw new NotUnderstood();
    this.#expect("=");
    const start = this.#expression();
    this.#expect(";");
    const condition = this.#expression();
    this.#expect(";");
    const update = this.#expression();
    this.#expect(")");
    return { type: "count", name: pattern, start, condition, update, body: this.#body() };
  }

  #expression(): Expression {
    if (this.#isArrow()) return this.#arrow();
    const left = this.#choice();
    const { text, kind } = this.#next;
    if (kind !== "sign" || !ASSIGNMENTS.has(text)) return left;
    this.#at++;
    return { type: "assign", target: left, operator: text.slice(0, -1), value: this.#expression() };
  }

  #isArrow(): boolean {
    if (!this.#is("(")) return this.#next.kind === "name" && this.#is("=>", 1);
    let depth = 0;
    let ahead = 0;
    do {
      if (this.#is("(", ahead)) depth++;
      if (this.#is(")", ahead)) depth--;
      ahead++;
    } while (depth > 0 && this.#at + ahead < this.#tokens.length);
    return this.#is("=>", ahead);
  }

  #arrow(): Expression {
    const parameters = this.#is("(") ? this.#parameters() : [this.#name()];
    this.#expect("=>");
    if (this.#is("{")) return { type: "arrow", parameters, body: this.#block() };
    return { type: "arrow", parameters, body: [{ type: "return", value: this.#expression() }] };
  }

  #choice(): Expression {
    const condition = this.#binary(0);
    if (!this.#skip("?")) return condition;
    const then = this.#expression();
    this.#expect(":");
    return { type: "choice", condition, then, otherwise: this.#expression() };
  }

  #binary(above: number): Expression {
    let left = this.#unary();
    for (;;) {
      const { kind, text: operator } = this.#next;
      const precedence = kind === "sign" ? (PRECEDENCE.get(operator) ?? 0) : 0;
      if (precedence <= above) return left;
      this.#at++;
      // -a ** b is an error in the language.
      if (operator === "**" && left.type === "unary") throw new NotUnderstood();
      const right = this.#binary(operator === "**" ? precedence - 1 : precedence);
      left = { type: "binary", operator, left, right };
    }
  }

  #unary(): Expression {
    for (const operator of ["-", "+", "!"]) {
      if (this.#skip(operator)) return { type: "unary", operator, operand: this.#unary() };
    }
    for (const [sign, operator] of STEPS) {
      if (this.#skip(sign)) return { type: "assign", target: this.#unary(), operator, value: ONE };
    }
    const operand = this.#postfix();
    for (const [sign, operator] of STEPS) {
      if (this.#next.onNewLine || !this.#skip(sign)) continue;
      return { type: "assign", target: operand, operator, value: ONE, isPostfix: true };
    }
    return operand;
  }

  #postfix(): Expression {
    let expression = this.#primary();
    for (;;) {
      if (this.#skip(".")) {
        const { kind, text } = this.#next;
        if (kind !== "name") throw new NotUnderstood();
        this.#at++;
        expression = { type: "member", object: expression, key: text };
      } else if (this.#skip("[")) {
        expression = { type: "element", object: expression, index: this.#expression() };
        this.#expect("]");
      } else if (this.#is("(")) {
        expression = { type: "call", callee: expression, args: this.#arguments() };
      } else {
        return expression;
      }
    }
  }

  #arguments(): Argument[] {
    this.#expect("(");
    const args: Argument[] = [];
    while (!this.#skip(")")) {
      const isSpread = this.#skip("...");
      args.push({ isSpread, value: this.#expression() });
      if (!this.#is(")")) this.#expect(",");
    }
    return args;
  }

  #primary(): Expression {
    const { kind, text } = this.#next;
    if (this.#skip("(")) {
      const expression = this.#expression();
      this.#expect(")");
      // What stands in brackets may be a base again: (-a) ** b.
      return expression.type === "unary"
        ? { type: "choice", condition: TRUE, then: expression, otherwise: expression }
        : expression;
    }
    if (kind === "number" || kind === "string") {
      this.#at++;
      return { type: "literal", value: kind === "number" ? Number(text) : text.slice(1, -1) };
    }
    if (this.#skip("this")) return { type: "this" };
    if (this.#skip("null")) return { type: "literal", value: null };
    if (this.#skip("true")) return TRUE;
    if (this.#skip("false")) return { type: "literal", value: false };
    return { type: "name", name: this.#name() };
  }
}

const ONE: Expression = { type: "literal", value: 1 };
const TRUE: Expression = { type: "literal", value: true };
const STEPS = [
  ["++", "+"],
  ["--", "-"],
] as const;
