/** `npm start`, up to the moment when JupyterLab takes over. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";

import { labArguments } from "../../scripts/start/lab.mjs";
import { checkPort, wantedPort } from "../../scripts/start/port.mjs";
import { prepareWork } from "../../scripts/start/work.mjs";
import { folderWith, removeFolders, write } from "./folder.js";

afterEach(removeFolders);

const handedOut = "notebooks/exercise-3/student";
const exercise = "3-4-computational-graphs.ipynb";

describe("the student's copy of the notebooks", () => {
  it("is made on the first start, and the exercise is opened", () => {
    const base = folderWith({ [`${handedOut}/${exercise}`]: "new", [`${handedOut}/1-warm-up.ipynb`]: "{}" });
    assert.equal(prepareWork(base), `work/exercise-3/${exercise}`);
    assert.equal(readFileSync(join(base, "work/exercise-3", exercise), "utf8"), "new");
    assert.ok(existsSync(join(base, "work/exercise-3/1-warm-up.ipynb")));
  });

  it("is never overwritten", () => {
    const base = folderWith({
      [`${handedOut}/${exercise}`]: "new",
      [`work/exercise-3/${exercise}`]: "a night's work",
    });
    prepareWork(base);
    assert.equal(readFileSync(join(base, "work/exercise-3", exercise), "utf8"), "a night's work");
  });

  it("comes back alone when it was deleted", () => {
    const base = folderWith({ [`${handedOut}/${exercise}`]: "new", [`${handedOut}/other.ipynb`]: "new" });
    prepareWork(base);
    write(base, { "work/exercise-3/other.ipynb": "mine" });
    rmSync(join(base, "work/exercise-3", exercise));
    prepareWork(base);
    assert.equal(readFileSync(join(base, "work/exercise-3", exercise), "utf8"), "new");
    assert.equal(readFileSync(join(base, "work/exercise-3/other.ipynb"), "utf8"), "mine");
  });

  it("falls back to the first notebook, or to none", () => {
    assert.equal(
      prepareWork(folderWith({ [`${handedOut}/b.ipynb`]: "", [`${handedOut}/c.ipynb`]: "" })),
      "work/exercise-3/b.ipynb",
    );
    assert.equal(prepareWork(folderWith({})), undefined);
  });
});

describe("JupyterLab's arguments", () => {
  it("open the notebook in the project's folder, with the person's own arguments last", () => {
    assert.deepEqual(labArguments("/gradus", "work/exercise-3/a.ipynb", ["--no-browser"], false), [
      "--ServerApp.root_dir=/gradus",
      "--LabApp.default_url=/lab/tree/work/exercise-3/a.ipynb",
      "--ServerApp.answer_yes=True",
      "--no-browser",
    ]);
  });

  it("allow root to be root, once", () => {
    assert.ok(labArguments("/gradus", undefined, [], true).includes("--allow-root"));
    const given = labArguments("/gradus", undefined, ["--allow-root"], true);
    assert.equal(given.filter((arg) => arg === "--allow-root").length, 1);
  });

  it("do not name a notebook outside the folder that the person chose", () => {
    const args = labArguments("/gradus", "work/a.ipynb", ["--ServerApp.root_dir=/elsewhere"], false);
    assert.ok(!args.some((arg) => arg.includes("default_url")));
  });
});

describe("a port that was asked for", () => {
  it("is found in every spelling", () => {
    assert.equal(wantedPort(["--no-browser", "--port", "8899"]), 8899);
    assert.equal(wantedPort(["--port=8899"]), 8899);
    assert.equal(wantedPort(["--ServerApp.port=8899"]), 8899);
    assert.equal(wantedPort(["--no-browser", "--port-retries=3"]), undefined);
  });

  it("is refused in one sentence when another program holds it", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await assert.rejects(
      checkPort(["--port", String(port)]),
      new RegExp(`^Problem: Port ${port} is in use by another program, .*: end that program, or .* --port`),
    );
    server.close();
    await once(server, "close");
    await checkPort(["--port", String(port)]);
  });

  it("may be left to Jupyter", async () => {
    await checkPort([]);
    await checkPort(["--port", "0"]);
  });
});
