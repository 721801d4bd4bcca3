/** What the service lets itself be asked for. A course of a thousand students in its last minute needs a tenth. */

import { LIMITS } from "../../handIn/limits.js";

const MINUTE = 60_000;

export const SERVICE_LIMITS = {
  /** In bytes. */
  body: LIMITS.file,
  headers: 16_384,
  /** Characters. */
  fileName: 200,

  /** In milliseconds: whoever sends that slowly is cut off. */
  headersTime: 10_000,
  requestTime: MINUTE,
  idleTime: 2 * MINUTE,
  keepAlive: 10_000,
  connections: 2000,

  /** How many hand-ins are received at a time, of all and of one student. What is above waits, or comes again. */
  uploads: 16,
  uploadsOfOne: 2,
  uploadsWaiting: 500,
  uploadPatience: 20_000,

  /** Per minute: of one token; of one address, what needs none, and what comes with a wrong one. */
  requests: 120,
  handIns: 10,
  wrongTokens: 30,
  window: MINUTE,
} as const;

export type ServiceLimits = { readonly [Name in keyof typeof SERVICE_LIMITS]: number };
