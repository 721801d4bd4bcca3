/** A service that is away for long. */

import assert from "node:assert/strict";
import { Service } from "../../dist/submit/service.js";
import { FakeService, TOKEN } from "./fakeService.js";

describe("a service", () => {
  it("that does not answer is asked five times, later and later, and then the student is told", async () => {
    const fake = new FakeService();
    await fake.start();
    const place = { assignment: "exercise-3", url: fake.url };
    fake.stop();
    const pauses: number[] = [];
    const service = new Service(place, TOKEN, {
      signal: new AbortController().signal,
      say: () => undefined,
      pause: (time) => Promise.resolve(void pauses.push(time)),
    });
    await assert.rejects(
      service.submissions(),
      /UnreachableError: http:.* cannot be reached: nobody answers there\. Look at/,
    );
    assert.deepEqual(pauses, [1000, 2000, 4000, 8000]);
  });
});
