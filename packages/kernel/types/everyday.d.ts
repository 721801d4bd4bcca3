/**
 * The globals of Node that nearly every notebook uses, declared as `@types/node` does. They stand in for it until a cell
 * needs more of it: Node's types in full take 26 MB of memory for each notebook, and a twelfth of a second.
 */

interface Console {
  /** Prints the message if the value is falsy. */
  assert(value: any, message?: string, ...optionalParams: any[]): void;
  clear(): void;
  /** Prints how often it was called with this label. */
  count(label?: string): void;
  countReset(label?: string): void;
  debug(message?: any, ...optionalParams: any[]): void;
  /** Prints the properties of a value. */
  dir(
    obj: any,
    options?: {
      showHidden?: boolean | undefined;
      /** How far to go into objects; `null` for all the way. */
      depth?: number | null | undefined;
      colors?: boolean | undefined;
      customInspect?: boolean | undefined;
      showProxy?: boolean | undefined;
      maxArrayLength?: number | null | undefined;
      maxStringLength?: number | null | undefined;
      breakLength?: number | undefined;
      compact?: boolean | number | undefined;
      sorted?: boolean | ((a: string, b: string) => number) | undefined;
      getters?: "get" | "set" | boolean | undefined;
      numericSeparator?: boolean | undefined;
    },
  ): void;
  dirxml(...data: any[]): void;
  /** Prints to the standard error. */
  error(message?: any, ...optionalParams: any[]): void;
  /** Indents what follows, until `groupEnd`. */
  group(...label: any[]): void;
  groupCollapsed(...label: any[]): void;
  groupEnd(): void;
  info(message?: any, ...optionalParams: any[]): void;
  /** Prints its arguments, separated by spaces. */
  log(message?: any, ...optionalParams: any[]): void;
  /** Prints an array of objects, or of arrays, as a table. */
  table(tabularData: any, properties?: readonly string[]): void;
  /** Starts a timer. */
  time(label?: string): void;
  /** Stops a timer, and prints what it took. */
  timeEnd(label?: string): void;
  /** Prints what a timer has taken so far. */
  timeLog(label?: string, ...data: any[]): void;
  /** Prints to the standard error, with the calls that led here. */
  trace(message?: any, ...optionalParams: any[]): void;
  /** Prints to the standard error. */
  warn(message?: any, ...optionalParams: any[]): void;
  profile(label?: string): void;
  profileEnd(label?: string): void;
  timeStamp(label?: string): void;
}

declare var console: Console;

declare namespace NodeJS {
  interface RefCounted {
    ref(): this;
    unref(): this;
  }
  interface Immediate extends RefCounted, Disposable {
    hasRef(): boolean;
    _onImmediate(...args: any[]): void;
  }
  interface Timer extends RefCounted {
    hasRef(): boolean;
    refresh(): this;
    [Symbol.toPrimitive](): number;
  }
  interface Timeout extends RefCounted, Disposable, Timer {
    close(): this;
    _onTimeout(...args: any[]): void;
  }
}

/** Calls a function when what is running now, and what waits for it, is done. */
declare function setImmediate<TArgs extends any[]>(
  callback: (...args: TArgs) => void,
  ...args: TArgs
): NodeJS.Immediate;
declare function setImmediate(callback: (_: void) => void): NodeJS.Immediate;
/**
 * Calls a function again and again, until `clearInterval`.
 * @param delay in milliseconds
 */
declare function setInterval<TArgs extends any[]>(
  callback: (...args: TArgs) => void,
  delay?: number,
  ...args: TArgs
): NodeJS.Timeout;
declare function setInterval(callback: (_: void) => void, delay?: number): NodeJS.Timeout;
/**
 * Calls a function once, later.
 * @param delay in milliseconds
 */
declare function setTimeout<TArgs extends any[]>(
  callback: (...args: TArgs) => void,
  delay?: number,
  ...args: TArgs
): NodeJS.Timeout;
declare function setTimeout(callback: (_: void) => void, delay?: number): NodeJS.Timeout;
declare function clearImmediate(immediate: NodeJS.Immediate | undefined): void;
declare function clearInterval(timeout: NodeJS.Timeout | string | number | undefined): void;
declare function clearTimeout(timeout: NodeJS.Timeout | string | number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
