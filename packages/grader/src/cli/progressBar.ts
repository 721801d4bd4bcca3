/** How far a long command is, on one line of the terminal. Elsewhere, for example in a file, nothing is written. */

export class ProgressBar {
  readonly #unit: string;
  readonly #start = performance.now();
  #drawn = 0;

  /** @param unit what is counted, in the plural */
  constructor(unit: string) {
    this.#unit = unit;
  }

  show(done: number, total: number): void {
    const now = performance.now();
    const isLast = done === total;
    // Twenty times a second is enough for eyes.
    if (!process.stderr.isTTY || (!isLast && now - this.#drawn < 50)) return;
    this.#drawn = now;
    const perSecond = (1000 * done) / (now - this.#start);
    const left = isLast ? "" : `, ${duration((total - done) / perSecond)} left`;
    const filled = Math.floor((24 * done) / total);
    const bar = "█".repeat(filled) + "░".repeat(24 - filled);
    process.stderr.write(
      `\r\x1b[K${bar} ${done} of ${total} ${this.#unit}, ${perSecond.toFixed(1)} per second${left}`,
    );
  }

  /** A line above the bar, and in files, too. */
  note(text: string): void {
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}\n` : `${text}\n`);
  }

  end(): void {
    if (process.stderr.isTTY && this.#drawn > 0) process.stderr.write("\n");
  }
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "some time";
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
