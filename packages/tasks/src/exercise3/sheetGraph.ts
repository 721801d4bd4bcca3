/** 3-4 (e): the graph of the sheet, and its numbers. */

import type { Context, Suspicion, Task } from "../task.js";
import type { Thing } from "../world/student.js";
import { graphOf, isSame, partsOf } from "../world/parts.js";
import { backward, forward, SHEET, sigma, type Start } from "./sheet.js";

const OTHERS = ["w1", "w2", "p0"] as const;
const PARTS = ["x1", "x2", "y", "w1", "w2", "p0", "p1", "p2", "z", "yHat", "graph"] as const;

const SHEET_GRADIENTS: Readonly<Record<string, number>> = backward(SHEET);

type Parts = Readonly<Record<(typeof PARTS)[number], Thing>>;

async function build(context: Context): Promise<Parts> {
  const made = await context.student.call("sheetGraph");
  const parts = await partsOf("sheetGraph()", made, PARTS);
  const { gates, target } = await graphOf(parts.graph);
  context.about(target);
  context.holds(
    !isSame(target, parts.yHat),
    "the target of the graph",
    "the loss",
    "ŷ",
    "The graph ends at ŷ. Its target is the loss: new SquaredLossGate([yHat, y]).",
  );
  for (const name of PARTS)
    context.holds(
      name === "graph" || gates.some((gate) => isSame(gate, parts[name])),
      "the gates of the graph",
      `${name} among them`,
      `no ${name}`,
      `The loss does not depend on ${name}. Is it an input of the next gate, and is it made only once?`,
    );
  return parts;
}

async function feed(parts: Parts, numbers: Start): Promise<void> {
  for (const part of Object.keys(SHEET) as (keyof Start)[]) await parts[part].set("out", numbers[part]);
}

async function compareValues(context: Context, parts: Parts, numbers: Start): Promise<void> {
  const { close } = context;
  const { p1, p2, z, yHat, loss } = forward(numbers);
  const { x1, x2, w1, w2, p0, y } = numbers;
  await parts.graph.forward();
  // For whatever else may stand in a product.
  const factors = "A product reads its weight and its input: new MultiplyGate([w1, x1]).";
  const [got1, got2] = [await parts.p1.out(), await parts.p2.out()];
  close("p₁ = w₁ · x₁", got1, p1, [
    [p2, "p1 and p2 are the wrong way round."],
    [w1 * x2, "p1 reads x₂. It is w₁ · x₁."],
    [w2 * x1, "p1 reads w₂. It is w₁ · x₁."],
    [w1 + x1, "p1 is a sum. It is a MultiplyGate."],
    [got1 as number, factors],
  ]);
  close("p₂ = w₂ · x₂", got2, p2, [
    [w2 * x1, "p2 reads x₁. It is w₂ · x₂."],
    [w1 * x2, "p2 reads w₁. It is w₂ · x₂."],
    [got2 as number, factors],
  ]);
  const gotZ = await parts.z.out();
  close("z = p₁ + p₂ + p₀", gotZ, z, [
    [p1 + p2, "The bias p₀ is missing."],
    [p1 + p0, "p₂ is missing."],
    [p2 + p0, "p₁ is missing."],
    [p1 * p2 * p0, "z is a product. It is an AddGate."],
    [(p1 + p2) * p0, "The bias is a factor. It is added."],
    [w1 + w2 + p0, "z reads the weights. It reads the products p1 and p2."],
    [gotZ as number, "z adds p1, p2 and p0, each once."],
  ]);
  close("ŷ = σ(z)", await parts.yHat.out(), yHat, [
    [z, "The sigmoid is missing."],
    [sigma(p1 + p2), "The sigmoid reads a z without the bias p₀."],
    [sigma(yHat), "The sigmoid is taken twice."],
  ]);
  const { target } = await graphOf(parts.graph);
  close("L = (ŷ − y)²", await target.out(), loss, [
    [yHat, "The graph ends at ŷ. Its target is the loss."],
    [(z - y) ** 2, "The loss reads z. It reads ŷ = σ(z)."],
    [0, "The loss reads the same gate twice. Its inputs are ŷ and y."],
  ]);
}

async function compareStart(
  { close }: Context,
  gate: Thing,
  name: keyof Start,
  value: number,
): Promise<void> {
  const got = await gate.out();
  const swapped = "The first argument of a weight is α, the second its value: new WeightGate(0.1, value).";
  const other = OTHERS.find((each) => SHEET[each] === got && each !== name);
  close(`${name} at the start`, got, value, [
    [-value, "The sign is wrong."],
    [1 / value, "Numerator and denominator are the wrong way round."],
    [undefined, "It has no value: new InputGate(value), new WeightGate(alpha, value)."],
    [0.1, swapped],
    ...(name in SHEET_GRADIENTS
      ? [
          [
            value - 0.1 * SHEET_GRADIENTS[name]!,
            "It has moved already. Only build the graph here, without backward().",
          ] as const,
        ]
      : []),
    ...(typeof got === "string" ? [[got as never, swapped] as const] : []),
    ...(other
      ? [[SHEET[other], `This is the value of ${other}. The sheet has ${name} = ${value}.`] as const]
      : []),
    [got as number, `The sheet has ${name} = ${value}.`],
  ]);
}

export const sheetGraph: Task = {
  id: "sheet-graph",
  title: "3-4 (e) the graph of the sheet",
  needs: ["sheetGraph"],
  tests: [
    {
      name: "starts with the numbers of the sheet",
      points: 1,
      run: async (context) => {
        const parts = await build(context);
        for (const [name, value] of Object.entries(SHEET) as [keyof Start, number][])
          await compareStart(context, parts[name], name, value);
        for (const name of ["w1", "w2", "p0"] as const)
          context.close(`alpha of ${name}`, await parts[name].get("alpha"), 0.1, [
            [undefined, "A weight has a learning rate: make it a WeightGate."],
            [
              SHEET[name],
              "The first argument of a weight is α, the second its value: new WeightGate(0.1, value).",
            ],
            ...[1, 0.01, 0].map((alpha): Suspicion => [alpha, "The learning rate of the sheet is α = 0.1."]),
          ]);
        await compareValues(context, parts, SHEET);
      },
    },
    {
      name: "computes the loss for other numbers",
      points: 1,
      run: async (context) => {
        const parts = await build(context);
        const other = numbersFrom(context);
        await feed(parts, other);
        await compareValues(context, parts, other);
      },
    },
    {
      name: "has the right gradient at each gate",
      points: 1,
      run: async (context) => {
        const parts = await build(context);
        const numbers = numbersFrom(context);
        await feed(parts, numbers);
        await parts.graph.forward();
        await parts.graph.call("backward");
        const gradients = backward(numbers);
        for (const [name, expected] of Object.entries(gradients)) {
          const suspicions: Suspicion[] = [
            [0, "No gradient arrived. Is every gate between here and the loss an input of the next one?"],
            [-expected, "The sign is wrong. The check of each gate says which one."],
            [2 * expected, "It is twice what it should be. Is a gate twice in a list of inputs?"],
          ];
          context.close(
            `∂L/∂${name}`,
            await parts[name as keyof typeof gradients].dz(),
            expected,
            suspicions,
          );
        }
      },
    },
    {
      name: "moves its weights with the learning rate, and not its inputs",
      points: 1,
      run: async (context) => {
        const parts = await build(context);
        await parts.graph.forward();
        await parts.graph.call("backward");
        const gradients = backward(SHEET);
        for (const name of ["w1", "w2", "p0"] as const)
          context.close(
            `${name} after the step`,
            await parts[name].out(),
            SHEET[name] - 0.1 * gradients[name],
            [
              [SHEET[name] + 0.1 * gradients[name], "It climbs. Check task (a) again."],
              [SHEET[name], "It does not learn. Make it a WeightGate, and check task (a) again."],
            ],
          );
        for (const name of ["x1", "x2", "y"] as const)
          context.close(`${name} after the step`, await parts[name].out(), SHEET[name], [
            [
              SHEET[name] - 0.1 * gradients[name],
              "An input is given and does not learn: make it an InputGate.",
            ],
          ]);
      },
    },
  ],
};

/** Small ones, so that the sigmoid has a gradient to speak of, and all different. */
function numbersFrom({ numbers }: Context): Start {
  const small = (): number => numbers.signed() / 4;
  return { x1: small(), x2: small(), y: small(), w1: small(), w2: small(), p0: small() };
}
