/** The part of the language that is understood: arithmetic on numbers, and loops over a gate's inputs. */

export type Expression =
  | { readonly type: "literal"; readonly value: number | string | boolean | null }
  | { readonly type: "this" }
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "member"; readonly object: Expression; readonly key: string }
  | { readonly type: "element"; readonly object: Expression; readonly index: Expression }
  | { readonly type: "call"; readonly callee: Expression; readonly args: readonly Argument[] }
  | { readonly type: "unary"; readonly operator: string; readonly operand: Expression }
  | {
      readonly type: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: "choice";
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | {
      readonly type: "assign";
      readonly target: Expression;
      /** Empty for a plain assignment. */
      readonly operator: string;
      readonly value: Expression;
      /** Of `i++`, whose own value is the one from before. */
      readonly isPostfix?: boolean;
    }
  | Arrow;

export interface Argument {
  readonly value: Expression;
  readonly isSpread: boolean;
}

/** A name, or the names for the first elements of a list; undefined for one that is left out. */
export type Pattern = string | readonly (string | undefined)[];

export interface Arrow {
  readonly type: "arrow";
  readonly parameters: readonly Pattern[];
  readonly body: readonly Statement[];
}

export type Statement =
  | { readonly type: "expression"; readonly expression: Expression }
  | {
      readonly type: "declare";
      readonly isConstant: boolean;
      readonly pattern: Pattern;
      readonly value: Expression;
    }
  | { readonly type: "block"; readonly body: readonly Statement[] }
  | {
      readonly type: "if";
      readonly condition: Expression;
      readonly then: Statement;
      readonly otherwise: Statement | undefined;
    }
  | { readonly type: "each"; readonly pattern: Pattern; readonly list: Expression; readonly body: Statement }
  | {
      readonly type: "count";
      readonly name: string;
      readonly start: Expression;
      readonly condition: Expression;
      readonly update: Expression;
      readonly body: Statement;
    }
  | { readonly type: "return"; readonly value: Expression | undefined }
  /** What is thrown is not read: a step that throws is never unrolled. */
  | { readonly type: "throw" }
  | { readonly type: "continue" }
  | { readonly type: "break" };

export interface Method {
  readonly parameters: readonly Pattern[];
  readonly body: readonly Statement[];
}
