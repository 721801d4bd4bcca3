/** What a worker tells: in a terminal a line that counts, in a log one line now and then. */

/** In milliseconds: what is wrong with an engine is wrong many times a second. */
const PAUSE = 10_000;
/** In milliseconds, in a log. */
const REPORT = 60_000;

export class Reporter {
  #count = 0;
  #reported = performance.now();
  readonly #troubles = new Map<string, number>();

  get count(): number {
    return this.#count;
  }

  line(text: string): void {
    process.stderr.write(`${process.stderr.isTTY ? "\r\x1b[K" : ""}${new Date().toISOString()} ${text}\n`);
  }

  done(): void {
    this.#count++;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${this.#count} hand-ins graded`);
    else if (performance.now() - this.#reported > REPORT) {
      this.#reported = performance.now();
      this.line(`${this.#count} hand-ins graded so far.`);
    }
  }

  trouble(text: string): void {
    const now = performance.now();
    if (now - (this.#troubles.get(text) ?? -Infinity) < PAUSE) return;
    if (this.#troubles.size > 100) this.#troubles.clear();
    this.#troubles.set(text, now);
    this.line(text);
  }
}
