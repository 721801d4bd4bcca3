/** Students, and strangers, who try to get what is not theirs. */

import assert from "node:assert/strict";
import { NOTEBOOK, Scratch } from "../collect/scratch.js";
import { Harness, type Receipt } from "./harness.js";
import { askRaw, Raw } from "./raw.js";

/** So that rates do not get in the way of what is tried. */
const MANY = { requests: 10_000, wrongTokens: 10_000, handIns: 10_000 };

describe("the service, when somebody attacks,", function () {
  this.timeout(20_000);
  let harness: Harness;
  let own: Receipt;
  beforeEach(async () => {
    harness = new Harness();
    await harness.start({ limits: MANY });
    await harness.enrol("ada", "bea", "cem");
    own = (await harness.handIn("ada", Scratch.handIn("ada's secret words"))).body;
    own = await harness.settled("ada", own.id);
  });
  afterEach(() => harness.end());

  const routes = (): [method: string, path: string][] => [
    ["GET", "/v1/assignments"],
    ["GET", "/v1/submissions"],
    ["GET", `/v1/submissions/${own.id}`],
    ["GET", `/v1/submissions/${own.id}/feedback`],
    ["POST", "/v1/assignments/exercise-3/submissions?file=a.ipynb"],
    ["POST", "/v1/assignments/other/submissions?file=a.ipynb"],
    ["GET", "/"],
    ["GET", "/nothing"],
    ["DELETE", `/v1/submissions/${own.id}`],
    ["PUT", `/v1/submissions/${own.id}`],
  ];

  it("answers each without a token that works in the same words, whatever is wrong and wherever", async () => {
    const [revoked, expired] = await harness.withTokens(async (tokens) => {
      const made = [
        (await tokens.add("rev"))!,
        (await tokens.add("exp", { expiresAt: new Date(harness.now.getTime() - 1) }))!,
      ];
      await tokens.revoke("rev");
      return made;
    });
    const works = harness.tokens.ada!;
    const wrong = [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      `Basic ${Buffer.from(`ada:${works}`).toString("base64")}`,
      `Token ${works}`,
      works,
      `Bearer ${works} ${works}`,
      `Bearer ${works}x`,
      `Bearer ${works.slice(0, -1)}`,
      `Bearer ${works.toUpperCase()}`,
      `Bearer gr_${"A".repeat(43)}`,
      `Bearer ${"x".repeat(5000)}`,
      `Bearer ' or '1'='1`,
      `Bearer ${revoked!}`,
      `Bearer ${expired!}`,
    ];
    const seen = new Set<string>();
    for (const authorization of wrong)
      for (const [method, path] of routes()) {
        const { status, text, headers } = await harness.ask(path, undefined, {
          method,
          headers: authorization === undefined ? {} : { Authorization: authorization },
        });
        seen.add(`${status} ${headers.get("www-authenticate")} ${text}`);
      }
    assert.equal(seen.size, 1, [...seen].join("\n"));
    assert.match([...seen][0]!, /^401 Bearer \{"error":"Send a token that works/);
    // The check above can see the difference.
    assert.equal((await harness.ask("/v1/submissions", "ada")).status, 200);
  });

  it("takes no token in the address, in a cookie or in the body", async () => {
    const token = harness.tokens.ada!;
    for (const [path, init] of [
      [`/v1/submissions?token=${token}`, {}],
      [`/v1/submissions?access_token=${token}&authorization=Bearer%20${token}`, {}],
      ["/v1/submissions", { headers: { Cookie: `token=${token}`, "X-Api-Key": token } }],
    ] as [string, RequestInit][])
      assert.equal((await harness.ask(path, undefined, init)).status, 401);
  });

  it("lets a revoked token do nothing from then on, without a restart", async () => {
    await harness.withTokens((tokens) => tokens.revoke("ada"));
    assert.equal((await harness.ask(`/v1/submissions/${own.id}`, "ada")).status, 401);
    assert.equal((await harness.handIn("ada", Scratch.handIn("b"))).status, 401);
  });

  it("answers for another's hand-in exactly as for one that there is not", async () => {
    const unknown = own.id.replace(/./g, (sign) => (sign === "0" ? "1" : "0"));
    for (const end of ["", "/feedback"])
      for (const accept of ["application/json", "text/html", "image/png"]) {
        const answers = await Promise.all(
          [own.id, unknown].map((id) =>
            harness.ask(`/v1/submissions/${id}${end}`, "bea", { headers: { Accept: accept } }),
          ),
        );
        const [theirs, none] = answers.map(({ status, text, headers }) => {
          return { status, text, headers: [...headers].filter(([name]) => name !== "date") };
        });
        assert.equal(theirs!.status, 404);
        assert.deepEqual(theirs, none);
      }
  });

  it("shows nothing of another in any list, receipt or page", async () => {
    const mine = await harness.handIn("bea", Scratch.handIn("bea"));
    await harness.settled("bea", mine.body.id);
    for (const path of [
      "/v1/submissions",
      "/v1/submissions?student=ada",
      "/v1/assignments",
      `/v1/submissions/${mine.body.id}`,
      `/v1/submissions/${mine.body.id}/feedback`,
      `/v1/submissions/${mine.body.id}/feedback?student=ada`,
    ])
      for (const Accept of ["application/json", "text/html"]) {
        const { status, text } = await harness.ask(path, "bea", { headers: { Accept, "X-Student": "ada" } });
        assert.equal(status, 200, path);
        assert.ok(!/\bada\b/.test(text) && !text.includes(own.id) && !text.includes(own.sha256), path);
      }
  });

  it("gives a receipt of one's own for the very bytes of another", async () => {
    const { status, body } = await harness.handIn("bea", Scratch.handIn("ada's secret words"));
    assert.equal(status, 201);
    assert.equal(body.student, "bea");
    assert.notEqual(body.id, own.id);
  });

  it("takes a name of an assignment for nothing but that", async () => {
    const before = harness.scratch.submitted();
    const tricks = [
      ...["..", "%2e%2e", "..%2f..", "%2e%2e%2fada", "exercise-3%2f..%2fexercise-3", "exercise-3%00", "%00"],
      ...["exercise-3%2fsubmitted%2fada", "..%5c..", "EXERCISE-3", "exercise-3.", "exercise-3%20", "*", "%"],
      ...["%zz", "%ff%fe", "__proto__", "constructor", "toString", "x".repeat(5000), "%2f".repeat(300), ""],
      ...["exercise-3/..", "exercise-3/../exercise-3", "./exercise-3", "/exercise-3", "exercise-3;x", "."],
    ];
    for (const trick of tricks) {
      const path = `/v1/assignments/${trick}/submissions?file=a.ipynb`;
      const { status, body } = await askRaw(harness.service.address, path, {
        ...{ method: "POST", token: harness.tokens.bea! },
        headers: "Content-Type: application/json\r\nContent-Length: 2\r\n",
      });
      assert.equal(status, 404, `${trick.slice(0, 50)}: ${status} ${body.slice(0, 200)}`);
      assert.match(body, /"error":"There is no/, trick);
    }
    assert.deepEqual(harness.scratch.submitted(), before);
  });

  it("takes an id for nothing but that", async () => {
    const file = `exercise-3/submitted/ada/${NOTEBOOK}.ipynb`;
    const tricks = [
      ...["..", "%2e%2e", `..%2f..%2f${file.replaceAll("/", "%2f")}`, "%00", `${own.id}%00`, `${own.id}%20`],
      ...["'%20or%201=1--", "%25", "%zz", `${own.id},${own.id}`, `${own.id}%2f..%2f${own.id}`, "*", "%ff"],
      ...["x".repeat(5000), own.id.toUpperCase().replace(/\d/g, "0"), own.id.slice(0, -1), "__proto__"],
      ...[`../../${file}`, `${own.id}/../${own.id}`, "0", "-1", "1", "undefined", "null"],
    ];
    for (const trick of tricks)
      for (const end of ["", "/feedback"]) {
        const { status, body } = await askRaw(harness.service.address, `/v1/submissions/${trick}${end}`, {
          token: harness.tokens.bea!,
        });
        assert.equal(status, 404, `${trick.slice(0, 50)}${end}: ${status} ${body.slice(0, 200)}`);
        assert.ok(!body.includes("ada"), trick);
      }
  });

  it("gives no file of the course to anybody", async () => {
    for (const path of [
      "/submitted/ada/receipt.json",
      "/exercise-3/source/3-4-computational-graphs.ipynb",
      "/../../../etc/passwd",
      "/%2e%2e/%2e%2e/etc/passwd",
      "//etc/passwd",
      "/v1/../graded/secret",
    ])
      assert.equal(
        (await askRaw(harness.service.address, path, { token: harness.tokens.bea! })).status,
        404,
        path,
      );
  });

  it("answers what is no request of HTTP in the form of all errors", async () => {
    const cases: [text: string, status: number][] = [
      ["\x16\x03\x01 this is TLS\r\n\r\n", 400],
      ["GET / HTTP/9.9\r\n\r\n", 400],
      [`GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
      ["POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400],
      ["GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400],
    ];
    for (const [text, expected] of cases) {
      const answer = await new Raw(harness.service.address).send(text).ended;
      assert.match(
        answer,
        new RegExp(`^HTTP/1\\.1 ${expected} [\\s\\S]*\\r\\n\\r\\n\\{"error":"[^"]+\\."\\}$`),
        text,
      );
    }
    assert.equal((await harness.ask("/healthz")).status, 200);
  });

  it("sends the headers that keep a browser from anything else", async () => {
    for (const path of ["/v1/submissions", "/nothing", "/healthz"]) {
      const { headers } = await harness.ask(path, "ada");
      assert.equal(headers.get("x-content-type-options"), "nosniff", path);
      assert.equal(headers.get("cache-control"), "no-store", path);
      assert.match(headers.get("content-security-policy")!, /default-src 'none'/, path);
      assert.equal(headers.get("access-control-allow-origin"), null, path);
      assert.equal(headers.get("server"), null, path);
    }
  });
});
