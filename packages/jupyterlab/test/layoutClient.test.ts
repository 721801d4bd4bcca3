import assert from "node:assert/strict";
import { mock } from "node:test";

import {
  DotTooLargeError,
  EmptyDotError,
  GraphvizError,
  NoGraphError,
  PictureTooLargeError,
  TimeLimitError,
  TooDeepError,
  WorkerLostError,
} from "../src/errors.js";
import { LayoutClient, type LayoutLimits } from "../src/layout/client.js";
import { FakeWorkers } from "./fakeWorker.js";

function setUp(limits: Partial<LayoutLimits> = {}): { workers: FakeWorkers; client: LayoutClient } {
  const workers = new FakeWorkers();
  return { workers, client: new LayoutClient(workers.start, limits) };
}

describe("LayoutClient", () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  describe("the queue", () => {
    it("starts no worker before there is something to draw", () => {
      assert.equal(setUp().workers.started.length, 0);
    });

    it("gives the worker one graph at a time, in the order of arrival", async () => {
      const { workers, client } = setUp();
      const drawings = [client.layout("a"), client.layout("b")];
      assert.deepEqual(workers.present.posted, [], "not before Graphviz is loaded");
      workers.present.ready();
      assert.deepEqual(workers.present.posted, ["a"]);
      workers.present.draw("<svg>A</svg>");
      assert.deepEqual(workers.present.posted, ["a", "b"]);
      workers.present.draw("<svg>B</svg>");
      assert.deepEqual(await Promise.all(drawings), ["<svg>A</svg>", "<svg>B</svg>"]);
      assert.equal(workers.started.length, 1);
    });

    it("draws a graph once for all the outputs that show it", async () => {
      const { workers, client } = setUp();
      const early = [client.layout("a"), client.layout("a")];
      workers.present.ready();
      const late = client.layout("a");
      workers.present.draw();
      assert.equal(new Set(await Promise.all([...early, late])).size, 1);
      assert.deepEqual(workers.present.posted, ["a"]);
    });

    it("drops a waiting graph when its output is gone", async () => {
      const { workers, client } = setUp();
      const abort = new AbortController();
      const kept = client.layout("a");
      const dropped = client.layout("b", abort.signal);
      abort.abort();
      await assert.rejects(dropped, { name: "AbortError" });
      workers.present.ready();
      workers.present.draw();
      await kept;
      assert.deepEqual(workers.present.posted, ["a"]);
    });

    it("keeps a waiting graph while another output still wants it", async () => {
      const { workers, client } = setUp();
      const abort = new AbortController();
      const dropped = client.layout("a", abort.signal);
      const kept = client.layout("a");
      abort.abort();
      await assert.rejects(dropped, { name: "AbortError" });
      workers.present.ready();
      workers.present.draw("<svg/>");
      assert.equal(await kept, "<svg/>");
    });

    it("does not begin for an output that is gone already", async () => {
      const { workers, client } = setUp();
      await assert.rejects(client.layout("a", AbortSignal.abort()), { name: "AbortError" });
      assert.equal(workers.started.length, 0);
    });
  });

  describe("the cache", () => {
    it("answers a graph that was drawn before without the worker", async () => {
      const { workers, client } = setUp();
      const first = client.layout("a");
      workers.present.ready();
      workers.present.draw("<svg/>");
      assert.equal(await first, "<svg/>");
      assert.equal(await client.layout("a"), "<svg/>");
      assert.deepEqual(workers.present.posted, ["a"]);
    });

    it("keeps no failure", async () => {
      const { workers, client } = setUp();
      const failed = client.layout("a");
      workers.present.ready();
      workers.present.refuse("syntax error in line 1 near '>'");
      await assert.rejects(failed, GraphvizError);
      const again = client.layout("a");
      workers.present.draw("<svg/>");
      assert.equal(await again, "<svg/>");
    });
  });

  describe("the limits", () => {
    it("refuses an empty text", async () => {
      const { workers, client } = setUp();
      await assert.rejects(client.layout(""), EmptyDotError);
      await assert.rejects(client.layout(" \n\t"), {
        message: "There is nothing to draw: the DOT text is empty.",
      });
      assert.equal(workers.started.length, 0);
    });

    it("refuses a text that is too large, before it reaches the worker", async () => {
      const { workers, client } = setUp();
      await assert.rejects(client.layout("x".repeat(1_000_001)), (error) => {
        assert(error instanceof DotTooLargeError);
        assert.match(error.message, /has 1,000,001 characters, the limit is 1,000,000/);
        return true;
      });
      assert.equal(workers.started.length, 0);
    });

    it("takes a text of exactly the limit", () => {
      const { workers, client } = setUp({ dot: 3 });
      void client.layout("abc");
      assert.equal(workers.started.length, 1);
    });

    it("refuses a picture that is too large", async () => {
      const { workers, client } = setUp({ svg: 10 });
      const drawing = client.layout("a");
      workers.present.ready();
      workers.present.draw("x".repeat(11));
      await assert.rejects(drawing, PictureTooLargeError);
    });

    it("says when the text holds no graph", async () => {
      const { workers, client } = setUp();
      const drawing = client.layout("// nothing");
      workers.present.ready();
      workers.present.draw("");
      await assert.rejects(drawing, NoGraphError);
    });

    it("stops a drawing that takes too long, and draws the next one with a new worker", async () => {
      const { workers, client } = setUp({ time: 5000 });
      const slow = client.layout("slow");
      const next = client.layout("next");
      workers.present.ready();
      mock.timers.tick(4999);
      assert.equal(workers.present.terminated, false);
      mock.timers.tick(1);
      await assert.rejects(slow, (error) => {
        assert(error instanceof TimeLimitError);
        assert.match(error.message, /longer than 5 seconds/);
        return true;
      });
      assert.deepEqual(
        workers.started.map((worker) => worker.terminated),
        [true, false],
      );
      workers.present.ready();
      workers.present.draw("<svg/>");
      assert.equal(await next, "<svg/>");
    });

    it("does not count the loading of Graphviz as drawing time", async () => {
      const { workers, client } = setUp({ time: 5000, start: 60_000 });
      const drawing = client.layout("a");
      mock.timers.tick(30_000);
      workers.present.ready();
      mock.timers.tick(4000);
      workers.present.draw("<svg/>");
      assert.equal(await drawing, "<svg/>");
    });

    it("leaves an idle worker alone", async () => {
      const { workers, client } = setUp();
      const drawing = client.layout("a");
      workers.present.ready();
      workers.present.draw();
      await drawing;
      mock.timers.tick(1_000_000);
      assert.equal(workers.present.terminated, false);
    });
  });

  describe("a worker that breaks", () => {
    it("is kept after a fault in the text", async () => {
      const { workers, client } = setUp();
      const drawing = client.layout("digraph {");
      workers.present.ready();
      workers.present.refuse("syntax error in line 1\n");
      await assert.rejects(drawing, {
        message: "Graphviz could not draw this graph: syntax error in line 1",
      });
      assert.equal(workers.present.terminated, false);
    });

    it("is replaced after a stack overflow, in the words of every browser", async () => {
      for (const message of ["Maximum call stack size exceeded", "too much recursion"]) {
        const { workers, client } = setUp();
        const deep = client.layout("deep");
        const next = client.layout("next");
        workers.present.ready();
        workers.present.break(message);
        await assert.rejects(deep, TooDeepError);
        assert.equal(workers.started.length, 2);
        workers.present.ready();
        workers.present.draw("<svg/>");
        assert.equal(await next, "<svg/>");
      }
    });

    it("is replaced after any other trouble inside Graphviz", async () => {
      const { workers, client } = setUp();
      const drawing = client.layout("a");
      workers.present.ready();
      workers.present.break("memory access out of bounds");
      await assert.rejects(drawing, { message: /memory access out of bounds/ });
      assert.equal(workers.present.terminated, true);
    });

    it("is replaced after a crash in the middle of a drawing", async () => {
      const { workers, client } = setUp();
      const lost = client.layout("a");
      const next = client.layout("b");
      workers.present.ready();
      workers.present.crash("out of memory");
      await assert.rejects(lost, (error) => {
        assert(error instanceof WorkerLostError);
        assert.match(error.message, /out of memory/);
        return true;
      });
      workers.present.ready();
      workers.present.draw("<svg/>");
      assert.equal(await next, "<svg/>");
    });

    it("is not heard any more once it was given up", async () => {
      const { workers, client } = setUp({ time: 100 });
      const slow = client.layout("slow");
      const next = client.layout("next");
      const first = workers.present;
      first.ready();
      mock.timers.tick(100);
      await assert.rejects(slow, TimeLimitError);
      workers.present.ready();
      first.draw("<svg>too late</svg>");
      first.crash("too late");
      workers.present.draw("<svg/>");
      assert.equal(await next, "<svg/>");
    });

    it("fails everything that waits if it never gets ready, and tries again with the next request", async () => {
      const { workers, client } = setUp();
      const drawings = [client.layout("a"), client.layout("b")];
      workers.present.crash("its file could not be loaded");
      for (const drawing of drawings) await assert.rejects(drawing, WorkerLostError);
      assert.equal(workers.started.length, 1, "no endless restarts");
      const next = client.layout("a");
      workers.present.ready();
      workers.present.draw("<svg/>");
      assert.equal(await next, "<svg/>");
    });

    it("is not waited for longer than the start limit", async () => {
      const { workers, client } = setUp({ start: 1000 });
      const drawing = client.layout("a");
      mock.timers.tick(1000);
      await assert.rejects(drawing, WorkerLostError);
      assert.equal(workers.present.terminated, true);
    });

    it("is reported when the browser forbids it", async () => {
      const client = new LayoutClient(() => {
        throw new Error("Workers are forbidden here");
      });
      await assert.rejects(client.layout("a"), { message: /Workers are forbidden here/ });
    });
  });
});
