/** 3-2: the graph of g = (a + b) · d − f. */

import { Mismatch } from "../errors.js";
import type { Context, Task } from "../task.js";
import { describe } from "../world/student.js";
import {
  compare,
  type Assignment,
  type Comparison,
  type RightFormula,
  type WrongFormula,
} from "./graphsComparing.js";
import { readGraph, valuesFor, type Reading } from "./graphsReading.js";
import { countOf, hasGateForEach, requireRight } from "./graphsWords.js";

const NAME = "expressionGraph";

const right: RightFormula = {
  variables: "a b d f",
  value: ({ a, b, d, f }) => (a! + b!) * d! - f!,
  kindOf: () => "input",
};

const wrong: readonly WrongFormula[] = [
  {
    text: "a + b · d − f",
    variables: "a b d f",
    value: ({ a, b, d, f }) => a! + b! * d! - f!,
    hint: "The parentheses count: first c = a + b, then e = c · d.",
  },
  {
    text: "(a + b) · d + f",
    variables: "a b d f",
    value: ({ a, b, d, f }) => (a! + b!) * d! + f!,
    hint: "f is added. It is subtracted: new SubtractGate([e, f]).",
  },
  {
    text: "f − (a + b) · d",
    variables: "a b d f",
    value: ({ a, b, d, f }) => f! - (a! + b!) * d!,
    hint: "The last difference is the wrong way round. The first input stands before the minus: [e, f].",
  },
  {
    text: "(a + b) · (d − f)",
    variables: "a b d f",
    value: ({ a, b, d, f }) => (a! + b!) * (d! - f!),
    hint: "Multiplication comes before the minus: e = c · d first, then e − f.",
  },
  {
    text: "a · b · d − f",
    variables: "a b d f",
    value: ({ a, b, d, f }) => a! * b! * d! - f!,
    hint: "a and b are multiplied. The first gate is their sum: an AddGate.",
  },
  {
    text: "a + b + d − f",
    variables: "a b d f",
    value: ({ a, b, d, f }) => a! + b! + d! - f!,
    hint: "d is added. It is a factor: e = c · d, a MultiplyGate.",
  },
  {
    text: "(a − b) · d − f",
    variables: "a b d f",
    value: ({ a, b, d, f }) => (a! - b!) * d! - f!,
    hint: "The first gate is a sum: c = a + b.",
  },
  {
    text: "(a + b) · d · f",
    variables: "a b d f",
    value: ({ a, b, d, f }) => (a! + b!) * d! * f!,
    hint: "f is a factor here. It is subtracted: the last gate is a SubtractGate.",
  },
  {
    text: "(a + b) / d − f",
    variables: "a b d f",
    value: ({ a, b, d, f }) => (a! + b!) / d! - f!,
    hint: "The dot is a product: a MultiplyGate.",
  },
  {
    text: "(a + b) · d",
    variables: "a b d",
    value: ({ a, b, d }) => (a! + b!) * d!,
    hint: "The graph ends at e. The last gate subtracts f.",
  },
  {
    text: "a · d − f",
    variables: "a d f",
    value: ({ a, d, f }) => a! * d! - f!,
    hint: "The sum c = a + b is missing.",
  },
  {
    text: "(a + b) − f",
    variables: "a b f",
    value: ({ a, b, f }) => a! + b! - f!,
    hint: "The factor d is missing.",
  },
  {
    text: "2a · d − f",
    variables: "a d f",
    value: ({ a, d, f }) => 2 * a! * d! - f!,
    hint: "The same input stands in the sum twice. The sum is a + b.",
  },
];

async function read(context: Context): Promise<{ reading: Reading; comparison: Comparison }> {
  const reading = await readGraph(context, NAME);
  return { reading, comparison: await compare(reading, right, wrong, context.numbers) };
}

export const expressionGraph: Task = {
  id: "expression-graph",
  title: "3-2 the graph of g",
  needs: [NAME],
  tests: [
    {
      name: "computes (a + b) · d − f, for any numbers",
      points: 1,
      run: async (context) => {
        const { reading, comparison } = await read(context);
        requireRight(comparison, reading, "(a + b) · d − f", { input: 4 });
        const weight = reading.leaves.find(({ kind }) => kind === "weight");
        context.holds(
          weight === undefined,
          "what the graph starts from",
          "4 inputs",
          countOf(reading.leaves),
          "Nothing is learned here: make a, b, d and f InputGates.",
        );
      },
    },
    {
      name: "gives 15 for a = 2, b = 3, d = 4, f = 5",
      points: 1,
      run: async (context) => {
        const { reading, comparison } = await read(context);
        for (const { name, given } of reading.leaves)
          context.holds(
            typeof given === "number",
            `the value of the input ${name}`,
            "a number",
            "nothing",
            'The value is the first argument: new InputGate(2, "a").',
          );
        if (comparison.kind === "right") hasGivenValues(comparison.assignment);
        const [got] = await valuesFor(reading, [new Map()]);
        context.close("g", got, 15, [
          [25, "f is added. It is subtracted."],
          [9, "The parentheses count: first c = a + b, then e = c · d."],
          [-15, "The last difference is the wrong way round: e − f."],
          [20, "This is e. The last gate subtracts f."],
          [-5, "Multiplication comes before the minus: e = c · d first, then e − f."],
        ]);
      },
    },
    {
      name: "has one gate for each operation",
      points: 1,
      run: async (context) => {
        hasGateForEach(context, await readGraph(context, NAME), 3, "c = a + b, e = c · d and g = e − f");
      },
    },
  ],
};

/** All four differ, so they tell which input is which. */
function hasGivenValues(assignment: Assignment): void {
  const [a, b, d, f] = ["a", "b", "d", "f"].map((name) => describe(assignment.get(name)!.given));
  // a and b may change places.
  if (d !== "4" || f !== "5" || !["2 3", "3 2"].includes(`${a!} ${b!}`))
    throw new Mismatch(
      "the values of a, b, d, f in (a + b) · d − f",
      "2, 3, 4, 5",
      `${a!}, ${b!}, ${d!}, ${f!}`,
      "An input has the value of another one, or stands in the place of another one.",
    );
}
