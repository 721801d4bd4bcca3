/** A request to S3: signed, sent, and tried again where that may help. */

import { createHash } from "node:crypto";
import http, { type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { AwsV4Signer } from "aws4fetch";
import type { Place } from "./place.js";

export interface Message {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface Answer {
  readonly status: number;
  /** Amazon's name of what is wrong. */
  readonly code: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Patience {
  readonly attempts: number;
  /** In milliseconds, on a connection. */
  readonly silence: number;
  /** In milliseconds: how long the first pause between two attempts is at most. Each may be twice as long as the one before. */
  readonly pause: number;
  /** Ends it, wherever it is. */
  readonly signal?: AbortSignal;
}

/** Requests at a time: more make a server slow, and a program run out of files. */
const ABREAST = 32;

export class S3Client {
  readonly #place: Place;
  readonly #agent: http.Agent;
  readonly #send: typeof http.request;
  /** Keys that are derived from the secret one, which last for a day. */
  readonly #derived = new Map<string, ArrayBuffer>();

  constructor(place: Place) {
    const protocol = place.url.startsWith("https:") ? https : http;
    this.#place = place;
    this.#agent = new protocol.Agent({ keepAlive: true, maxSockets: ABREAST });
    this.#send = protocol.request;
  }

  /**
   * @returns also an answer that says no
   * @throws Error when no answer has come
   */
  async ask(method: string, path: string, message: Message, patience: Patience): Promise<Answer> {
    const { attempts, pause, signal } = patience;
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.#askOnce(method, path, message, patience);
        if (attempt === attempts || !mayPass(answer)) return answer;
      } catch (error) {
        if (attempt === attempts || signal?.aborted) throw error;
      }
      // By chance, so that all who were refused together do not come back together.
      await sleep(Math.random() * pause * 2 ** (attempt - 1), undefined, { ...(signal && { signal }) });
    }
  }

  async #askOnce(
    method: string,
    path: string,
    message: Message,
    { silence, signal }: Patience,
  ): Promise<Answer> {
    const { headers = {}, body = new Uint8Array() } = message;
    const { url, credentials, region } = this.#place;
    const signed = await new AwsV4Signer({
      ...{ ...credentials, region, service: "s3", cache: this.#derived },
      ...{ method, url: `${url}/${path}` },
      // Part of what is signed: a server that looks takes no other bytes.
      headers: { ...headers, "x-amz-content-sha256": createHash("sha256").update(body).digest("hex") },
    }).sign();
    return new Promise((resolve, reject) => {
      const request = this.#send(signed.url, {
        ...{ method, agent: this.#agent, timeout: silence, ...(signal && { signal }) },
        headers: { ...Object.fromEntries(signed.headers), "content-length": body.length },
      });
      request.on("timeout", () => {
        request.destroy(new Error(`it has been silent for ${silence / 1000} seconds`));
      });
      request.on("error", reject).on("response", (response) => {
        read(response).then(resolve, reject);
      });
      request.end(body);
    });
  }
}

/** @throws Error when the connection breaks off before the end */
async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const [body, status] = [Buffer.concat(chunks), response.statusCode!];
  // The rest of an error's text can hold the key's name and what was signed.
  const code = status < 300 ? undefined : /<Code>([A-Za-z]{1,60})<\/Code>/.exec(body.toString("utf8"))?.[1];
  return { status, code, headers: response.headers, body };
}

/** 409 is for two who write the same at the same time. */
const PASSING = new Set([409, 429, 500, 502, 503, 504]);

const mayPass = ({ status, code }: Answer): boolean => PASSING.has(status) || code === "RequestTimeout";
