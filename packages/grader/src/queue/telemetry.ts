/**
 * Traces of OpenTelemetry, from adding to grading, for whoever starts gradus with an SDK of it. Without one, nothing is
 * loaded, and nothing is written into the queue.
 */

import type { Telemetry } from "bullmq";

/** Where an SDK leaves what it makes, for every version of the API to find. */
const SDK = Symbol.for("opentelemetry.js.api.1");

export async function telemetry(): Promise<Telemetry | undefined> {
  if (!(SDK in globalThis)) return undefined;
  const [{ BullMQOtel }, { ROOT_CONTEXT }] = await Promise.all([
    import("bullmq-otel"),
    import("@opentelemetry/api"),
  ]);
  const traces: Telemetry = new BullMQOtel({ tracerName: "gradus" });
  traces.contextManager.root = () => ROOT_CONTEXT;
  return traces;
}

/**
 * A trace begins here, whatever has led to it. The request of a student brings `traceparent`, `tracestate` and `baggage`
 * of the student's choice, and what belongs to a trace gets into the queue.
 */
export function apart<T>(traces: Telemetry | undefined, work: () => Promise<T>): Promise<T> {
  return traces ? traces.contextManager.with(traces.contextManager.root!() as unknown, work) : work();
}
