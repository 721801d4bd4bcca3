/** What to do about the problems that beginners meet most, in plain words. */

type Hint = (...names: (string | undefined)[]) => string;

const mayBeMissing: Hint = (name) =>
  `${name ? `'${name}'` : "This value"} can be missing (null or undefined) here. Check for that first, for example with if, or use ?. to go on only when it is there.`;

const hints: Readonly<Record<number, Hint>> = {
  // Names
  2304: (name) =>
    `No cell that has run declares '${name}'. Run the cell that does, or look for a spelling mistake.`,
  18004: (name) => `No cell that has run declares '${name}'. Run the cell that does.`,
  2552: (name, other) => `Did you mean '${other}'? If not, run the cell that declares '${name}' first.`,
  2339: (name, type) =>
    `'${type}' has nothing called '${name}'. Look for a spelling mistake, or declare '${name}' in the type.`,
  2551: (name, _, other) => `Did you mean '${other}'? There is nothing called '${name}'.`,
  2305: (module, name) =>
    `Look for a spelling mistake in '${name}', or whether '${module?.replaceAll('"', "")}' offers it under another name.`,
  2307: (module) =>
    module?.startsWith(".")
      ? `There is no file '${module}' beside the notebook. Look at its name and folder.`
      : `The package '${module}' is not installed, or its name is misspelled.`,
  2448: (name) => `Move the declaration of '${name}' above the first line that uses it.`,
  2451: (name) => `'${name}' is declared twice in this cell. Give one of them another name.`,
  // Types that do not fit
  2322: (from, to) =>
    `A value of type '${from}' is put where '${to}' is wanted. Change the value, or the type that is written.`,
  2345: (from, to) =>
    `The function wants '${to}' here and gets '${from}'. Pass another value, or convert it first.`,
  2365: () =>
    "This operator does not work for these two types. Convert one of them first, for example with Number(…) or String(…).",
  2362: () => "Arithmetic works with numbers only. Convert the value first, for example with Number(…).",
  2363: () => "Arithmetic works with numbers only. Convert the value first, for example with Number(…).",
  2367: () =>
    "The two sides have no value in common, so the result is always the same. Compare values of one type.",
  2349: () =>
    "Only functions can be called. Take the parentheses away, or look whether the name means what you think.",
  2740: (from, to) => `'${from}' lacks some of what '${to}' asks for. Add what is missing.`,
  2741: (name) => `Add '${name}' to the object.`,
  7053: () =>
    "This key may be missing in the object. Write the key's type as keyof, or the object as Record<string, …>.",
  2353: (name) => `The type does not know '${name}'. Look for a spelling mistake, or add it to the type.`,
  // Missing values
  2531: () => mayBeMissing(),
  2532: () => mayBeMissing(),
  2533: () => mayBeMissing(),
  18047: (name) => mayBeMissing(name),
  18048: (name) => mayBeMissing(name),
  18049: (name) => mayBeMissing(name),
  18046: (name) =>
    `The type of '${name}' is not known here. Find out what it is first, for example with typeof or instanceof.`,
  2454: (name) => `'${name}' may have no value yet. Give it one where it is declared.`,
  // Functions
  2554: () =>
    "The call has too many or too few values in its parentheses. Compare it with the parameters of the function.",
  2355: () => "The function promises a result. Add a return, or declare the result as void.",
  2366: () =>
    "On some way through the function there is no return. Add one at the end, or for the case that is missing.",
  7006: (name) => `Write the type of '${name}' behind it, for example '${name}: number'.`,
  7031: (name) => `Write the type of what is taken apart, so that '${name}' has one.`,
  2391: () => "Write the body of the function in braces behind its head.",
  7005: (name) => `Write the type of '${name}' where it is declared, for example 'let ${name}: number'.`,
  7034: (name) => `Write the type of '${name}' behind it, for example 'let ${name}: number'.`,
  2588: (name) =>
    `'${name}' is declared with const and keeps its value. Declare it with let if it has to change.`,
  2540: (name) => `'${name}' is readonly: it gets its value in the constructor only.`,
  // Classes
  2564: (name) => `Give '${name}' a value where it is declared, or in the constructor.`,
  2515: (type, above) => `'${type}' has to define itself what is abstract in '${above}', or be abstract too.`,
  2654: (type, above) =>
    `'${type}' has to define itself all that is abstract in '${above}', or be abstract too.`,
  18052: (type, above) =>
    `'${type}' has to define itself all that is abstract in '${above}', or be abstract too.`,
  2511: () => "An abstract class is only there to be extended. Create an object of a class that extends it.",
  2420: (type) => `Define in '${type}' all that the interface asks for, with the same types.`,
  2416: (name) => `'${name}' has to fit its declaration in the class or interface above.`,
  2341: (name) => `'${name}' is private: only code inside of its class can use it.`,
  2445: (name) => `'${name}' is protected: only its class and classes that extend it can use it.`,
  18013: (name) => `'${name}' is private: only code inside of its class can use it.`,
  17009: () => "Call super(…) in the constructor before you use this.",
  2377: () => "The class extends another one: call super(…) in its constructor.",
  // Asynchronous code
  1064: () => "An async function gives a promise: write Promise<…> around the type of its result.",
  1308: () => "Write async before the function that contains this await.",
  2801: () => "This is a promise, which is always true. Write await before it.",
};

/**
 * @param code of TypeScript, for example 2322
 * @param message TypeScript's own words, whose quoted names the hint uses
 * @returns one or two sentences, or undefined where there is nothing to add
 */
export function hintFor(code: number, message: string): string | undefined {
  const [line = ""] = message.split("\n", 1);
  // A quote within a type, as in 'Record<"a", 'b'>', is not told apart from the end of the name.
  const names = [...line.matchAll(/'((?:"[^"]*"|[^'])*)'/g)].map(([, name]) => name);
  return hints[code]?.(...names);
}
