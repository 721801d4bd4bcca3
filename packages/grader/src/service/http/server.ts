/** The server below the service: plain, or with TLS. Whoever sends too slowly, or too much of a header, is cut off. */

import { createServer, STATUS_CODES, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import type { ServiceLimits } from "./limits.js";

export interface Tls {
  /** PEM. */
  readonly cert: Buffer;
  readonly key: Buffer;
}

export function makeServer(handler: RequestListener, tls: Tls | undefined, limits: ServiceLimits): Server {
  const options = {
    maxHeaderSize: limits.headers,
    headersTimeout: limits.headersTime,
    requestTimeout: limits.requestTime,
    keepAliveTimeout: limits.keepAlive,
    // How often Node looks for those who are too slow.
    connectionsCheckingInterval: Math.min(5000, limits.headersTime / 2),
  };
  const server = tls
    ? (createTlsServer(
        { ...options, ...tls, minVersion: "TLSv1.2", handshakeTimeout: limits.headersTime },
        handler,
      ) as unknown as Server)
    : createServer(options, handler);
  server.setTimeout(limits.idleTime);
  server.maxConnections = limits.connections;
  return server;
}

const REASONS: Readonly<Record<string, [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "It took too long to come. Look at your network, and try again."],
  HPE_HEADER_OVERFLOW: [431, "Its headers are too large. Send only those that are needed."],
};

/** What is no HTTP, or comes too slowly, has no request to answer. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, words] = REASONS[error.code ?? ""] ?? [
    400,
    "This is no request of HTTP. Use an HTTP client.",
  ];
  const body = JSON.stringify({ error: words });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
