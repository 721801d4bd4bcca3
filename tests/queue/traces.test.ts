/** What OpenTelemetry is told by programs that are started with an SDK of it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { context, propagation, SpanKind, trace, type BaggageEntry } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { BullQueue } from "../../packages/grader/src/queue/bull.js";
import { processesOfSandboxes } from "../grading/leftovers.js";
import { Redis } from "./support/redis.js";
import { reportOf, Room, stop, until } from "./support/room.js";
import { assertTellsNothing } from "./support/secrets.js";

const COUNT = 4;

interface Span {
  readonly kind: SpanKind;
  readonly traceId: string;
  readonly spanId: string;
  readonly parent?: string;
}

describe("a trace", function () {
  this.timeout(60_000);
  let redis: Redis;
  beforeEach(async () => {
    redis = await Redis.start();
  });
  afterEach(() => redis.remove());

  describe("of a program with an SDK", () => {
    const exporter = new InMemorySpanExporter();
    before(() => {
      new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
    });
    after(() => {
      trace.disable();
      context.disable();
      propagation.disable();
      Reflect.deleteProperty(globalThis, Symbol.for("opentelemetry.js.api.1"));
    });

    it("goes from adding to grading, and tells the queue nothing of what was before", async () => {
      const queue = await BullQueue.open(redis.url, { version: "traces".repeat(2) });
      const worked: string[] = [];
      const taker = queue.take(1, ({ key }) => {
        worked.push(key);
        return Promise.resolve();
      });
      // As an instrumentation of HTTP does with a request's headers.
      const student: BaggageEntry = { value: "ada-lovelace" };
      const request = trace.getTracer("test").startSpan("POST /handins");
      const around = propagation.setBaggage(
        trace.setSpan(context.active(), request),
        propagation.createBaggage({ student }),
      );
      await context.with(around, () => queue.add({ key: "ab".repeat(32), course: "cd".repeat(32) }));
      await until(() => worked.length > 0);
      await taker.close();
      await queue.close();

      const spans = exporter.getFinishedSpans();
      const [added] = spans.filter(({ kind }) => kind === SpanKind.PRODUCER);
      const [graded] = spans.filter(({ kind }) => kind === SpanKind.CONSUMER);
      assert.equal(graded!.spanContext().traceId, added!.spanContext().traceId);
      assert.equal(graded!.parentSpanContext?.spanId, added!.spanContext().spanId);
      assert.equal(added!.parentSpanContext, undefined);
      const told = redis.told();
      assert.ok(told.includes(added!.spanContext().traceId));
      for (const before of ["ada-lovelace", "baggage", request.spanContext().traceId])
        assert.ok(!told.includes(before), `Redis is told ${before}`);
    });
  });

  describe("of hand-ins", () => {
    let room: Room;
    beforeEach(() => {
      room = new Room();
      room.url = redis.url;
      room.handIn(COUNT);
    });
    afterEach(async () => {
      await room.remove();
      assert.deepEqual(await processesOfSandboxes(), []);
    });

    it("goes from one program to the other, and tells nothing about a student", async () => {
      const file = join(room.folder, "spans");
      const sdk = pathToFileURL(join(import.meta.dirname, "support/sdk.mjs")).href;
      room.env = { NODE_OPTIONS: `--import=${sdk}`, GRADUS_TEST_SPANS: file };
      const worker = await room.worker();
      assert.equal(reportOf(await room.grade().ended).graded, COUNT);
      assert.equal((await stop(worker)).code, 0);

      const text = readFileSync(file, "utf8");
      const spans = text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Span);
      const added = spans.filter(({ kind }) => kind === SpanKind.PRODUCER);
      const graded = spans.filter(({ kind }) => kind === SpanKind.CONSUMER);
      assert.equal(added.length, COUNT);
      const idOf = ({ traceId, spanId }: Span): string => `${traceId} ${spanId}`;
      assert.deepEqual(
        graded.map(({ traceId, parent }) => `${traceId} ${parent}`).sort(),
        added.map(idOf).sort(),
      );
      assert.equal(new Set(added.map(({ traceId }) => traceId)).size, COUNT);
      assertTellsNothing(text, room);
      const told = redis.told();
      assert.match(told, /traceparent/);
      assertTellsNothing(told, room);
    });

    it("is not made without an SDK", async () => {
      await room.worker();
      assert.equal(reportOf(await room.grade().ended).graded, COUNT);
      assert.doesNotMatch(redis.told(), /traceparent|"tm"/);
    });
  });
});
