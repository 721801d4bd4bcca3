/** What the editors ask a kernel through a comm, and what it answers. */

export const TARGET = "gradus.editor";

/** Offsets count UTF-16 units of the text that was sent, as strings of JavaScript do. */
export interface Problem {
  readonly start: number;
  readonly end: number;
  readonly severity: "error" | "warning";
  /** Of TypeScript: the 2322 of TS2322. */
  readonly code: number;
  readonly message: string;
  /** The same in plain words, where there are some. */
  readonly hint?: string;
}

export interface Signature {
  readonly text: string;
  /** Where the active parameter stands in `text`; both are equal where there is none. */
  readonly start: number;
  readonly end: number;
  readonly documentation: string;
}

export type Question =
  | { readonly type: "check"; readonly id: number; readonly code: string; readonly cell?: string }
  | { readonly type: "signature"; readonly id: number; readonly code: string; readonly offset: number };

export type Answer =
  | { readonly type: "problems"; readonly id: number; readonly problems: readonly Problem[] }
  | { readonly type: "signature"; readonly id: number; readonly signature: Signature | null };

/** Read what a kernel has sent. Undefined where it is no answer; a problem that cannot be shown is left out. */
export function readAnswer(data: unknown): Answer | undefined {
  if (!isRecord(data) || typeof data.id !== "number") return undefined;
  const { type, id } = data;
  if (type === "problems" && Array.isArray(data.problems))
    return { type, id, problems: data.problems.map(readProblem).filter((problem) => problem !== undefined) };
  if (type === "signature") return { type, id, signature: readSignature(data.signature) };
  return undefined;
}

function readProblem(data: unknown): Problem | undefined {
  if (!isRecord(data)) return undefined;
  const { start, end, severity, code, message, hint } = data;
  if (!isOffset(start) || !isOffset(end) || typeof code !== "number" || typeof message !== "string")
    return undefined;
  return {
    ...{ start, end, code, message },
    severity: severity === "warning" ? severity : "error",
    ...(typeof hint === "string" && hint !== "" && { hint }),
  };
}

function readSignature(data: unknown): Signature | null {
  if (!isRecord(data) || typeof data.text !== "string" || data.text === "") return null;
  const { text, start, end, documentation } = data;
  const marks = isOffset(start) && isOffset(end) && start <= end && end <= text.length;
  return {
    text,
    ...(marks ? { start, end } : { start: 0, end: 0 }),
    documentation: typeof documentation === "string" ? documentation : "",
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
