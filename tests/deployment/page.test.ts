/** What the page on deployment says can be done: its commands make sense, its files and links are there. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { understood } from "./support/commands.js";
import { deploy, root } from "./support/tools.js";

const PAGE = join(root, "packages/grader/docs/deployment.md");
const page = readFileSync(PAGE, "utf8");
const fences = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, text]) => ({
  language,
  text: text!,
}));

/** Lines of shells, without comments and with their continuations. */
const shell = fences
  .filter(({ language }) => language === "sh")
  .flatMap(({ text }) => text.replaceAll(/\\\n\s*/g, "").split("\n"))
  .map((line) => line.replace(/(^|\s)#.*/, "").trim());

const inline = [...page.replaceAll(/^```.*?^```$/gms, "").matchAll(/`([^`]+)`/g)].map(([, text]) => text!);

/** What is behind `gradus`, or behind the name of a service of Docker Compose. */
function calls(line: string): string[][] {
  const [, found] =
    /(?:(?:^|-u gradus |-- |store )gradus|run --rm (?:serve|worker)) (\w+ ?.*)$/.exec(line) ?? [];
  return found === undefined ? [] : [found.replace(/ >.*/, "").replaceAll("…", "x").split(" ")];
}

const ENVIRONMENT = { GRADUS_QUEUE: "redis://x", GRADUS_STORE: "/store" };

/** As GitHub makes them of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );

describe("the page on deployment", () => {
  it("has commands that the program understands", () => {
    const commands = [...shell, ...inline.filter((text) => !/^gradus \w+$/.test(text))].flatMap(calls);
    assert.ok(commands.length >= 9, JSON.stringify(commands));
    for (const each of commands) understood(each, ENVIRONMENT);
    assert.throws(() => understood(["worker", "--job", "4"], ENVIRONMENT), /unknown option '--job'/);
  });

  it("names files that there are, and all of them", () => {
    const named = [...shell.flatMap((line) => line.split(/\s+/)), ...inline];
    const paths = named.filter(
      (each) => each.startsWith("packages/grader/deploy/") && !each.includes("gradus:"),
    );
    assert.ok(paths.length >= 5);
    for (const path of paths) assert.ok(existsSync(join(root, path)), path);
    for (const name of readdirSync(deploy))
      if (!["secrets", "courses", "Dockerfile.dockerignore"].includes(name))
        assert.ok(page.includes(name), name);
  });

  it("has links that lead somewhere", () => {
    const links = [...page.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, to]) => to!)
      .filter((to) => !to.startsWith("https://"));
    assert.ok(links.length >= 5);
    for (const link of links) {
      const [path, anchor] = link.split("#");
      const file = path === "" ? PAGE : join(dirname(PAGE), path!);
      assert.ok(existsSync(file), link);
      if (anchor !== undefined) assert.ok(anchorsOf(readFileSync(file, "utf8")).includes(anchor), link);
    }
  });

  it("has the headings and the file that the files of the deployment send people to", () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title);
    let sent = 0;
    for (const name of readdirSync(deploy, { recursive: true, encoding: "utf8" })) {
      if (!/\.(ya?ml|service)$/.test(name)) continue;
      const text = readFileSync(join(deploy, name), "utf8");
      sent += Number(text.includes("docs/deployment.md"));
      for (const [, title] of text.matchAll(/see "([^"]+)" in docs\/deployment\.md/g))
        assert.ok(headings.includes(title), `${name}: ${title}`);
    }
    assert.ok(sent >= 5);
  });
});
