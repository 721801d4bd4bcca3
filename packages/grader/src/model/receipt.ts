/** What the collecting side writes down about a hand-in: whose it is, when it came, and what it was. */

import { z } from "zod";

export const receipt = z.strictObject({
  /** The name of the folder below `submitted/`, see `isStudentId`. */
  student: z.string(),
  /** As the learning platform spells it, where it does. */
  name: z.string().optional(),
  email: z.string().optional(),
  /** The number by which a learning platform knows the student or the hand-in: Moodle's participant, Canvas's user. */
  platformId: z.string().optional(),
  /** Of the last file. ISO 8601, UTC. Never from a file that the student has written. */
  receivedAt: z.iso.datetime(),
  files: z.array(
    z.strictObject({
      /** The file in this folder. */
      file: z.string(),
      /** What it was called when it came. */
      original: z.string(),
      sha256: z.string(),
      /** ISO 8601, UTC; without it, when all of the hand-in came. */
      receivedAt: z.iso.datetime().optional(),
      /** Whether it can have come earlier: the time is that of a download, or of a copy. */
      isAtLatest: z.boolean().optional(),
      /** Whether the learning platform has marked it as late. */
      isMarkedLate: z.boolean().optional(),
    }),
  ),
  /** Of all points, taken off for lateness: from 0 to 1, by the policy of the assignment. */
  penalty: z.number().min(0).max(1),
  /** In words, for example `2 days late: −20 %`. */
  lateness: z.string().optional(),
});

export type Receipt = z.infer<typeof receipt>;

/** Names of folders that nothing can climb out of, and that mean the same on every system. */
export function isStudentId(text: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,99}$/.test(text);
}
