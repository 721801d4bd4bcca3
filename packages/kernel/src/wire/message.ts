/** Jupyter's messages as they travel: frames of bytes, signed. See jupyter-client's "Messaging in Jupyter", version 5.4. */

import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export type Content = Record<string, unknown>;

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly username: string;
  readonly session: string;
  readonly date: string;
  readonly version: string;
}

export interface Message {
  /** Who asked, as the router socket needs it to answer. */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly parent: Partial<Header>;
  readonly metadata: Content;
  readonly content: Content;
  readonly buffers: readonly Buffer[];
}

const DELIMITER = Buffer.from("<IDS|MSG>");

export class Wire {
  private readonly session = randomUUID();
  private count = 0;

  /** @param key of the connection file; messages are not signed when it is empty */
  constructor(private readonly key: string) {}

  /** @returns nothing when it is no message, or the signature is wrong: whoever sent it does not know the key */
  read(frames: readonly Buffer[]): Message | undefined {
    const at = frames.findIndex((frame) => frame.equals(DELIMITER));
    if (at < 0 || frames.length < at + 6) return undefined;
    const [signature, ...parts] = frames.slice(at + 1, at + 6) as [Buffer, ...Buffer[]];
    const expected = Buffer.from(this.sign(parts));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return undefined;
    const [header, parent, metadata, content] = parts.map(contentOf);
    if (!header || !parent || !metadata || !content) return undefined;
    return {
      identities: frames.slice(0, at),
      header: header as unknown as Header,
      parent,
      metadata,
      content,
      buffers: frames.slice(at + 6),
    };
  }

  /** @param topic what subscribers filter by, or who asked */
  write(
    topic: readonly (Buffer | string)[],
    type: string,
    content: object,
    parent: Partial<Header>,
    metadata: object = {},
    buffers: readonly Uint8Array[] = [],
  ): (Buffer | Uint8Array | string)[] {
    const header: Header = {
      msg_id: `${this.session}_${this.count++}`,
      msg_type: type,
      username: "kernel",
      session: this.session,
      date: new Date().toISOString(),
      version: "5.4",
    };
    const parts = [header, parent, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
    return [...topic, DELIMITER, this.sign(parts), ...parts, ...buffers];
  }

  private sign(parts: readonly Buffer[]): string {
    if (this.key === "") return "";
    const hmac = createHmac("sha256", this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}

/** @returns nothing for what is no object */
function contentOf(part: Buffer): Content | undefined {
  try {
    const content: unknown = JSON.parse(part.toString());
    return typeof content === "object" && content !== null && !Array.isArray(content)
      ? (content as Content)
      : undefined;
  } catch {
    return undefined;
  }
}
