/** Hand-ins that attack the grader, in the real sandbox: each gets what its author has earned, and hurts nobody. */

import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gradeNotebook } from "../../../packages/grader/src/grade/gradeNotebook.js";
import { notebookResult, type NotebookResult } from "../../../packages/grader/src/model/result.js";
import { SandboxLauncher } from "../../../packages/grader/src/sandbox/launcher.js";
import { bytesOf, masterOf, solutionOf } from "../support/course.js";
import { groupsOf } from "../leftovers.js";
import { sandboxesOf } from "../support/left.js";
import {
  ALL,
  BUT_LOSS,
  BUT_TRAINING,
  handInOf,
  NOTEBOOK,
  WRONG_LOSS,
  WRONG_TRAINING,
  type Attack,
  type Points,
} from "./attack.js";
import { code } from "./code.js";
import { detection } from "./detection.js";
import { ending } from "./ending.js";
import { globals } from "./globals.js";
import { leaks, type Leak } from "./leaks.js";
import { loops } from "./loops.js";
import { memory } from "./memory.js";
import { metadata } from "./metadata.js";
import { reading } from "./reading.js";
import { replies } from "./replies.js";
import { returns } from "./returns.js";
import { system } from "./system.js";

const GROUPS: Readonly<Record<string, readonly Attack[]>> = {
  "that is honest": [
    { name: "is right", gets: ALL },
    { name: "has a loss that is always 0", cells: { d: WRONG_LOSS }, gets: BUT_LOSS },
    { name: "has a training that does nothing", cells: { "f-train": WRONG_TRAINING }, gets: BUT_TRAINING },
  ],
  "that patches globals": globals,
  "that returns lies": returns,
  "that writes replies of its own": replies,
  "that looks for what it should not see": reading,
  "that ends its process": ending,
  "that does not end": loops,
  "that takes more than there is": memory,
  "that tries what a system lets programs do": system,
  "that is code for a compiler to stumble over": code,
  "that notices the tests": detection,
  "whose notebook is changed": metadata,
};

/** In milliseconds. A loop ends after one request, and is tried by each of the tasks that it stands in. */
const TIMES = { request: 1000, handIn: 12_000 };
/** Four times what the limits allow, for a machine that has other work. */
const LONGEST = 60_000;

/** After so many attacks an honest hand-in is graded at the same place. */
const TOGETHER = 4;

/** As many at a time as the machine has processors for; the numbers are of slots that no other test takes. */
const SLOTS = [40, 41];

/** The hidden numbers follow from them. */
const SECRETS = ["one", "another", "a third"];

const master = masterOf(NOTEBOOK);
const neighbours = masterOf("3-2-computational-graphs");
const neighbour = bytesOf(solutionOf("3-2-computational-graphs"));

interface Outcome {
  readonly result: NotebookResult;
  readonly milliseconds: number;
}

async function attackedBy(attack: Attack, launcher: SandboxLauncher): Promise<Outcome | Error> {
  const since = performance.now();
  try {
    const grading = {
      master,
      launcher,
      secret: "fixed",
      times: { ...TIMES, handIn: attack.handIn ?? TIMES.handIn },
    };
    const result = await gradeNotebook(handInOf(attack), "hand-in.ipynb", grading);
    return { result, milliseconds: performance.now() - since };
  } catch (error) {
    return error as Error;
  }
}

describe("a hand-in", function () {
  this.timeout(900_000);
  const outcomes = new Map<Attack, Outcome | Error>();
  /** The result of an honest hand-in that was graded at the same place, soon after. */
  const neighbourOf = new Map<Attack, NotebookResult>();
  /** What was told of the same hand-in with different hidden numbers. */
  const leaked = new Map<Leak, readonly string[]>();
  const usualFolder = process.env.TMPDIR;
  let folder: string;
  let undisturbed: NotebookResult;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "gradus-attacked-"));
    // The users of the sandboxes look into it.
    await chmod(folder, 0o755);
    process.env.TMPDIR = folder;
    const waiting = Object.values(GROUPS).flat();
    const leaking = [...leaks];
    await Promise.all(
      SLOTS.map(async (slot) => {
        const launcher = new SandboxLauncher(slot);
        const gradeNeighbour = (): Promise<NotebookResult> =>
          gradeNotebook(neighbour, "neighbour.ipynb", { master: neighbours, launcher, secret: "fixed" });
        undisturbed ??= await gradeNeighbour();
        while (waiting.length > 0) {
          const few = waiting.splice(0, TOGETHER);
          for (const attack of few) outcomes.set(attack, await attackedBy(attack, launcher));
          const next = await gradeNeighbour();
          for (const attack of few) neighbourOf.set(attack, next);
        }
        for (let leak = leaking.shift(); leak; leak = leaking.shift()) {
          const bytes = handInOf({ ...leak, cells: { d: leak.text }, gets: BUT_LOSS });
          const told: string[] = [];
          for (const secret of SECRETS)
            told.push(JSON.stringify(await gradeNotebook(bytes, "leak.ipynb", { master, launcher, secret })));
          leaked.set(leak, told);
        }
        await launcher.close();
      }),
    );
  });
  after(async () => {
    process.env.TMPDIR = usualFolder;
    if (usualFolder === undefined) delete process.env.TMPDIR;
    await rm(folder, { recursive: true });
  });

  for (const [group, attacks] of Object.entries(GROUPS))
    describe(group, () => {
      for (const attack of attacks)
        it(attack.name, () => {
          const outcome = outcomes.get(attack)!;
          if (outcome instanceof Error) throw outcome;
          const { result, milliseconds } = outcome;
          notebookResult.parse(result);
          if (attack.gets === "not gradable") assert.equal(result.status, "not gradable");
          else assert.deepEqual(pointsOf(result), attack.gets);
          if (attack.says) assert.match(JSON.stringify(result), attack.says);
          assert(milliseconds < LONGEST, `It took ${Math.round(milliseconds)} ms.`);
          assert.deepEqual(neighbourOf.get(attack), undisturbed, "The next hand-in was graded otherwise.");
        });
    });

  describe("that carries hidden numbers out", () => {
    for (const leak of leaks)
      it(leak.name, () => {
        const [first, ...others] = leaked.get(leak)!;
        for (const other of others) assert.equal(other, first);
      });
  });

  describe("of any kind", () => {
    it("leaves no process", () => {
      assert.deepEqual(sandboxesOf(folder), []);
    });

    it("leaves no control group", () => {
      assert.deepEqual(groupsOf([process.pid]), []);
    });

    it("leaves no file but those that all sandboxes share", async () => {
      assert.match((await readdir(folder)).join(), /^gradus-\d+-[0-9a-f]{16}$/);
    });
  });
});

function pointsOf({ tasks }: NotebookResult): Points {
  const score = (id: string): number => tasks.find(({ task }) => task === id)?.score ?? 0;
  return {
    weight: score("weight-gate"),
    multiply: score("multiply-gate"),
    sigmoid: score("sigmoid-gate"),
    loss: score("squared-loss-gate"),
    graph: score("sheet-graph"),
    network: score("xor-network"),
    training: score("xor-training"),
  };
}
