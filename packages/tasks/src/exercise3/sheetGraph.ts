/** 3-4 (e): the graph of the sheet, and its numbers. */

import type { Context, Suspicion, Task } from "../task.js";
import { Thing, type Held } from "../world/student.js";

/** At the sheet's x = (1, 1), w = (4/5, −7/5), p₀ = 3/5, y = 1 by default. */
interface Numbers {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly w1: number;
  readonly w2: number;
  readonly p0: number;
}

const SHEET: Numbers = { x1: 1, x2: 1, y: 1, w1: 4 / 5, w2: -7 / 5, p0: 3 / 5 };
const PARTS = ["x1", "x2", "y", "w1", "w2", "p0", "p1", "p2", "z", "yHat", "graph"] as const;

function valuesOf({ x1, x2, y, w1, w2, p0 }: Numbers) {
  const [p1, p2] = [w1 * x1, w2 * x2];
  const z = p1 + p2 + p0;
  const yHat = 1 / (1 + Math.exp(-z));
  const dyHat = 2 * (yHat - y);
  const dz = dyHat * yHat * (1 - yHat);
  return {
    ...{ p1, p2, z, yHat, loss: (yHat - y) ** 2 },
    gradients: {
      yHat: dyHat,
      z: dz,
      p1: dz,
      p2: dz,
      p0: dz,
      w1: dz * x1,
      w2: dz * x2,
      x1: dz * w1,
      x2: dz * w2,
      y: -dyHat,
    },
  };
}

type Parts = Readonly<Record<(typeof PARTS)[number], Thing>>;

async function build({ student, about, holds }: Context): Promise<Parts> {
  const made = await student.call("sheetGraph");
  const parts = (made ?? {}) as Readonly<Record<string, Held>>;
  const missing = PARTS.filter((part) => !(parts[part] instanceof Thing));
  holds(
    missing.length === 0,
    "what sheetGraph() returns",
    PARTS.join(", "),
    made === undefined ? "nothing" : `no ${missing.join(", ")}`,
    made === undefined
      ? "Return the gates and the graph at the end: return { x1, x2, …, graph };"
      : `Make these, and put them into the object that you return.`,
  );
  about((await (parts as Parts).graph.get("target")) as Thing);
  return parts as Parts;
}

async function feed(parts: Parts, numbers: Numbers): Promise<void> {
  for (const part of Object.keys(SHEET) as (keyof Numbers)[]) await parts[part].set("out", numbers[part]);
}

async function loss({ graph }: Parts): Promise<Held> {
  return ((await graph.get("target")) as Thing).out();
}

async function compareValues({ close }: Context, parts: Parts, numbers: Numbers): Promise<void> {
  const { p1, p2, z, yHat, loss: expected } = valuesOf(numbers);
  await parts.graph.forward();
  close("p₁ = w₁ · x₁", await parts.p1.out(), p1, [[p2, "p1 and p2 are the wrong way round."]]);
  close("p₂ = w₂ · x₂", await parts.p2.out(), p2);
  close("z = p₁ + p₂ + p₀", await parts.z.out(), z, [
    [p1 + p2, "The bias p₀ is missing."],
    [p1 + numbers.p0, "p₂ is missing."],
  ]);
  close("ŷ = σ(z)", await parts.yHat.out(), yHat, [[z, "The sigmoid is missing."]]);
  close("L = (ŷ − y)²", await loss(parts), expected, [
    [yHat, "The graph ends at ŷ. Its target is the loss."],
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
        for (const [name, value] of Object.entries(SHEET) as [keyof Numbers, number][])
          context.close(name, await parts[name].out(), value);
        for (const name of ["w1", "w2", "p0"] as const)
          context.close(`alpha of ${name}`, await parts[name].get("alpha"), 0.1, [
            [undefined, "A weight has a learning rate: make it a WeightGate."],
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
        const { gradients } = valuesOf(numbers);
        for (const [name, expected] of Object.entries(gradients)) {
          const suspicions: Suspicion[] = [
            [0, "No gradient arrived. Is every gate between here and the loss an input of the next one?"],
            [-expected, "The sign is wrong. The inputs of the loss are ŷ and y, in this order."],
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
        const { gradients } = valuesOf(SHEET);
        for (const name of ["w1", "w2", "p0"] as const)
          context.close(
            `${name} after the step`,
            await parts[name].out(),
            SHEET[name] - 0.1 * gradients[name],
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

function numbersFrom({ numbers }: Context): Numbers {
  const small = (): number => Math.round(numbers.signed() * 5) / 10;
  return { x1: small(), x2: small(), y: 1, w1: small(), w2: small(), p0: small() };
}
