/** Talks to `gradus serve`: patiently where it is busy or away for a moment, in plain words where it refuses. */

import { setTimeout as sleep } from "node:timers/promises";
import { feedbackOn, FormError, receipt, receipts, text, type Feedback, type Receipt } from "./answers.js";
import { RefusedError, StoppedError, UnexpectedAnswerError, UnreachableError } from "./errors.js";
import type { Place } from "./place.js";

/** How a cell waits. */
export interface Waiting {
  /** Aborted when somebody stops the cell. */
  readonly signal: AbortSignal;
  /** Says why it takes so long. */
  say(note: string): void;
  /** In milliseconds. Tests do not wait. */
  readonly pause?: (time: number) => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const ATTEMPTS = 5;
/** In milliseconds. A larger notebook over a slow line takes a while. */
const LONGEST_REQUEST = 60_000;
/** Whom the service sends away for longer than this is told so. In seconds. */
const LONGEST_PAUSE = 90;

/** What stands between the service and the world answers with these while it is being started. */
const BUSY = [429, 502, 503, 504];

export class Service {
  readonly #place: Place;
  readonly #token: string;
  readonly #waiting: Waiting;

  constructor(place: Place, token: string, waiting: Waiting) {
    this.#place = place;
    this.#token = token;
    this.#waiting = waiting;
  }

  /** The same bytes again are the same hand-in, so that it may be tried again. */
  async handIn(file: string, bytes: Uint8Array): Promise<Receipt> {
    const { assignment, url } = this.#place;
    const path = `/v1/assignments/${encodeURIComponent(assignment)}/submissions?file=${encodeURIComponent(file)}`;
    const headers = { "Content-Type": "application/x-ipynb+json" };
    const answer = await this.#ask(path, { method: "POST", headers, body: bytes as Uint8Array<ArrayBuffer> });
    if (answer.status === 404)
      throw new RefusedError(
        404,
        `Nothing was handed in: ${url} takes no "${assignment}" (any more). Ask your instructor for a new gradus.json.`,
      );
    return this.#read(answer, receipt);
  }

  /** One's own, the newest first. */
  async submissions(): Promise<Receipt[]> {
    return this.#read(await this.#ask("/v1/submissions"), receipts);
  }

  async submission(id: string): Promise<Receipt> {
    return this.#read(await this.#ask(`/v1/submissions/${id}`), receipt);
  }

  async feedback(id: string): Promise<Feedback> {
    return this.#read(await this.#ask(`/v1/submissions/${id}/feedback`), feedbackOn);
  }

  #read<T>({ status, body }: Answer, read: (value: unknown) => T): T {
    if (status >= 400) throw new RefusedError(status, sentenceOf(body, status));
    try {
      return read(body);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      throw new UnexpectedAnswerError(this.#place.url, "something else than it should");
    }
  }

  /** @throws UnreachableError, UnexpectedAnswerError, StoppedError */
  async #ask(path: string, init: RequestInit = {}): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === ATTEMPTS;
      let pause = 2 ** (attempt - 1);
      let why: string;
      try {
        const response = await this.#request(path, init);
        if (response.status >= 300 && response.status < 400)
          throw new UnexpectedAnswerError(this.#place.url, "the address of another page");
        if (!BUSY.includes(response.status) || isLast) return await this.#answerOf(response);
        pause = retryAfter(response) ?? pause;
        // Whoever is sent away for long gets the sentence that says so.
        if (pause > LONGEST_PAUSE) return await this.#answerOf(response);
        await response.body?.cancel();
        why = response.status === 429 ? "The service was asked too often" : "The service is busy";
      } catch (error) {
        if (this.#waiting.signal.aborted) throw new StoppedError();
        if (error instanceof UnexpectedAnswerError) throw error;
        const { words, isLasting } = reasonOf(error);
        if (isLasting || isLast) throw new UnreachableError(this.#place.url, words);
        why = `${this.#place.url} cannot be reached (${words})`;
      }
      this.#waiting.say(`${why}: trying again in ${pause} s (${attempt + 1} of ${ATTEMPTS}) …`);
      await this.pause(pause * 1000);
    }
  }

  /** @throws StoppedError */
  async pause(time: number): Promise<void> {
    const { signal, pause } = this.#waiting;
    await (pause ? pause(time) : sleep(time, undefined, { signal })).catch(() => undefined);
    if (signal.aborted) throw new StoppedError();
  }

  #request(path: string, init: RequestInit): Promise<Response> {
    return fetch(this.#place.url + path, {
      ...init,
      headers: { ...init.headers, Authorization: `Bearer ${this.#token}`, Accept: "application/json" },
      // The token is for this service only.
      redirect: "manual",
      signal: AbortSignal.any([this.#waiting.signal, AbortSignal.timeout(LONGEST_REQUEST)]),
    });
  }

  async #answerOf(response: Response): Promise<Answer> {
    const body = await response.text();
    try {
      return { status: response.status, body: JSON.parse(body) };
    } catch {
      throw new UnexpectedAnswerError(
        this.#place.url,
        `a page that is not the service's (${response.status})`,
      );
    }
  }
}

/** @returns seconds */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get("retry-after");
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
}

function sentenceOf(body: unknown, status: number): string {
  const { error } = (body ?? {}) as { error?: unknown };
  return typeof error === "string" ? text(error) : `The service refuses (${status}). Ask your instructor.`;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody answers there",
  ECONNRESET: "the connection broke",
  UND_ERR_SOCKET: "the connection broke",
  EPIPE: "the connection broke",
  ENOTFOUND: "there is no such address, or no network",
  EAI_AGAIN: "there is no network",
  ENETUNREACH: "there is no network",
  EHOSTUNREACH: "there is no way to it",
  ETIMEDOUT: "it takes too long",
  UND_ERR_CONNECT_TIMEOUT: "it takes too long",
};

/** Node says why in the cause of what `fetch` throws. */
function reasonOf(error: unknown): { words: string; isLasting: boolean } {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  if (name === "TimeoutError") return { words: "it takes too long", isLasting: false };
  const code = cause?.code ?? "";
  if (/CERT|SIGNATURE|ERR_TLS/.test(code))
    return { words: `its certificate is not valid here (${code}), tell your instructor`, isLasting: true };
  return { words: REASONS[code] ?? `the network says ${code === "" ? "no" : code}`, isLasting: false };
}
