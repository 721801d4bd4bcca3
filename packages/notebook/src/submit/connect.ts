/**
 * Comes to the service with the student's token: the one in `GRADUS_TOKEN`, the one that has worked before, or one that is
 * typed now. A new one is kept once the service has taken it. It is never shown.
 */

import type { Kernel } from "../kernels/kernel.js";
import type { Receipt } from "./answers.js";
import { RefusedError, TokenError } from "./errors.js";
import type { Place } from "./place.js";
import { Service, type Waiting } from "./service.js";
import { forgetToken, storedToken, storeToken } from "./tokenFile.js";

/** A service that has taken the token. */
export interface Connection {
  readonly service: Service;
  readonly token: string;
  /** What the student has handed in before, the newest first. */
  readonly earlier: readonly Receipt[];
  /** Something that the student should know. */
  readonly remark?: string;
}

/** How often somebody may mistype it. */
const TRIES = 3;

/** @throws TokenError, and whatever a service can throw */
export async function connect(
  place: Place,
  given: string | undefined,
  kernel: Kernel,
  waiting: Waiting,
): Promise<Connection> {
  if (given !== undefined) {
    const connection = await tried(place, given, waiting);
    if (connection) return connection;
    throw new TokenError(`The token that was given does not work at ${place.url}. ${ASK_FOR_ANOTHER}`);
  }
  const { GRADUS_TOKEN: fromOutside = "" } = process.env;
  if (fromOutside !== "") {
    const connection = await tried(place, fromOutside, waiting, false);
    if (connection) return connection;
    throw new TokenError(`The token in GRADUS_TOKEN does not work at ${place.url}. ${ASK_FOR_ANOTHER}`);
  }
  const stored = storedToken(place.url);
  if (stored !== undefined) {
    const connection = await tried(place, stored, waiting, false);
    if (connection) return connection;
    forgetToken(place.url);
    throw new TokenError(
      `Your token does not work at ${place.url} any more, so it is forgotten now. ` +
        `Run the cell again, and type the new one. ${ASK_FOR_ANOTHER}`,
    );
  }
  return typed(place, kernel, waiting);
}

async function typed(place: Place, kernel: Kernel, waiting: Waiting): Promise<Connection> {
  const question = `Your token for ${new URL(place.url).host} (gr_…, from your instructor):`;
  for (let i = 0; i < TRIES; i++) {
    const answer = kernel.askSecret(i === 0 ? question : `That one does not work. ${question}`);
    if (answer === undefined) throw new TokenError(withoutQuestions(place));
    if (answer.trim() === "") throw new TokenError("No token was typed, so nothing was handed in.");
    const connection = await tried(place, answer, waiting);
    if (connection) return connection;
  }
  throw new TokenError(`None of these tokens works at ${place.url}. ${ASK_FOR_ANOTHER}`);
}

/** @returns nothing when the service does not take it */
async function tried(
  place: Place,
  given: string,
  waiting: Waiting,
  isNew = true,
): Promise<Connection | undefined> {
  const token = given.trim();
  // What cannot stand in a header would be shown by the error about it.
  if (!/^[\x21-\x7e]{1,200}$/.test(token)) return undefined;
  const service = new Service(place, token, waiting);
  let earlier: readonly Receipt[];
  try {
    earlier = await service.submissions();
  } catch (error) {
    if (error instanceof RefusedError && error.status === 401) return undefined;
    throw error;
  }
  if (!isNew || storeToken(place.url, token)) return { service, token, earlier };
  const remark = "Your token could not be kept in your home folder, so it will be asked for again.";
  return { service, token, earlier, remark };
}

const ASK_FOR_ANOTHER = "If you have no other one, ask your instructor.";

const withoutQuestions = (place: Place): string =>
  `There is no token for ${place.url} yet, and you cannot be asked for it here. Run once ` +
  'await submit({ token: "gr_…" }) with the token from your instructor, and then delete it from the cell: it is ' +
  "remembered. Or set GRADUS_TOKEN before Jupyter is started.";
