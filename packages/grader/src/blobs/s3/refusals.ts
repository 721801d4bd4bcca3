/** What a server of S3 means by its answer, and what to do about it. */

import type { Answer } from "./client.js";
import type { Place } from "./place.js";

const KEY =
  "Are AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN right, and of the same key that is valid now?";

export const WRITES_OVER =
  "its server cannot write an object only where there is none (If-None-Match), so nobody could tell whose result counts. Take another server of S3, or a folder.";

const REASONS: Readonly<Record<string, (place: Place) => string>> = {
  NoSuchBucket: ({ bucket, server }) =>
    `there is no bucket ${bucket} at ${server}. Make it, or correct --store.`,
  AccessDenied: () =>
    "the key may not do that. It needs the rights s3:GetObject, s3:PutObject and s3:DeleteObject below the prefix, and s3:ListBucket.",
  InvalidAccessKeyId: () => `the key is not known there. ${KEY}`,
  SignatureDoesNotMatch: () => `the signature is wrong. ${KEY}`,
  ExpiredToken: () => `the key has expired. ${KEY}`,
  InvalidToken: () => `the key's token is wrong. ${KEY}`,
  NotImplemented: () => WRITES_OVER,
  RequestTimeTooSkewed: () => "this machine's clock is wrong. Set it.",
};

/** @returns words for the end of a sentence */
export function reasonOf({ status, code, headers }: Answer, place: Place): string {
  const region = headers["x-amz-bucket-region"];
  if (typeof region === "string" && /^[a-z\d-]+$/.test(region) && region !== place.region)
    return `the bucket is in another region. Set AWS_REGION=${region}.`;
  const reason = code === undefined ? undefined : REASONS[code]?.(place);
  if (reason !== undefined) return reason;
  const answer = `${place.server} answers ${status}${code === undefined ? "" : ` ${code}`}`;
  return status < 500 ? `${answer}. Is a server of S3 there?` : `${answer}, again and again.`;
}
