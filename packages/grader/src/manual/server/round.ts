/** The answers that somebody reads in one sitting: those to the same question follow each other. */

import type { Assignment } from "../../model/assignment.js";
import { standings } from "../../report/standing.js";
import { answersIn } from "../answers.js";
import type { Place } from "../grades.js";

export interface RoundQuestion {
  readonly notebook: string;
  readonly cell: string;
  readonly title: string;
  readonly points: number;
  /** The numbers of its answers, from 0 on. */
  readonly numbers: readonly number[];
}

/** Keeps names only: the texts of a large course would not fit. */
export class Round {
  readonly places: readonly Place[];
  readonly questions: readonly RoundQuestion[];
  readonly #waiting: Set<number>;

  constructor(assignment: Assignment) {
    const questions = new Map<string, { title: string; points: number; students: Map<string, boolean> }>();
    for (const standing of standings(assignment))
      for (const { place, question, answer, state } of answersIn(standing)) {
        const key = JSON.stringify([place.notebook, place.cell]);
        const found = questions.get(key) ?? {
          ...{ title: question.title, points: answer.points, students: new Map<string, boolean>() },
        };
        found.students.set(place.student, state === "waiting");
        questions.set(key, found);
      }
    const places: Place[] = [];
    const waiting = new Set<number>();
    this.questions = [...questions].map(([key, { title, points, students }]) => {
      const [notebook, cell] = JSON.parse(key) as [string, string];
      const numbers = [...students].map(([student, isWaiting]) => {
        if (isWaiting) waiting.add(places.length);
        return places.push({ student, notebook, cell }) - 1;
      });
      return { notebook, cell, title, points, numbers };
    });
    this.places = places;
    this.#waiting = waiting;
  }

  get left(): number {
    return this.#waiting.size;
  }

  isWaiting(number: number): boolean {
    return this.#waiting.has(number);
  }

  done(number: number): void {
    this.#waiting.delete(number);
  }

  /** The next one that waits, from the top again behind the last one. */
  after(number: number): number | undefined {
    const later = [...this.#waiting].sort((a, b) => a - b);
    return later.find((each) => each > number) ?? later[0];
  }
}
