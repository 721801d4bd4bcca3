/** Reads what the service answers. It comes over the network, so nothing of it is taken on trust. */

export const STATUSES = ["waiting", "graded", "not gradable", "replaced", "not graded"] as const;

export interface Receipt {
  readonly id: string;
  readonly assignment: string;
  readonly notebook: string;
  readonly file: string;
  readonly sha256: string;
  readonly receivedAt: Date;
  readonly lateness?: string;
  readonly warnings: readonly string[];
  readonly status: (typeof STATUSES)[number];
  readonly reason?: string;
  readonly points?: { readonly score: number; readonly of: number; readonly isFinal: boolean };
}

export interface TestFeedback {
  readonly name: string;
  readonly points: number;
  readonly score: number;
  readonly status: "passed" | "failed" | "open";
  readonly hint?: string;
  readonly example?: { readonly what: string; readonly expected: string; readonly got: string };
}

export interface TaskFeedback {
  readonly title: string;
  readonly points: number;
  readonly score: number;
  readonly problem?: string;
  readonly tests: readonly TestFeedback[];
}

export interface Feedback {
  readonly tasks: readonly TaskFeedback[];
  readonly answers: readonly {
    readonly title: string;
    readonly points: number;
    /** null while it waits for a person. */
    readonly score: number | null;
    readonly comment?: string;
  }[];
  readonly findings: readonly string[];
}

/** Says that an answer is not of the form that it should have. */
export class FormError extends Error {}

type Read<T> = (value: unknown) => T;

/** Nobody's text may move the cursor of a terminal, or fill the notebook. */
export const text: Read<string> = (value) => {
  if (typeof value !== "string") throw new FormError();
  return value.replaceAll(/\p{Cc}+/gu, " ").slice(0, 2000);
};

const number: Read<number> = (value) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new FormError();
  return value;
};

const flag: Read<boolean> = (value) => {
  if (typeof value !== "boolean") throw new FormError();
  return value;
};

const record: Read<Readonly<Record<string, unknown>>> = (value) => {
  if (typeof value !== "object" || value === null) throw new FormError();
  return value as Readonly<Record<string, unknown>>;
};

const list =
  <T>(read: Read<T>): Read<T[]> =>
  (value) => {
    if (!Array.isArray(value)) throw new FormError();
    return value.map((each) => read(each));
  };

const oneOf =
  <T extends string>(words: readonly T[]): Read<T> =>
  (value) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new FormError();
    return found;
  };

const time: Read<Date> = (value) => {
  const date = new Date(text(value));
  if (Number.isNaN(date.getTime())) throw new FormError();
  return date;
};

const matching =
  (form: RegExp): Read<string> =>
  (value) => {
    if (typeof value !== "string" || !form.test(value)) throw new FormError();
    return value;
  };

/** What need not be there is left out where it is not. */
function optional<Key extends string, T>(key: Key, value: unknown, read: Read<T>): Partial<Record<Key, T>> {
  return value === undefined ? {} : ({ [key]: read(value) } as Record<Key, T>);
}

/** @throws FormError, as all that follow */
export const receipt: Read<Receipt> = (value) => {
  const { id, assignment, notebook, file, sha256, receivedAt, lateness, warnings, status, reason, points } =
    record(value);
  return {
    // It becomes a part of an address.
    id: matching(/^\w[\w-]{0,99}$/)(id),
    ...{ assignment: text(assignment), notebook: text(notebook), file: text(file) },
    ...{ sha256: matching(/^[0-9a-f]{64}$/)(sha256), receivedAt: time(receivedAt) },
    ...optional("lateness", lateness, text),
    warnings: list(text)(warnings),
    status: oneOf(STATUSES)(status),
    ...optional("reason", reason, text),
    ...optional("points", points, (all) => {
      const { score, of, isFinal } = record(all);
      return { score: number(score), of: number(of), isFinal: flag(isFinal) };
    }),
  };
};

export const receipts: Read<Receipt[]> = (value) => list(receipt)(record(value).submissions);

const test: Read<TestFeedback> = (value) => {
  const { name, points, score, status, hint, example } = record(value);
  return {
    ...{ name: text(name), points: number(points), score: number(score) },
    status: oneOf(["passed", "failed", "open"])(status),
    ...optional("hint", hint, text),
    ...optional("example", example, (all) => {
      const { what, expected, got } = record(all);
      return { what: text(what), expected: text(expected), got: text(got) };
    }),
  };
};

export const feedbackOn: Read<Feedback> = (value) => {
  const { tasks, answers, findings } = record(value);
  return {
    tasks: list((each) => {
      const { title, points, score, problem, tests } = record(each);
      return {
        ...{ title: text(title), points: number(points), score: number(score) },
        ...optional("problem", problem, text),
        tests: list(test)(tests),
      };
    })(tasks),
    answers: list((each) => {
      const { title, points, score, comment } = record(each);
      return {
        ...{ title: text(title), points: number(points), score: score === null ? null : number(score) },
        ...optional("comment", comment, text),
      };
    })(answers),
    findings: list(text)(findings),
  };
};
