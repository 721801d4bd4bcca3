/** `gradus tokens`: each student gets one, once. */

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gradus, type Ended } from "../gradus.js";

describe("gradus tokens", function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gradus-tokens-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const tokens = (...args: readonly string[]): Promise<Ended> =>
    gradus("tokens", ...args, "--data", join(folder, "data"));
  const csv = (text: string): string => {
    const file = join(folder, "class.csv");
    writeFileSync(file, text);
    return file;
  };
  const ids = ({ stdout }: Ended): string[] =>
    stdout
      .trim()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(",")[0]!);

  it("prints a table with a token for each, and keeps none of them", async () => {
    const { code, stdout } = await tokens("add", "ada", "bea@example.org");
    assert.equal(code, 0);
    assert.match(stdout, /^id,token\r\nada,gr_[\w-]{43}\r\nbea@example\.org,gr_[\w-]{43}\r\n$/);
    const [token] = /gr_[\w-]{43}/.exec(stdout)!;
    for (const name of readdirSync(join(folder, "data")))
      assert.ok(!readFileSync(join(folder, "data", name)).includes(token), name);
    assert.ok(!(await tokens("list")).stdout.includes("gr_"));
  });

  it("takes a class list as spreadsheets save it, again and again", async () => {
    const first = await tokens(
      "add",
      "--csv",
      csv("\ufeffID;Name\r\nada;Ada L.\r\nbea;\r\n\r\nada;again\r\n"),
    );
    assert.deepEqual([first.code, ids(first)], [0, ["ada", "bea"]]);
    const second = await tokens("add", "--csv", csv("ada\nbea\ncem\n"));
    assert.deepEqual([second.code, ids(second)], [1, ["cem"]]);
    assert.match(second.stderr, /ada, bea: has a token already.*--replace/);
  });

  it("says who has one that works, that expired, that was revoked", async () => {
    await tokens("add", "ada");
    await tokens("add", "bea", "--expires", "30");
    const revoked = await tokens("revoke", "ada", "nobody");
    assert.equal(revoked.code, 1);
    assert.match(revoked.stdout, /^Revoked: ada$/m);
    assert.match(revoked.stderr, /^Had no token: nobody$/m);
    const { stdout } = await tokens("list");
    assert.match(stdout, /^ada,revoked,[\dT:.-]+Z,\r$/m);
    const expires = /^bea,works,[\dT:.-]+Z,([\dT:.-]+Z)\r$/m.exec(stdout)![1]!;
    assert.ok(Math.abs(Date.parse(expires) - Date.now() - 30 * 86_400_000) < 60_000);
    const { tokens: listed } = JSON.parse((await tokens("list", "--json")).stdout) as {
      tokens: { student: string }[];
    };
    assert.deepEqual(
      listed.map(({ student }) => student),
      ["ada", "bea"],
    );
  });

  it("gives a new one for a lost one", async () => {
    const first = await tokens("add", "ada");
    const second = await tokens("add", "ada", "--replace", "--json");
    const { added } = JSON.parse(second.stdout) as { added: { id: string; token: string }[] };
    assert.equal(added[0]!.id, "ada");
    assert.ok(!first.stdout.includes(added[0]!.token));
    assert.match((await tokens("list")).stdout, /^ada,revoked,[\s\S]*^ada,works,/m);
  });

  it("makes none at all when a name cannot be one", async () => {
    for (const wrong of ["../ada", "a/b", "", "con", "ada.", "=cmd", "x".repeat(101)]) {
      const { code, stderr } = await tokens("add", "good", wrong);
      assert.equal(code, 2, `${wrong}: ${stderr}`);
    }
    assert.equal((await tokens("list")).stdout, "id,state,since,expires\r\n");
  });

  it("is refused with 2 without a name, without a table, and for a name in other letters", async () => {
    await tokens("add", "ada");
    for (const args of [
      ["add"],
      ["add", "--csv", "none.csv"],
      ["add", "ADA"],
      ["add", "--expires", "0", "x"],
      ["revoke"],
    ])
      assert.equal((await tokens(...args)).code, 2, args.join(" "));
    assert.equal((await tokens("add", "--csv", csv('"ada'))).code, 2);
  });
});
