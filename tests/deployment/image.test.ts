/** The image's recipe passes its linter, and takes along what the program is built from and needs. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deploy, root, run, tool, withBroken } from "./support/tools.js";

interface Package {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const recipe = readFileSync(join(deploy, "Dockerfile"), "utf8");

/** Of each package, by its folder. */
const packages = new Map(
  readdirSync(join(root, "packages"))
    .filter((name) => existsSync(join(root, "packages", name, "package.json")))
    .map((name) => [
      `packages/${name}`,
      JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8")) as Package,
    ]),
);

/** Paths after COPY, but for where they go to. */
const copied = (from: RegExp): string[] =>
  [...recipe.matchAll(/^COPY (.+)$/gm)]
    .map(([, words]) => words!)
    .filter((words) => from.test(words))
    .flatMap((words) =>
      words
        .replace(/^--\S+ /, "")
        .split(" ")
        .slice(0, -1),
    );

/** What Docker does not see: of the lines that fit, the last one decides. */
function isIgnored(path: string): boolean {
  const lines = readFileSync(join(deploy, "Dockerfile.dockerignore"), "utf8").split("\n");
  return lines.reduce((ignored, line) => {
    if (line === "" || line.startsWith("#")) return ignored;
    const pattern = line
      .replace(/^!/, "")
      .split("/")
      .map((part) => (part === "**" ? "(.*/)?" : `${part.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}/`))
      .join("");
    return new RegExp(`^${pattern}`).test(`${path}/`) ? !line.startsWith("!") : ignored;
  }, false);
}

describe("the image", () => {
  it("passes hadolint", function () {
    const { status, stdout } = run(tool("hadolint", this), ["Dockerfile"]);
    assert.equal(status, 0, stdout);
  });

  it("would not pass with a word that is no instruction, nor with a habit that hadolint knows", function () {
    const hadolint = tool("hadolint", this);
    for (const [good, bad, words] of [
      ["USER 61400:61400", "USR 61400:61400", /unexpected 'U'/],
      ["--no-install-recommends ", "", /DL3015/],
    ] as const)
      withBroken("Dockerfile", [good, bad], (file) => {
        const { status, stdout } = run(hadolint, [file]);
        assert.equal(status, 1);
        assert.match(stdout, words);
      });
  });

  it("copies what there is, past the list of what Docker shall not see", () => {
    const paths = copied(/^[^-]/);
    assert.ok(paths.length > 8);
    for (const path of paths) {
      assert.ok(existsSync(join(root, path)), path);
      assert.ok(!isIgnored(path), path);
    }
  });

  it("has the description of every package, since npm compares them with its lock file", () => {
    for (const folder of packages.keys())
      assert.ok(copied(/^[^-]/).includes(`${folder}/package.json`), folder);
  });

  it("sees each source file of what it builds, and neither tests nor documents nor secrets", () => {
    const built = copied(/^[^-]/).filter((path) => packages.has(path));
    assert.ok(built.includes("packages/grader"));
    for (const folder of built)
      for (const file of readdirSync(join(root, folder, "src"), { recursive: true, encoding: "utf8" }))
        assert.ok(!isIgnored(`${folder}/src/${file}`), file);
    for (const path of [
      ...["notebooks/exercise-3/source/a.ipynb", ".git/config", "packages/grader/docs/deployment.md"],
      ...[
        "packages/grader/deploy/secrets/queue",
        "packages/grader/test/course.ts",
        "packages/core/node_modules/x",
      ],
    ])
      assert.ok(isIgnored(path), path);
  });

  it("builds each package after those that it imports", () => {
    const built = [...recipe.matchAll(/npm run build --workspace=(\S+)/g)].map(([, name]) => name!);
    assert.equal(built.at(-1), "@gradus/grader");
    for (const { name, dependencies } of packages.values())
      for (const other of Object.keys(dependencies ?? {}))
        if (built.includes(name) && other.startsWith("@gradus/"))
          assert.ok(
            built.indexOf(other) < built.indexOf(name) && built.includes(other),
            `${name} needs ${other}`,
          );
  });

  it("takes along what the grader imports of this project, and its Python", () => {
    const taken = copied(/^--from=build/);
    const grader = packages.get("packages/grader")!;
    const needed = [...packages]
      .filter(([, { name }]) => name in grader.dependencies!)
      .map(([folder]) => folder);
    assert.ok(needed.length >= 2);
    for (const folder of [...needed, "packages/grader"])
      for (const part of ["package.json", "dist"])
        assert.ok(taken.includes(`/gradus/${folder}/${part}`), `${folder}/${part}`);
    const python = "packages/grader/src/nbgrader";
    assert.ok(taken.includes(`/gradus/${python}`));
    assert.ok(readdirSync(join(root, python)).some((file) => file.endsWith(".py")));
  });

  it("has what sandboxes are made with, and is not root", () => {
    for (const each of ["bubblewrap", "util-linux", "tini"])
      assert.match(recipe, new RegExp(`install .*\\b${each}\\b`));
    assert.match(recipe, /^USER 61400:61400$/m);
  });
});
