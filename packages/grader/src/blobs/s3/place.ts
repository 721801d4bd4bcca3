/** Where a store on S3 is, and who asks there: `s3://BUCKET/PREFIX`, and the environment as other programs for S3 read it. */

import { z } from "zod";
import { UsageError } from "../../errors.js";

export interface Place {
  readonly bucket: string;
  /** Of the server, for words. */
  readonly server: string;
  /** Below it lies everything; without a slash at its end. */
  readonly url: string;
  /** For words: as it was given. */
  readonly shown: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    /** Of a key that is valid for some hours. */
    readonly sessionToken?: string;
  };
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Set to nothing is as good as not set. */
const variable = z
  .string()
  .optional()
  .transform((text) => (text?.trim() === "" ? undefined : text?.trim()));

const environment = z.object({
  AWS_ACCESS_KEY_ID: variable,
  AWS_SECRET_ACCESS_KEY: variable,
  AWS_SESSION_TOKEN: variable,
  AWS_REGION: variable,
  AWS_ENDPOINT_URL: variable,
  AWS_ENDPOINT_URL_S3: variable,
});

/** As Amazon names buckets. A prefix is kept so simple that nobody needs to escape it. */
const STORE = /^s3:\/\/([a-z\d][a-z\d.-]{1,61}[a-z\d])((?:\/(?!\.+\/|\.+$)[\w.-]+)*)\/?$/;

/** @throws UsageError. No text is repeated in it: somebody may have put a key there. */
export function parsePlace(store: string, variables: Environment): Place {
  const [, bucket, prefix] = STORE.exec(store) ?? [];
  if (bucket === undefined || prefix === undefined)
    throw new UsageError(
      "A store on S3 is given as s3://BUCKET or s3://BUCKET/PREFIX, the prefix of letters, digits, and - _ . /.",
    );
  const given = environment.parse(variables);
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = given;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new UsageError(
      "A store on S3 needs its key in the environment: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    );
  const server = serverOf(given.AWS_ENDPOINT_URL_S3 ?? given.AWS_ENDPOINT_URL, given.AWS_REGION);
  return {
    ...{ bucket, server: server.url, shown: `s3://${bucket}${prefix}` },
    url: `${addressOf(server, bucket)}${prefix}`,
    region: server.region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
  };
}

interface Server {
  readonly url: string;
  readonly region: string;
  readonly isAmazon: boolean;
}

function serverOf(endpoint: string | undefined, region: string | undefined): Server {
  if (region !== undefined && !/^[a-z\d-]+$/.test(region))
    throw new UsageError("AWS_REGION is no name of a region, such as eu-central-1.");
  if (endpoint !== undefined) {
    const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
      throw new UsageError(
        "AWS_ENDPOINT_URL_S3 (or AWS_ENDPOINT_URL) must be https://HOST:PORT: keys do not belong into it.",
      );
    // Servers of other makers have no regions, but the signature must name one.
    return { url: url.href.replace(/\/+$/, ""), region: region ?? "us-east-1", isAmazon: false };
  }
  if (region === undefined)
    throw new UsageError(
      "Where is the bucket? Set AWS_REGION for Amazon, or AWS_ENDPOINT_URL_S3 for another server.",
    );
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return { url: `https://s3.${region}.${domain}`, region, isAmazon: true };
}

/** Amazon has the bucket in the host's name. Other servers need not, and its certificate is for no name with more dots. */
const addressOf = ({ url, isAmazon }: Server, bucket: string): string =>
  isAmazon && !bucket.includes(".") ? url.replace("//", `//${bucket}.`) : `${url}/${bucket}`;
