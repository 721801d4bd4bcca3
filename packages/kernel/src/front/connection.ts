/** The file by which Jupyter tells a kernel where to listen. */

import { readFileSync } from "node:fs";

const PORTS = ["shell", "control", "stdin", "iopub", "hb"] as const;

export type Channel = (typeof PORTS)[number];

export interface Connection {
  readonly key: string;
  readonly addresses: Readonly<Record<Channel, string>>;
}

/** @throws Error that says what is wrong with the file */
export function readConnection(file: string): Connection {
  const {
    transport = "tcp",
    ip = "127.0.0.1",
    key = "",
    signature_scheme: scheme = "hmac-sha256",
    ...ports
  } = JSON.parse(readFileSync(file, "utf8")) as Record<string, string | undefined>;
  if (scheme !== "hmac-sha256") throw new Error(`${file}: messages signed by ${scheme} are not understood.`);
  const addressOf = (channel: Channel): [Channel, string] => {
    const port = ports[`${channel}_port`];
    if (port === undefined) throw new Error(`${file}: ${channel}_port is missing.`);
    return [channel, transport === "ipc" ? `ipc://${ip}-${port}` : `${transport}://${ip}:${port}`];
  };
  return { key, addresses: Object.fromEntries(PORTS.map(addressOf)) as Record<Channel, string> };
}
