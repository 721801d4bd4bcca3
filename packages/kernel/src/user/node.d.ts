/** Ends the process without asking anybody; what `process.exit` calls at its end. */
declare namespace NodeJS {
  interface Process {
    reallyExit(code: number): never;
  }
}
