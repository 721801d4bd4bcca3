/** 3-4 (f): from the losses and the weights to what a training has done. */

import { agrees } from "../task.js";
import { ORDER } from "./xorParts.js";

/** How often each pattern is shown in `total` steps, for all ways to do so. */
export function* ways(total: number): Generator<readonly number[]> {
  for (let a = 0; a <= total; a++)
    for (let b = 0; a + b <= total; b++)
      for (let c = 0; a + b + c <= total; c++) yield [a, b, c, total - a - b - c];
}

/** How often each pattern was shown in an epoch with this mean. @returns undefined where it is no mean of four */
export function countsOf(mean: number, losses: readonly number[]): readonly number[] | undefined {
  for (const way of ways(4)) if (agrees(mean, dot(way, losses) / 4)) return way;
  return undefined;
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, each, i) => sum + each * b[i]!, 0);
}

/** Why these are no mean losses. */
export function reasonOf(
  history: readonly number[],
  losses: readonly number[],
  answers: readonly number[],
): string {
  const are = (values: readonly number[], of = losses): boolean =>
    values.every((value) => countsOf(value, of));
  const growth = history.map((loss, i) => loss - (history[i - 1] ?? 0));
  if (are(history.map((loss) => loss / 4)))
    return "This is the sum of an epoch's losses. Divide it by the number of steps.";
  if (are(growth) || are(growth.map((each) => each / 4)))
    return "The sum goes on from the epoch before. Start at 0 in each epoch.";
  if (are(history.map((loss) => (loss * history.length) / 4)))
    return "Divide by the number of steps in an epoch, not by the number of epochs.";
  if (are(history.map((loss) => loss * 4))) return "It is divided twice by the number of steps.";
  if (
    are(history, answers) ||
    are(
      history.map((each) => each / 4),
      answers,
    )
  )
    return "This is made of ŷ. The loss is graph.target.out.";
  return `${ORDER} Behind forward(), add graph.target.out; divide the sum by the four steps.`;
}

/** How often each pattern's gradient is in a movement of the weights, for up to eight steps. */
export function stepsOf(
  moved: readonly number[],
  gradients: readonly (readonly number[])[],
): readonly number[] | undefined {
  const size = Math.max(...moved.map(Math.abs));
  for (const total of [4, 1, 2, 3, 5, 6, 7, 8])
    for (const way of ways(total))
      if (
        moved.every((each, i) => {
          const expected = dot(
            way,
            gradients.map((gradient) => gradient[i]!),
          );
          return Math.abs(each - expected) <= 1e-4 * size;
        })
      )
        return way;
  return undefined;
}

export function reasonOfSteps(
  steps: readonly number[] | undefined,
  opposite: readonly number[] | undefined,
): string {
  if (opposite) return "The weights climb. Is the step of WeightGate right? Check task (a) again.";
  if (!steps) return ORDER;
  if (steps.every((each) => each % 2 === 0))
    return "Each step is taken twice. Call graph.backward() once in a step, and move no weight by yourself.";
  return "Four steps make an epoch: one for each of the four patterns on average.";
}
