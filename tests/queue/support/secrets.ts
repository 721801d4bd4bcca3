/** What nobody may learn who reads along between the programs that grade. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NOTEBOOK, type Room } from "./room.js";

/** @param told all that was read */
export function assertTellsNothing(told: string, { course, store }: Room): void {
  for (const secret of [
    ...["student-", NOTEBOOK, "ipynb", "cell", "forward", "score", "points", "graded"],
    ...[course.folder, store, readFileSync(join(course.folder, "graded/secret"), "utf8")],
  ])
    assert.ok(!told.includes(secret), `It is told ${secret}`);
  const handIn = readFileSync(join(course.folder, `submitted/student-0/${NOTEBOOK}.ipynb`));
  const hash = createHash("sha256").update(handIn).digest("hex");
  assert.ok(!told.includes(hash), "Whoever has a hand-in could look it up.");
}
