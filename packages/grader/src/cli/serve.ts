/** `gradus serve A…` */

import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import { Command } from "commander";
import { openGrading } from "../batch/grading.js";
import { examine } from "../doctor/doctor.js";
import { UsageError } from "../errors.js";
import { Courses } from "../service/courses.js";
import { Service } from "../service/service.js";
import type { Tls } from "../service/http/server.js";
import { red } from "./colours.js";
import { port, positive, queueOption, storeOption } from "./options.js";
import { stopSignal } from "./stopSignal.js";
import { placeOf, placeOptions, type PlaceOptions } from "./place.js";

interface Options extends PlaceOptions {
  readonly host: string;
  readonly port: number;
  readonly cert?: string;
  readonly key?: string;
  readonly trustProxy?: boolean;
  readonly queue?: string;
  readonly store?: string;
  readonly jobs: number;
}

export function serveCommand(): Command {
  const command = new Command("serve")
    .description("take hand-ins over HTTP, grade them, and give back feedback")
    .argument("<assignment...>", "their folders")
    .option("--host <address>", "where to listen", "127.0.0.1")
    .option("--port <number>", "0 for one that is free", port, 8642)
    .option("--cert <file>", "a certificate for HTTPS, as PEM")
    .option("--key <file>", "its key, as PEM")
    .option("--trust-proxy", "believe the proxy in front of it about where a request comes from")
    .option("--jobs <number>", "how many hand-ins are graded at a time", positive, availableParallelism())
    .addOption(queueOption())
    .addOption(storeOption())
    .addHelpText(
      "after",
      "\nStudents need a token each: gradus tokens add ID…\n" +
        "What is waiting when it ends is graded at the next start.\n" +
        "Ends with 0 when it is told to (Ctrl+C, SIGTERM), 3 when the machine failed.",
    )
    .action(serve);
  for (const option of placeOptions()) command.addOption(option);
  return command;
}

async function serve(folders: readonly string[], options: Options): Promise<void> {
  const tls = tlsOf(options);
  // On a machine that students use, too, only its user can read what was handed in.
  process.umask(0o077);
  // What the course is wrong in is said before the sandbox is tried.
  new Courses(folders, log);
  // With a queue, it is the workers' machines that must hold.
  if (options.queue === undefined) await examine();
  const { host, queue, store, jobs } = options;
  const told = stopSignal();
  const onTrouble = (message: string | undefined): void => {
    log(message === undefined ? "grading goes on" : `trouble with grading: ${message}`);
  };
  const service = await Service.start({
    ...{ assignments: folders, place: placeOf(options), host, port: options.port, tls, log },
    isProxyTrusted: options.trustProxy ?? false,
    grading: await openGrading({ ...{ queue, store, jobs, isUnsafe: false }, onTrouble }),
  });
  console.log(`Takes hand-ins at ${service.address}`);
  if (!tls && !isLoopback(host)) console.error(red(NO_TLS));
  await told;
  await service.close();
}

const NO_TLS =
  "WITHOUT TLS, everybody on the network can read tokens and hand-ins. Use --cert and --key, or listen on 127.0.0.1 behind a proxy that has a certificate.";

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

/** For the journal: what happened to which hand-in, and never a token, or what a student wrote. */
function log(message: string): void {
  console.error(`${new Date().toISOString()} ${message.replaceAll(/\p{Cc}+/gu, " ")}`);
}

function tlsOf({ cert, key }: Options): Tls | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new UsageError("--cert and --key go together: HTTPS needs both.");
  return { cert: read(cert), key: read(key) };
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
