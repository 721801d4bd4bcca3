/** What the service must remember: whose a token is, and what came from whom. Times are ISO 8601, UTC. */

import type { Generated, Insertable, Selectable } from "kysely";

export interface Tables {
  tokens: TokensTable;
  submissions: SubmissionsTable;
}

interface TokensTable {
  /** The SHA-256 of the token; the token itself is nowhere. */
  hash: string;
  student: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

interface SubmissionsTable {
  /** In the order in which they came. */
  seq: Generated<number>;
  /** By which its student asks for it. */
  id: string;
  student: string;
  assignment: string;
  notebook: string;
  file: string;
  sha256: string;
  received_at: string;
  lateness: string | null;
  /** A list, as JSON. */
  warnings: string;
  status: SubmissionStatus;
  reason: string | null;
  /** The `NotebookResult`, as JSON: what lies in the folder of the assignment is that of the latest hand-in only. */
  result: string | null;
}

export const STATUSES = ["waiting", "graded", "not gradable", "replaced", "not graded"] as const;

/** "replaced": before it was graded. "not graded": the machine has failed, and tries again. */
export type SubmissionStatus = (typeof STATUSES)[number];

export type Submission = Selectable<SubmissionsTable>;
export type NewSubmission = Omit<Insertable<SubmissionsTable>, "status" | "reason" | "result">;
export type TokenRow = Selectable<TokensTable>;
