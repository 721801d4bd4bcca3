/** What was run, for clients that offer it again. */

import type { Content } from "../wire/message.js";

interface Entry {
  readonly line: number;
  readonly source: string;
  readonly result: string | null;
}

/** This one; what was before the kernel started is not kept. */
const SESSION = 0;
const MOST = 10_000;

export class History {
  readonly #entries: Entry[] = [];

  add(entry: Entry): void {
    this.#entries.push(entry);
    if (this.#entries.length > MOST) this.#entries.shift();
  }

  /** @param request the content of a `history_request` */
  answer(request: Content): Content {
    const found = this.#find(request);
    return {
      status: "ok",
      history: found.map(({ line, source, result }) => [
        SESSION,
        line,
        request.output === true ? [source, result] : source,
      ]),
    };
  }

  #find(request: Content): Entry[] {
    const most = typeof request.n === "number" ? request.n : Infinity;
    switch (request.hist_access_type) {
      case "range": {
        const { start = 0, stop } = request as { start?: number; stop?: number | null };
        return this.#entries.filter(({ line }) => line >= start && line < (stop ?? Infinity));
      }
      case "search": {
        const pattern = globOf(typeof request.pattern === "string" ? request.pattern : "*");
        const found = this.#entries.filter(({ source }) => pattern.test(source));
        return last(request.unique === true ? unique(found) : found, most);
      }
      default:
        return last(this.#entries, most);
    }
  }
}

const last = (entries: readonly Entry[], most: number): Entry[] =>
  entries.slice(Math.max(0, entries.length - most));

/** Of equal ones the latest. */
const unique = (entries: readonly Entry[]): Entry[] => {
  const latest = new Map(entries.map((entry) => [entry.source, entry]));
  return entries.filter((entry) => latest.get(entry.source) === entry);
};

/** `?` is any letter, `*` any text. */
function globOf(pattern: string): RegExp {
  const literal = pattern.replaceAll(/[\\^$+.()|[\]{}]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
}
