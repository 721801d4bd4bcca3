/**
 * Runs a student's methods ahead of time: what is known (gates, inputs, indices, methods) is followed, what is not
 * (numbers) becomes straight-line code that does the same arithmetic in the same order.
 */

import { Cells } from "./cells.js";
import { Code, type Ending, type Frame } from "./code.js";
import { binary, isTrue, unary } from "./operators.js";
import { NotUnderstood } from "./source/notUnderstood.js";
import { parseMethod } from "./source/parse.js";
import type { Argument, Arrow, Expression, Method, Pattern, Statement } from "./source/syntax.js";
import {
  computed,
  isArray,
  isComputed,
  isThing,
  known,
  numeric,
  objectOf,
  Scope,
  type Value,
} from "./values.js";

/** The name of the array of cells in the code. */
export const CELLS = "s";
/** Statements and expressions to unroll before a graph is called too large. */
const BUDGET = 4_000_000;
const DEEPEST_CALL = 60;
const NAMED_NUMBERS = new Map([
  ["Infinity", Infinity],
  ["NaN", NaN],
]);
const UNDEFINED = known(undefined);

interface Context {
  readonly scope: Scope;
  readonly self: Value;
  readonly call: Frame;
  readonly loop?: { readonly whole: Frame; readonly turn: Frame };
}

export class Unroller {
  readonly #cells: Cells;
  readonly #code: Code;
  readonly #methods = new Map<unknown, Method>();
  #work = 0;
  #calls = 0;

  constructor(cells: Cells, code: Code) {
    this.#cells = cells;
    this.#code = code;
  }

  /** Call a method. @throws NotUnderstood when not all of it is understood */
  call(self: object, name: string, args: readonly Value[]): Value {
    const { value: method } = this.#cells.assume(self, name);
    if (typeof method !== "function") throw new NotUnderstood();
    let parsed = this.#methods.get(method);
    if (!parsed) {
      parsed = parseMethod(Function.prototype.toString.call(method));
      this.#methods.set(method, parsed);
    }
    return this.#inline(parsed, new Scope(), known(self), args);
  }

  #inline({ parameters, body }: Method | Arrow, outer: Scope, self: Value, args: readonly Value[]): Value {
    if (++this.#calls > DEEPEST_CALL) throw new NotUnderstood();
    const scope = new Scope(outer);
    parameters.forEach((pattern, i) => {
      this.#bind(scope, pattern, this.#code.pinned(args[i] ?? UNDEFINED));
    });
    const call = this.#code.frame();
    this.#code.inside(call, () => this.#run(body, { scope: new Scope(scope), self, call }));
    this.#calls--;
    return call.result ?? call.value ?? UNDEFINED;
  }

  #run(body: readonly Statement[], context: Context): Ending {
    for (const statement of body) {
      if (statement.type === "declare") context.scope.reserve(statement.pattern);
    }
    for (const statement of body) {
      const ending = this.#statement(statement, context);
      if (ending) return ending;
    }
    return undefined;
  }

  #statement(statement: Statement, context: Context): Ending {
    if (++this.#work > BUDGET) throw new NotUnderstood();
    const { scope, call, loop } = context;
    switch (statement.type) {
      case "expression":
        this.#perform(statement.expression, context);
        return undefined;
      case "declare":
        this.#declare(statement, context);
        return undefined;
      case "block":
        return this.#run(statement.body, { ...context, scope: new Scope(scope) });
      case "if":
        return this.#if(statement, context);
      case "each":
        return this.#each(statement, context);
      case "count":
        return this.#count(statement, context);
      case "return":
        return this.#code.leaveWith(statement.value && this.#evaluate(statement.value, context), call);
      case "throw":
        throw new NotUnderstood();
      case "continue":
      case "break":
        if (!loop) throw new NotUnderstood();
        return this.#code.leave(statement.type === "break" ? loop.whole : loop.turn);
    }
  }

  #declare({ isConstant, pattern, value }: Statement & { type: "declare" }, context: Context): void {
    const start = this.#evaluate(value, context);
    const isNumber = start.kind !== "list" && start.kind !== "arrow" && !isThing(start);
    if (isConstant || typeof pattern !== "string" || !isNumber) {
      this.#bind(context.scope, pattern, this.#code.pinned(start));
      return;
    }
    const variable = this.#code.variable(computed(start));
    context.scope.declare(pattern, { value: variable, changes: "variable", depth: 0 });
  }

  #bind(scope: Scope, pattern: Pattern, value: Value): void {
    if (typeof pattern === "string") {
      scope.declare(pattern, { value, changes: "never", depth: 0 });
      return;
    }
    pattern.forEach((name, i) => {
      if (name !== undefined) this.#bind(scope, name, this.#code.pinned(this.#element(value, i)));
    });
  }

  #if({ condition, then, otherwise }: Statement & { type: "if" }, context: Context): Ending {
    const test = this.#evaluate(condition, context);
    if (!isComputed(test)) {
      const chosen = isTrue(test) ? then : otherwise;
      return chosen && this.#statement(chosen, context);
    }
    const way = (body: Statement | undefined) => () => body && this.#statement(body, context);
    return this.#code.branch(test.code, way(then), way(otherwise));
  }

  #each({ pattern, list, body }: Statement & { type: "each" }, context: Context): Ending {
    const items = this.#items(this.#evaluate(list, context), "values");
    const whole = this.#code.frame();
    return this.#code.inside(whole, () => {
      for (const item of items) {
        const scope = new Scope(context.scope);
        this.#bind(scope, pattern, item);
        const ending = this.#turn(whole, body, { ...context, scope });
        if (ending) return ending;
      }
      return undefined;
    });
  }

  #count({ name, start, condition, update, body }: Statement & { type: "count" }, context: Context): Ending {
    const scope = new Scope(context.scope);
    const first = this.#evaluate(start, context);
    if (first.kind !== "known") throw new NotUnderstood();
    const counter = { value: first, changes: "counter", depth: this.#code.depth } as const;
    const binding = { ...counter, value: first as Value };
    scope.declare(name, binding);
    const whole = this.#code.frame();
    return this.#code.inside(whole, () => {
      for (;;) {
        const test = this.#evaluate(condition, { ...context, scope });
        if (isComputed(test)) throw new NotUnderstood();
        if (!isTrue(test)) return undefined;
        const ending = this.#turn(whole, body, { ...context, scope });
        if (ending) return ending;
        // Where the loop may have been left, nobody sees the counter any more.
        Object.assign(binding, { depth: this.#code.depth });
        this.#perform(update, { ...context, scope });
      }
    });
  }

  #turn(whole: Frame, body: Statement, context: Context): Ending {
    const turn = this.#code.frame();
    return this.#code.inside(turn, () => this.#statement(body, { ...context, loop: { whole, turn } }));
  }

  /** An expression whose value nobody wants. */
  #perform(expression: Expression, context: Context): void {
    if (expression.type === "assign") this.#assign(expression, context);
    else this.#evaluate(expression, context);
  }

  #evaluate(expression: Expression, context: Context): Value {
    if (++this.#work > BUDGET) throw new NotUnderstood();
    switch (expression.type) {
      case "literal":
        return known(expression.value);
      case "this":
        return context.self;
      case "name":
        return this.#lookUp(expression.name, context.scope);
      case "arrow":
        return { kind: "arrow", arrow: expression, scope: context.scope, self: context.self };
      case "member":
        return this.#member(this.#evaluate(expression.object, context), expression.key);
      case "element": {
        const [object, index] = this.#inOrder([expression.object, expression.index], context);
        if (index!.kind !== "known" || typeof index!.value !== "number") throw new NotUnderstood();
        return this.#element(object!, index!.value);
      }
      case "call":
        return this.#call(expression.callee, expression.args, context);
      case "unary":
        return unary(expression.operator, this.#evaluate(expression.operand, context));
      case "binary":
        return this.#binary(expression, context);
      case "choice":
        return this.#choose(expression, context);
      case "assign":
        if (expression.isPostfix) throw new NotUnderstood();
        return this.#assign(expression, context);
    }
  }

  #lookUp(name: string, scope: Scope): Value {
    const binding = scope.find(name);
    if (binding) return binding.value;
    if (name === "Math") return known(Math);
    const number = NAMED_NUMBERS.get(name);
    if (number === undefined) throw new NotUnderstood();
    return known(number);
  }

  #member(object: Value, key: string): Value {
    if (object.kind === "list") {
      if (key !== "length") throw new NotUnderstood();
      return known(object.items.length);
    }
    const owner = objectOf(object);
    const cell = owner === Math ? undefined : this.#cells.find(owner, key);
    return cell === undefined
      ? known(this.#cells.assume(owner, key).value)
      : { kind: "number", code: at(cell) };
  }

  #element(list: Value, index: number): Value {
    if (list.kind === "list") {
      const item = list.items[index];
      if (!item) throw new NotUnderstood();
      return item;
    }
    if (!isArray(list) || !(index in list.value)) throw new NotUnderstood();
    return known(this.#cells.assume(list.value, String(index)).value);
  }

  /** The elements of a list, if going through it is what the language says. */
  #items(list: Value, method: string): readonly Value[] {
    if (list.kind === "list") return list.items;
    if (!isArray(list)) throw new NotUnderstood();
    const array = list.value as unknown as Record<string | symbol, unknown>;
    const passes = method === "values" ? array[Symbol.iterator] : array[method];
    if (typeof passes !== "function" || !isNative(passes, method)) throw new NotUnderstood();
    const { value: length } = this.#cells.assume(list.value, "length");
    return Array.from({ length: length as number }, (_, i) => this.#element(list, i));
  }

  /** Evaluate from left to right: what was read stays read when something later changes it. */
  #inOrder(expressions: readonly Expression[], context: Context): Value[] {
    let values: Value[] = [];
    for (const expression of expressions) {
      const { lines, result } = this.#code.aside(() => this.#evaluate(expression, context));
      if (lines.length > 0) values = values.map((earlier) => this.#code.pinned(earlier));
      this.#code.write(...lines);
      values.push(result);
    }
    return values;
  }

  #binary({ operator, left, right }: Expression & { type: "binary" }, context: Context): Value {
    if (operator === "&&" || operator === "||") {
      const first = this.#evaluate(left, context);
      if (!isComputed(first))
        return isTrue(first) === (operator === "&&") ? this.#evaluate(right, context) : first;
      const second = computed(this.#quietly(right, context));
      if (first.kind !== "boolean" || second.kind !== "boolean") throw new NotUnderstood();
      return { kind: "boolean", code: `(${first.code} ${operator} ${second.code})` };
    }
    const [a, b] = this.#inOrder([left, right], context);
    return binary(operator, a!, b!);
  }

  #choose({ condition, then, otherwise }: Expression & { type: "choice" }, context: Context): Value {
    const test = this.#evaluate(condition, context);
    if (!isComputed(test)) return this.#evaluate(isTrue(test) ? then : otherwise, context);
    const first = computed(this.#quietly(then, context));
    const second = computed(this.#quietly(otherwise, context));
    if (first.kind !== second.kind) throw new NotUnderstood();
    return { kind: first.kind, code: `(${test.code} ? ${first.code} : ${second.code})` };
  }

  /** An expression that may not be evaluated, or more than once: so it must not do anything. */
  #quietly(expression: Expression, context: Context): Value {
    // A counter may not change here either.
    this.#code.depth++;
    const { lines, result } = this.#code.aside(() => this.#evaluate(expression, context));
    this.#code.depth--;
    if (lines.length > 0) throw new NotUnderstood();
    return result;
  }

  #assign({ target, operator, value }: Expression & { type: "assign" }, context: Context): Value {
    const cell = target.type === "member" ? this.#place(target, context) : undefined;
    const operands = this.#inOrder(operator ? [target, value] : [value], context);
    const result = operator ? binary(operator, operands[0]!, operands[1]!) : operands[0]!;
    if (target.type === "name") return this.#assignName(target.name, result, context.scope);
    if (cell === undefined) throw new NotUnderstood();
    this.#code.write(`${cell} = ${numeric(result)};`);
    return this.#code.pinned({ kind: "number", code: cell });
  }

  #place({ object, key }: Expression & { type: "member" }, context: Context): string {
    return at(this.#cells.written(objectOf(this.#quietly(object, context)), key));
  }

  #assignName(name: string, result: Value, scope: Scope): Value {
    const binding = scope.find(name);
    if (binding?.changes === "counter") {
      if (result.kind !== "known" || binding.depth !== this.#code.depth) throw new NotUnderstood();
      binding.value = result;
      return result;
    }
    if (binding?.changes !== "variable") throw new NotUnderstood();
    const variable = computed(binding.value);
    const { kind, code } = computed(result);
    if (variable.kind !== kind) throw new NotUnderstood();
    this.#code.write(`${variable.code} = ${code};`);
    return variable;
  }

  #call(callee: Expression, args: readonly Argument[], context: Context): Value {
    if (callee.type === "name") {
      const called = this.#lookUp(callee.name, context.scope);
      return this.#apply(called, this.#arguments(args, context));
    }
    if (callee.type !== "member") throw new NotUnderstood();
    const object = this.#evaluate(callee.object, context);
    const values = this.#arguments(args, context);
    if (object.kind === "list" || isArray(object)) return this.#onList(object, callee.key, values);
    const self = objectOf(object);
    return self === Math ? this.#math(callee.key, values) : this.call(self, callee.key, values);
  }

  #arguments(args: readonly Argument[], context: Context): Value[] {
    const values = this.#inOrder(
      args.map(({ value }) => value),
      context,
    );
    return values.flatMap((value, i) => (args[i]!.isSpread ? this.#items(value, "values") : [value]));
  }

  #math(name: string, args: readonly Value[]): Value {
    const { value: method } = this.#cells.assume(Math, name);
    // Random numbers are drawn by the student's own method, as often as it says.
    if (typeof method !== "function" || !isNative(method, name) || name === "random")
      throw new NotUnderstood();
    return { kind: "number", code: `Math.${name}(${args.map(numeric).join(", ")})` };
  }

  #apply(called: Value, args: readonly Value[]): Value {
    if (called.kind !== "arrow") throw new NotUnderstood();
    return this.#inline(called.arrow, called.scope, called.self, args);
  }

  #onList(list: Value, method: string, args: readonly Value[]): Value {
    const items = this.#items(list, method);
    const each = (item: Value, i: number) => this.#apply(args[0]!, [item, known(i), list]);
    switch (method) {
      case "entries":
        return { kind: "list", items: items.map((item, i) => ({ kind: "list", items: [known(i), item] })) };
      case "forEach":
        items.forEach(each);
        return UNDEFINED;
      case "map":
        return { kind: "list", items: items.map((item, i) => this.#code.pinned(each(item, i))) };
      case "filter":
        return { kind: "list", items: items.filter((item, i) => isTrue(each(item, i))) };
      case "reduce": {
        const [, start] = args;
        if (!start) throw new NotUnderstood();
        return items.reduce(
          (sum, item, i) => this.#code.pinned(this.#apply(args[0]!, [sum, item, known(i), list])),
          this.#code.pinned(start),
        );
      }
      default:
        throw new NotUnderstood();
    }
  }
}

export function at(cell: number): string {
  return `${CELLS}[${cell}]`;
}

/** Whether a function is the language's own. */
function isNative(method: object, name: string): boolean {
  return new RegExp(`^function ${name}\\(\\) \\{\\s*\\[native code\\]\\s*\\}$`).test(
    Function.prototype.toString.call(method),
  );
}
