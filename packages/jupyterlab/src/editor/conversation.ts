/** Questions and answers over one comm: who asked gets the answer, in whatever order answers come. */
import { readAnswer, type Answer, type Problem, type Question, type Signature } from "./protocol.js";

/** How long an answer may take until nobody waits for it any more, in milliseconds. */
const patience = 20_000;

export class Conversation {
  readonly #send: (question: Question) => void;
  readonly #waiting = new Map<number, (answer: Answer | undefined) => void>();
  #last = 0;

  /** @param send may throw, when the kernel has gone */
  constructor(send: (question: Question) => void) {
    this.#send = send;
  }

  /** Ask for nothing but a sign of life, however long it takes: some kernels never answer. */
  async greet(): Promise<boolean> {
    return (await this.#ask((id) => ({ type: "check", id, code: "" }))) !== undefined;
  }

  /** @returns undefined when no answer comes */
  async check(code: string, cell: string): Promise<readonly Problem[] | undefined> {
    const answer = await this.#ask((id) => ({ type: "check", id, code, cell }), patience);
    return answer?.type === "problems" ? answer.problems : undefined;
  }

  /** @returns null when the offset is not within a call, undefined when no answer comes */
  async signature(code: string, offset: number): Promise<Signature | null | undefined> {
    const answer = await this.#ask((id) => ({ type: "signature", id, code, offset }), patience);
    return answer?.type === "signature" ? answer.signature : undefined;
  }

  receive(data: unknown): void {
    const answer = readAnswer(data);
    if (answer !== undefined) this.#waiting.get(answer.id)?.(answer);
  }

  /** Nobody shall wait for answers that cannot come. */
  close(): void {
    for (const settle of this.#waiting.values()) settle(undefined);
  }

  #ask(question: (id: number) => Question, limit?: number): Promise<Answer | undefined> {
    const id = ++this.#last;
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settle = (answer: Answer | undefined): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(answer);
      };
      this.#waiting.set(id, settle);
      if (limit !== undefined) timer = setTimeout(settle, limit, undefined);
      try {
        this.#send(question(id));
      } catch {
        settle(undefined);
      }
    });
  }
}
