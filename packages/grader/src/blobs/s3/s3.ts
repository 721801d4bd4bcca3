/** Blobs as objects on S3, from Amazon or from anybody else who writes only where there is nothing. */

import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { MachineError } from "../../errors.js";
import { checkKey, type Blobs, type Kind } from "../blobs.js";
import { S3Client, type Answer, type Message, type Patience } from "./client.js";
import { parsePlace, type Environment, type Place } from "./place.js";
import { reasonOf, WRITES_OVER } from "./refusals.js";

/** A server may be started again in between. */
const PATIENCE: Patience = { attempts: 6, silence: 10_000, pause: 500 };
/** At the start, the address is more likely to be wrong. */
const FIRST_PATIENCE: Patience = { attempts: 3, silence: 4000, pause: 500 };

/** How often an object may go and come while it is written. */
const ROUNDS = 5;

/** What lies in the store for good, and what never does. */
const PROBE = "probe";
const NOWHERE = "nothing";

/** Its bytes' SHA-256. A server keeps what it is given under such a name, and needs to know nothing about it. */
const CHECKSUM = "x-amz-meta-sha256";

const ONLY_WHERE_NOTHING_IS = { "if-none-match": "*" };

interface Stored {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
  readonly etag: string;
}

export interface S3Options {
  readonly first?: Patience;
  readonly later?: Patience;
  /** Ends what is not done yet. */
  readonly signal?: AbortSignal | undefined;
}

export class S3Blobs implements Blobs {
  readonly #place: Place;
  readonly #client: S3Client;
  readonly #patience: Patience;
  /** For what must be done also when all else ends, since nobody comes back for it. */
  readonly #lasting: Patience;

  private constructor(place: Place, patience: Patience, signal?: AbortSignal) {
    this.#place = place;
    this.#client = new S3Client(place);
    this.#patience = signal ? { ...patience, signal } : patience;
    this.#lasting = patience;
  }

  /** @throws UsageError, or MachineError when it cannot be used */
  static async open(
    store: string,
    environment: Environment,
    { first = FIRST_PATIENCE, later = PATIENCE, signal }: S3Options = {},
  ): Promise<S3Blobs> {
    const place = parsePlace(store, environment);
    // One for each request that is under way, or waits for its turn.
    if (signal) setMaxListeners(0, signal);
    await new S3Blobs(place, first, signal).#probe();
    return new S3Blobs(place, later, signal);
  }

  /** @throws MachineError */
  async put(kind: Kind, key: string, bytes: Uint8Array): Promise<"new" | "same" | "different"> {
    const name = nameOf(kind, key);
    let condition: Readonly<Record<string, string>> = ONLY_WHERE_NOTHING_IS;
    for (let round = 0; round < ROUNDS; round++) {
      if (await this.#write(name, bytes, condition)) return "new";
      // Somebody was faster, or our own first attempt has come through and only its answer has not.
      const there = await this.#read(name);
      if (there?.isWhole) return there.bytes.equals(bytes) ? "same" : "different";
      // Nobody else's object is written over, but for this one that has lost bytes.
      condition = there ? { "if-match": there.etag } : ONLY_WHERE_NOTHING_IS;
    }
    throw this.#trouble("written to", `${name} goes and comes again all the time.`);
  }

  /**
   * What has lost bytes counts as not there, so that whoever has it writes it again.
   *
   * @throws MachineError when it cannot be read, which is not the same as not being there
   */
  async get(kind: Kind, key: string): Promise<Buffer | undefined> {
    const there = await this.#read(nameOf(kind, key));
    return there?.isWhole ? there.bytes : undefined;
  }

  /** Results stay: somebody else may wait for the same one. */
  async taken(key: string): Promise<void> {
    await this.#delete(nameOf("handins", key));
  }

  async discard(key: string): Promise<void> {
    await this.#delete(nameOf("results", key));
  }

  /** Whether everything goes that grading needs. Better now than with a thousand hand-ins under way. */
  async #probe(): Promise<void> {
    const bytes = Buffer.from("Gradus finds out here whether a second object of one name is refused.\n");
    const isNew = await this.#write(PROBE, bytes, ONLY_WHERE_NOTHING_IS);
    if (isNew && (await this.#write(PROBE, bytes, ONLY_WHERE_NOTHING_IS)))
      throw this.#trouble("used", WRITES_OVER);
    const answer = await this.#ask("read", "GET", NOWHERE);
    if (answer.code === "AccessDenied")
      throw this.#trouble(
        "used",
        "to this key, what is not there looks forbidden. Give it the right s3:ListBucket for the bucket.",
      );
    if (!isNothing(answer)) this.#expect("read", answer, [200]);
  }

  /** @returns whether the condition held */
  async #write(
    name: string,
    bytes: Uint8Array,
    condition: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const headers = {
      ...condition,
      "content-type": "application/octet-stream",
      [CHECKSUM]: createHash("sha256").update(bytes).digest("hex"),
    };
    const answer = await this.#ask("written to", "PUT", name, { headers, body: bytes });
    // With if-match, the object may be gone.
    if (isNothing(answer)) return false;
    return this.#expect("written to", answer, [200, 412]) === 200;
  }

  async #read(name: string): Promise<Stored | undefined> {
    const there = await this.#readOnce(name);
    // The bytes may be lost on the way only.
    return there && !there.isWhole ? this.#readOnce(name) : there;
  }

  async #readOnce(name: string): Promise<Stored | undefined> {
    const answer = await this.#ask("read", "GET", name);
    if (isNothing(answer)) return undefined;
    this.#expect("read", answer, [200]);
    const { body: bytes, headers } = answer;
    const isWhole = headers[CHECKSUM] === createHash("sha256").update(bytes).digest("hex");
    return { bytes, isWhole, etag: headers.etag ?? "" };
  }

  async #delete(name: string): Promise<void> {
    const answer = await this.#ask("written to", "DELETE", name, {}, this.#lasting);
    if (!isNothing(answer)) this.#expect("written to", answer, [200, 204]);
  }

  async #ask(
    doing: Doing,
    method: string,
    name: string,
    message: Message = {},
    patience = this.#patience,
  ): Promise<Answer> {
    try {
      return await this.#client.ask(method, name, message, patience);
    } catch (error) {
      const { message: words, code = "no answer" } = error as NodeJS.ErrnoException;
      throw this.#trouble(doing, `${this.#place.server} cannot be reached (${words || code}).`);
    }
  }

  #expect(doing: Doing, answer: Answer, statuses: readonly number[]): number {
    if (statuses.includes(answer.status)) return answer.status;
    throw this.#trouble(doing, reasonOf(answer, this.#place));
  }

  #trouble(doing: Doing, reason: string): MachineError {
    return new MachineError(`The store at ${this.#place.shown} cannot be ${doing}: ${reason}`);
  }
}

type Doing = "used" | "read" | "written to";

const nameOf = (kind: Kind, key: string): string => `${kind}/${checkKey(key)}`;

/** A bucket that is gone, or a server that is none of S3, is not an empty store. */
const isNothing = ({ status, code }: Answer): boolean => status === 404 && code === "NoSuchKey";
