/**
 * A token: 32 random bytes behind a prefix by which scanners for secrets know it. Only its SHA-256 is kept. For a password
 * a fast hash would be wrong, since people choose few; of these there are 2^256, so nobody can try them all, and each
 * request is checked at once.
 */

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const PREFIX = "gr_";
const FORM = /^gr_[A-Za-z0-9_-]{43}$/;

export const newToken = (): string => PREFIX + randomBytes(32).toString("base64url");

export const isToken = (text: string): boolean => FORM.test(text);

export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Takes as long for a wrong one as for the right one. */
export function isSameHash(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
