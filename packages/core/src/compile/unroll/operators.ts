/** Operators on values of which some are known and some are code. */

import { NotUnderstood } from "./source/notUnderstood.js";
import { computed, isComputed, known, numeric, type Value } from "./values.js";

const ARITHMETIC = new Set(["+", "-", "*", "/", "**"]);
const COMPARISONS = new Set(["<", "<=", ">", ">="]);

/** @throws NotUnderstood */
export function unary(operator: string, operand: Value): Value {
  if (operator === "!") {
    return isComputed(operand) ? { kind: "boolean", code: `(!${operand.code})` } : known(!isTrue(operand));
  }
  if (operand.kind === "known" && typeof operand.value === "number") {
    return known(operator === "-" ? -operand.value : operand.value);
  }
  return { kind: "number", code: `(${operator}${numeric(operand)})` };
}

/** @throws NotUnderstood */
export function binary(operator: string, a: Value, b: Value): Value {
  const isArithmetic = ARITHMETIC.has(operator);
  if (isArithmetic || COMPARISONS.has(operator)) {
    const code = `(${numeric(a)} ${operator} ${numeric(b)})`;
    // Indices stay known, and so do the numbers that a loop counts to.
    if (a.kind === "known" && b.kind === "known") {
      const value = fold(operator, a.value as number, b.value as number);
      if (value !== undefined) return known(value);
    }
    return { kind: isArithmetic ? "number" : "boolean", code };
  }
  const isEqual = operator.startsWith("=");
  if (a.kind === "known" && b.kind === "known") {
    // Without conversions, equal is the same as identical.
    if (operator.length === 2 && typeof a.value !== typeof b.value) throw new NotUnderstood();
    return known((a.value === b.value) === isEqual);
  }
  const [first, second] = [computed(a), computed(b)];
  if (first.kind !== second.kind) throw new NotUnderstood();
  return { kind: "boolean", code: `(${first.code} ${operator} ${second.code})` };
}

/** Whether a known value counts as true. @throws NotUnderstood for what is computed */
export function isTrue(value: Value): boolean {
  if (isComputed(value)) throw new NotUnderstood();
  return value.kind !== "known" || Boolean(value.value);
}

function fold(operator: string, a: number, b: number): number | boolean | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    default:
      return undefined;
  }
}
