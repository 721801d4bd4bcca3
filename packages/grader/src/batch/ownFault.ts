/**
 * Words for an error that nobody has foreseen. Its own message is not among them: it may quote what a student has written,
 * and these words get into queues and logs.
 */

const PLACES = 4;

export function ownFault(error: unknown): string {
  const { name, message, stack = "" } = error instanceof Error ? error : new UnknownError();
  const places = stack.slice(stack.indexOf(message) + message.length).match(/at .+/g) ?? [];
  return `The grader itself has failed with it: ${[name, ...places.slice(0, PLACES)].join(" ")}`;
}

/** Something was thrown that is no error, and does not say from where. */
class UnknownError extends Error {
  override readonly name = "UnknownError";
  override readonly stack = "";
}
