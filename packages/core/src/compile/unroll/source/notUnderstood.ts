/** Thrown where a method holds something that cannot be proven to be plain arithmetic on the gates; then it is called. */

export class NotUnderstood extends Error {}
