/** What every question to the service needs: the place, the token, an output, and an end when the cell is stopped. */

import { currentKernel } from "../kernels/current.js";
import type { Kernel } from "../kernels/kernel.js";
import { connect, type Connection } from "./connect.js";
import { StoppedError } from "./errors.js";
import { placeFor, type Place } from "./place.js";
import { Sheet } from "./sheet.js";

export interface Visit extends Connection {
  readonly kernel: Kernel;
  readonly place: Place;
  readonly sheet: Sheet;
  readonly signal: AbortSignal;
}

/** @param folder from which `gradus.json` is looked for */
export async function visit(
  folder: string,
  token: string | undefined,
  run: (visit: Visit) => Promise<void>,
): Promise<void> {
  const kernel = currentKernel();
  const place = placeFor(folder);
  const sheet = new Sheet(kernel);
  const stopping = new AbortController();
  const { signal } = stopping;
  const forget = kernel.onInterrupt(() => {
    // Now: after it, a cell that was stopped shows nothing any more.
    sheet.close({ note: sheet.shown.receipt ? STOPPED_WAITING : "Stopped." });
    stopping.abort();
  });
  try {
    const connection = await connect(place, token, kernel, {
      signal,
      say: (note) => {
        sheet.change({ note });
      },
    });
    await run({ ...connection, kernel, place, sheet, signal });
  } catch (error) {
    sheet.fail("This did not work. The error below says why.");
    // It is handed in, and the output says so.
    if (error instanceof StoppedError && sheet.shown.receipt) return;
    throw error;
  } finally {
    forget();
  }
}

const STOPPED_WAITING =
  "You have stopped waiting. It is handed in all the same: `await feedback()` asks later.";
