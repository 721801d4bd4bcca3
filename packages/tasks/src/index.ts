/** `@gradus/tasks`: the tasks of the course, and how a student's code is tested. */

import { UnknownTaskError } from "./errors.js";
import { exercise3 } from "./exercise3/index.js";
import type { Task } from "./task.js";

export { runTask, type Status, type Task, type TaskResult, type Test, type TestResult } from "./task.js";
export { limited } from "./world/limited.js";
export { LocalWorld } from "./world/localWorld.js";
export { isRef, type Operation, type Ref, type Value, type World } from "./world/world.js";
export * from "./errors.js";

export const tasks: readonly Task[] = [...exercise3];

/** @throws UnknownTaskError */
export function taskOf(id: string): Task {
  const task = tasks.find((each) => each.id === id);
  if (task) return task;
  throw new UnknownTaskError(
    id,
    tasks.map((each) => each.id),
  );
}
