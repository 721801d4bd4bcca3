/** A page that shows the queue, by bull-board, and its numbers for Prometheus. It changes nothing. */

import { createBullBoard } from "@bull-board/api";
import { BullMQAdapter } from "@bull-board/api/bullMQAdapter";
import { FastifyAdapter } from "@bull-board/fastify";
import fastify from "fastify";
import type { BullQueue } from "./bull.js";
import { printMetrics } from "./status.js";

export interface Dashboard {
  readonly address: string;
  close(): Promise<void>;
}

/** For this machine alone: it asks nobody who they are. */
export async function openDashboard(queue: BullQueue, port: number): Promise<Dashboard> {
  const adapter = new FastifyAdapter();
  createBullBoard({
    queues: [new BullMQAdapter(queue.bull, { readOnlyMode: true })],
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: "Gradus" } },
  });
  const app = fastify();
  app.get("/metrics", async (_, reply) => {
    reply.type("text/plain; version=0.0.4");
    return printMetrics(await queue.counts());
  });
  await app.register(adapter.registerPlugin());
  const address = await app.listen({ host: "127.0.0.1", port });
  return { address, close: () => app.close() };
}
