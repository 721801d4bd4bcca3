/** The token: where it comes from, where it is kept, and where it never goes. */

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { submissions, submit } from "../../dist/index.js";
import { aDesk, NAME } from "./desk.js";
import { TOKEN } from "./fakeService.js";

const OTHER = `gr_${"o".repeat(43)}`;

describe("a token", () => {
  const desk = aDesk();
  const stored = (): Record<string, string> =>
    JSON.parse(readFileSync(desk().tokenFile, "utf8")) as Record<string, string>;

  it("is typed once, kept for its owner alone, and never shown", async () => {
    desk().answers = [` ${TOKEN}\n`];
    await submit();
    assert.deepEqual(stored(), { [desk().service.url]: TOKEN });
    assert.equal(statSync(desk().tokenFile).mode & 0o777, 0o600);
    assert.equal(statSync(dirname(desk().tokenFile)).mode & 0o777, 0o700);
    assert.equal(desk().questions.length, 1);
    assert.match(desk().questions[0]!, /^Your token for 127\.0\.0\.1:\d+ \(gr_…, from your instructor\):$/);
    await submit();
    await submissions();
    assert.equal(desk().questions.length, 1);
    assert.ok(!(desk().everything + desk().questions.join()).includes(TOKEN));
  });

  it("is asked for again where it was mistyped, and kept only when it works", async () => {
    desk().answers = [OTHER, "gr_ö\n", TOKEN];
    await submit();
    assert.match(desk().questions[2]!, /^That one does not work\. Your token/);
    assert.deepEqual(Object.values(stored()), [TOKEN]);
    assert.ok(desk().service.asked.every(({ token }) => token === OTHER || token === TOKEN));
  });

  it("that never works is not kept", async () => {
    desk().answers = [OTHER, OTHER, OTHER, TOKEN];
    await assert.rejects(submit(), /TokenError: None of these tokens works at .*ask your instructor/);
    assert.ok(!existsSync(desk().tokenFile));
    desk().answers = [" "];
    await assert.rejects(submit(), /TokenError: No token was typed/);
  });

  it("from GRADUS_TOKEN comes first and is not kept", async () => {
    process.env.GRADUS_TOKEN = TOKEN;
    await submit();
    assert.ok(!existsSync(desk().tokenFile));
    process.env.GRADUS_TOKEN = OTHER;
    await assert.rejects(submit(), (error: Error) => {
      assert.match(String(error), /TokenError: The token in GRADUS_TOKEN does not work/);
      assert.ok(!String(error).includes(OTHER));
      return true;
    });
  });

  it("that works no more is forgotten, and those of other services are not", async () => {
    mkdirSync(dirname(desk().tokenFile), { recursive: true });
    const others = { "https://example.org": "gr_x" };
    writeFileSync(desk().tokenFile, JSON.stringify({ ...others, [desk().service.url]: OTHER }));
    await assert.rejects(
      submit(),
      /TokenError: Your token does not work .* any more, so it is forgotten now\. Run the cell again/,
    );
    assert.deepEqual(stored(), others);
    desk().answers = [TOKEN];
    await submit();
    assert.deepEqual(stored(), { ...others, [desk().service.url]: TOKEN });
  });

  it("is asked for again where its file is broken", async () => {
    mkdirSync(dirname(desk().tokenFile), { recursive: true });
    writeFileSync(desk().tokenFile, "{ broken");
    desk().answers = [TOKEN];
    await submit();
    assert.deepEqual(Object.values(stored()), [TOKEN]);
  });

  it("that cannot be kept is no reason not to hand in", async () => {
    writeFileSync(dirname(dirname(desk().tokenFile)), "no folder");
    desk().answers = [TOKEN];
    await submit();
    assert.match(desk().text, /⚠ Your token could not be kept/);
  });

  it("may be given where nobody can be asked", async () => {
    await assert.rejects(
      submit(),
      /TokenError: There is no token .*submit\(\{ token: "gr_…" \}\).*GRADUS_TOKEN/,
    );
    assert.deepEqual(desk().service.asked, []);
    await assert.rejects(submit({ token: OTHER }), /TokenError: The token that was given does not work/);
    await submit({ token: TOKEN });
    await submit();
    assert.equal(desk().service.handIns.length, 2);
  });

  it("that stands in the notebook is kept, and the notebook is not handed in", async () => {
    desk().write(NAME, JSON.stringify({ cells: [{ source: `submit({ token: "${TOKEN}" })` }] }));
    await assert.rejects(
      submit({ token: TOKEN }),
      /NotebookFileError: Your token stands in .*delete it from the notebook/,
    );
    assert.deepEqual(desk().service.handIns, []);
    assert.deepEqual(Object.values(stored()), [TOKEN]);
  });

  it("is sent to nobody over a line that others can read", async () => {
    process.env.GRADUS_TOKEN = TOKEN;
    for (const url of ["http://gradus.example.org", "http://127.0.0.1.example.org", "http://10.0.0.1:8642"]) {
      desk().write("gradus.json", JSON.stringify({ assignment: "exercise-3", url }));
      await assert.rejects(submit(), /CourseFileError: http:.* is not encrypted.*Nothing was sent/);
    }
  });

  it("is for the service alone, wherever that leads", async () => {
    process.env.GRADUS_TOKEN = TOKEN;
    desk().service.next.push((_, response) => {
      response.writeHead(302, { Location: "/elsewhere" }).end();
      return true;
    });
    await assert.rejects(submit(), /UnexpectedAnswerError/);
    assert.equal(desk().service.asked.length, 1);
  });
});

describe("gradus.json", () => {
  const desk = aDesk();

  for (const [what, text, words] of [
    ["is broken", "{", /gradus\.json cannot be read\. Get it again/],
    ["has no assignment", '{"url":"https://example.org"}', /does not say which "assignment"/],
    [
      "leads out of its assignment",
      '{"url":"https://example.org","assignment":".."}',
      /does not say which "assignment"/,
    ],
    ["has no address", '{"assignment":"exercise-3"}', /has no "url"/],
    [
      "has an address with a name and password",
      '{"assignment":"a","url":"https://a:b@c.de"}',
      /not the address of a service/,
    ],
    ["has a file's address", '{"assignment":"a","url":"file:///etc"}', /not the address of a service/],
    ["is null", "null", /does not say which "assignment"/],
  ] as const)
    it(`that ${what} is told of`, async () => {
      desk().write("gradus.json", text);
      await assert.rejects(submit(), words);
    });

  it("that is missing is told of, with what to do", async () => {
    process.env.JPY_SESSION_NAME = "/nowhere/3-4-xor.ipynb";
    await assert.rejects(
      submit(),
      /CourseFileError: There is no gradus\.json in \/nowhere.*put it beside this one/,
    );
  });
});
