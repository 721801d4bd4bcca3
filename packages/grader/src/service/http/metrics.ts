/** Numbers for Prometheus, in its text format. None of them is about one student. */

import { printMetrics, type QueueCounts } from "../../queue/status.js";

const HELP = {
  gradus_handins_total: "Hand-ins since the start, by what became of them.",
  gradus_handins_waiting: "Hand-ins that are not graded yet.",
  gradus_wrong_tokens_total: "Requests without a token that works, since the start.",
} as const;

export type Arrival = "taken" | "repeated" | "refused" | "failed";

export class Metrics {
  readonly #queue: () => Promise<QueueCounts> | undefined;
  readonly #arrivals: Record<Arrival, number> = { taken: 0, repeated: 0, refused: 0, failed: 0 };
  #wrongTokens = 0;

  /** @param queue of the workers, where there is one */
  constructor(queue: () => Promise<QueueCounts> | undefined) {
    this.#queue = queue;
  }

  count(arrival: Arrival): void {
    this.#arrivals[arrival]++;
  }

  countWrongToken(): void {
    this.#wrongTokens++;
  }

  async print(waiting: number): Promise<string> {
    return this.#printOwn(waiting) + (await this.#printQueue());
  }

  #printOwn(waiting: number): string {
    return [
      ...head("gradus_handins_total", "counter"),
      ...Object.entries(this.#arrivals).map(
        ([outcome, count]) => `gradus_handins_total{outcome="${outcome}"} ${count}`,
      ),
      ...head("gradus_handins_waiting", "gauge"),
      `gradus_handins_waiting ${waiting}`,
      ...head("gradus_wrong_tokens_total", "counter"),
      `gradus_wrong_tokens_total ${this.#wrongTokens}`,
      "",
    ].join("\n");
  }

  /** A queue that does not answer has no numbers, so that nobody takes it for an empty one. */
  async #printQueue(): Promise<string> {
    try {
      const counts = await this.#queue();
      return counts ? printMetrics(counts) : "";
    } catch {
      return "";
    }
  }
}

const head = (name: keyof typeof HELP, type: string): string[] => [
  `# HELP ${name} ${HELP[name]}`,
  `# TYPE ${name} ${type}`,
];
