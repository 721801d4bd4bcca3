/** Numbers for Prometheus, in its text format. None of them is about one student. */

const HELP = {
  gradus_handins_total: "Hand-ins since the start, by what became of them.",
  gradus_handins_waiting: "Hand-ins that are not graded yet.",
  gradus_wrong_tokens_total: "Requests without a token that works, since the start.",
} as const;

export type Arrival = "taken" | "repeated" | "refused" | "failed";

export class Metrics {
  readonly #arrivals: Record<Arrival, number> = { taken: 0, repeated: 0, refused: 0, failed: 0 };
  #wrongTokens = 0;

  count(arrival: Arrival): void {
    this.#arrivals[arrival]++;
  }

  countWrongToken(): void {
    this.#wrongTokens++;
  }

  print(waiting: number): string {
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
}

const head = (name: keyof typeof HELP, type: string): string[] => [
  `# HELP ${name} ${HELP[name]}`,
  `# TYPE ${name} ${type}`,
];
