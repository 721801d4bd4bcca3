/** `await submit()` in a real kernel, to the real service: what a student hands in is what is graded. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Kernel, printed, type Cell } from "../../kernel/kernel.js";
import { told } from "../../kernel/expect.js";
import { gradus } from "../gradus.js";
import { solution, wrong } from "./handIns.js";
import { NOTEBOOK, RunningService } from "./service.js";

const IMPORT = 'import { submit, submissions, feedback } from "@gradus/notebook";';

/** What stands below a cell when it is done, with what its outputs were replaced by. */
function shown({ messages }: Cell, type: "text/plain" | "text/html" = "text/plain"): string {
  const places = new Map<string, unknown>();
  for (const { content } of messages) {
    const id = content.transient?.display_id;
    if (id !== undefined) places.set(id, content.data?.[type]);
  }
  return [...places.values()].join("\n");
}

describe("submit() in a kernel", function () {
  this.timeout(180_000);
  const service = new RunningService();
  let kernel: Kernel;

  before(async () => {
    await service.enrol("ada", "bea");
    await service.start();
    const { folder } = service.course;
    writeFileSync(join(folder, "assignment.json"), JSON.stringify({ service: service.address }));
    const released = await gradus("release", folder, "--json");
    assert.equal(released.code, 0, released.stderr);
    kernel = await Kernel.start();
    cpSync(join(folder, "student", "gradus.json"), join(kernel.folder, "gradus.json"));
    kernel.write("my.ipynb", solution("ada"));
    // As Jupyter's server does it.
    await ok(`${IMPORT}
      process.env.JPY_SESSION_NAME = ${JSON.stringify(join(kernel.folder, "my.ipynb"))};
      process.env.XDG_CONFIG_HOME = ${JSON.stringify(join(kernel.folder, "config"))};`);
  });
  after(async () => {
    await kernel.close();
    await service.remove();
  });

  async function ok(code: string, answers?: readonly string[]): Promise<Cell> {
    const options = answers === undefined ? {} : { allow_stdin: true, answers };
    const cell = await kernel.run(code, { patience: 90, ...options });
    assert.equal(cell.reply.status, "ok", told(cell));
    return cell;
  }

  const tokenFile = (): string => join(kernel.folder, "config", "gradus", "tokens.json");

  it("says what to do where nobody can be asked for the token", async () => {
    const cell = await kernel.run("await submit()");
    assert.match(told(cell), /TokenError: There is no token for http:\/\/127\.0\.0\.1:\d+ yet/);
    assert.doesNotMatch(told(cell), /node_modules|\.js:\d/, "no stack of files");
  });

  it("asks for the token without showing it, hands in, and shows what grading has found", async () => {
    const token = service.tokens.get("ada")!;
    const cell = await ok("await submit()", [token]);
    assert.deepEqual(
      cell.asked?.map(({ password }) => password),
      [true],
    );
    const bytes = readFileSync(join(kernel.folder, "my.ipynb"));
    const sha = createHash("sha256").update(bytes).digest("hex");
    assert.match(shown(cell), new RegExp(`✓ Handed in: ${NOTEBOOK}\\n[^]*SHA-256 +${sha.slice(0, 12)}…`));
    assert.match(shown(cell), /saved \d+ seconds? ago: save the notebook/);
    const [, score, of] = /✓ graded: ([\d.]+) of ([\d.]+) points/.exec(shown(cell))!;
    assert.equal(score, of);
    assert.match(shown(cell), /Feedback\n {2}✓ all/);
    assert.match(shown(cell, "text/html"), /<caption[^>]*><b>Feedback<\/b>/);
    const taken = join(service.course.folder, "submitted", "ada", `${NOTEBOOK}.ipynb`);
    assert.deepEqual(readFileSync(taken), bytes);
    assert.ok(!JSON.stringify([cell.messages, cell.late]).includes(token));
    assert.equal(statSync(tokenFile()).mode & 0o777, 0o600);
    assert.equal(printed(cell), "");
  });

  it("does not ask again, and shows what is wrong with what is wrong", async () => {
    kernel.write("my.ipynb", wrong());
    const cell = await ok("await submit()");
    assert.match(shown(cell), /(– in part|✗ none)[^]*✗ failed[^]*: expected .+, got /);
    const list = await ok("await submissions()");
    assert.equal(shown(list).match(/✓ graded/g)?.length, 2);
    const [first] = /\b[0-9a-f]{8}$/m.exec(shown(list))!;
    assert.match(shown(await ok(`await feedback("${first}")`)), /Feedback/);
    assert.match(shown(await ok("await feedback()")), /✗ failed/);
  });

  it("takes up again what a service said before it was stopped", async () => {
    kernel.write("my.ipynb", solution("ada, again"));
    const { port } = new URL(service.address);
    await service.stop();
    const asked = await kernel.send("await submit()");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await service.start("--port", port);
    const cell = await kernel.answerTo(asked);
    assert.equal(cell.reply.status, "ok", told(cell));
    assert.match(shown(cell), /✓ Handed in/);
    assert.match(
      JSON.stringify(cell.messages),
      /cannot be reached \(nobody answers there\): trying again in/,
    );
  });

  it("can be stopped while it waits, and the next cell runs", async () => {
    kernel.write("my.ipynb", solution("ada, stopped"));
    // Nothing is ever heard of what becomes of a hand-in.
    await ok(`const usual = globalThis.fetch;
      globalThis.fetch = (url, init) =>
        /submissions.[0-9a-f]{32}$/.test(String(url)) ? new Promise(() => {}) : usual(url, init);`);
    const asked = await kernel.send("await submit()");
    const isWaiting = async (): Promise<boolean> =>
      JSON.stringify((await kernel.listen(asked, 0.3)).messages).includes("Waiting for the feedback");
    for (let i = 0; i < 100 && !(await isWaiting()); i++);
    await kernel.interrupt();
    const cell = await kernel.answerTo(asked);
    assert.equal(cell.reply.status, "error");
    assert.match(shown(cell), /✓ Handed in[^]*You have stopped waiting\. It is handed in all the same/);
    assert.equal(printed(await ok("globalThis.fetch = usual; console.log(1 + 1)")), "2\n");
  });

  it("forgets a token that was revoked, and says so", async () => {
    const revoked = await gradus("tokens", "revoke", "ada", ...service.place);
    assert.equal(revoked.code, 0, revoked.stderr);
    const cell = await kernel.run("await submit()", { patience: 60 });
    assert.match(told(cell), /TokenError: Your token does not work .* any more, so it is forgotten now/);
    assert.deepEqual(JSON.parse(readFileSync(tokenFile(), "utf8")), {});
    assert.ok(existsSync(join(kernel.folder, "my.ipynb")));
  });

  it("refuses another notebook in words", async () => {
    kernel.write("other.ipynb", JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] }));
    const token = JSON.stringify(service.tokens.get("bea")!);
    const cell = await kernel.run(`await submit({ file: "other.ipynb", token: ${token} })`);
    assert.match(told(cell), /RefusedError: other\.ipynb: it has no cells\. Is it the right file/);
    kernel.write("gradus.json", JSON.stringify({ assignment: "exercise-4", url: service.address }));
    const gone = await kernel.run('await submit("my.ipynb")');
    assert.match(told(gone), /RefusedError: Nothing was handed in: .* takes no "exercise-4"/);
    assert.notEqual(basename(service.course.folder), "exercise-4");
  });
});
