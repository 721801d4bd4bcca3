/** An SDK of OpenTelemetry that writes spans into a file, for programs that are started with it. */

import { appendFileSync } from "node:fs";
import process from "node:process";
import { NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";

const file = process.env.GRADUS_TEST_SPANS ?? "";

/** @type {import("@opentelemetry/sdk-trace-node").SpanExporter} */
const exporter = {
  export(spans, done) {
    for (const span of spans) {
      const { name, kind, attributes, events, status } = span;
      const { traceId, spanId } = span.spanContext();
      const parent = span.parentSpanContext?.spanId;
      const told = { name, kind, traceId, spanId, parent, attributes, events, status };
      appendFileSync(file, `${JSON.stringify(told)}\n`);
    }
    done({ code: 0 });
  },
  shutdown: () => Promise.resolve(),
};

new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
