/** Try a student's solution of a task, and show what holds and what does not. */

import { checkGradients, ComputationalGraph, type GateLike } from "@gradus/core";
import { limited, LocalWorld, runTask, taskOf, type TaskResult } from "@gradus/tasks";
import { outputOf } from "../display.js";
import { FailedCheckError } from "../errors.js";
import { currentKernel } from "../kernels/current.js";
import { outputOfCheck } from "./table.js";

/** In milliseconds, to find the fault of one gate. */
const LONGEST = 3000;

/** The numbers that students see; graded tests have others. */
const SEED = 1;

/**
 * Run the tests of a task and show a table: passed or failed, what was expected, what came, and a hint. Where a gate is
 * wrong, the graph follows with that gate marked.
 *
 * ```ts
 * await check("multiply-gate", { MultiplyGate });
 * ```
 *
 * @param task the name of the task
 * @param work what was written for it, by name
 * @throws UnknownTaskError, MissingWorkError
 * @throws FailedCheckError when not all tests have passed, so that the cell counts as failed for other graders, too
 */
export async function check(task: string, work: Readonly<Record<string, unknown>>): Promise<void> {
  const world = new LocalWorld(work);
  const result = await runTask(taskOf(task), world, SEED);
  const kernel = currentKernel();
  kernel.send(outputOfCheck(result));
  const marked = markedGraph(result, world);
  if (marked) kernel.send(outputOf(marked));
  const passed = result.tests.filter(({ status }) => status === "passed").length;
  if (passed < result.tests.length) throw new FailedCheckError(result.title, passed, result.tests.length);
}

/** The gate that failed, between what it reads, as the gradient check sees it. */
function markedGraph(
  result: TaskResult,
  world: LocalWorld,
): ReturnType<typeof checkGradients>["drawing"] | undefined {
  const failed = result.tests.find(({ status, subject }) => status === "failed" && subject !== undefined);
  if (!failed) return undefined;
  try {
    const graph = new ComputationalGraph(world.objectOf(failed.subject) as GateLike);
    const report = limited(() => checkGradients(graph), LONGEST);
    return report.ok ? undefined : report.drawing;
  } catch {
    // A gate that cannot even be computed, or not in time, is told of in the table.
    return undefined;
  }
}
