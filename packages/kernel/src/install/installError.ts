/** An error that says what to do, and is printed without a stack. */

export class InstallError extends Error {
  override name = "InstallError";
}
