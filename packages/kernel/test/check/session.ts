/** A checker with the names that cells have declared, as the kernel keeps them. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parse } from "../../src/cells/parse.js";
import type { Problem, SeenName } from "../../src/check/checker.js";
import { startChecker } from "../../src/check/native.js";

export interface Session {
  readonly checker: Awaited<ReturnType<typeof startChecker>>;
  readonly folder: string;
  /** The number of the last cell. */
  readonly run: number;
  /** Checks a cell; its names are seen from then on. */
  cell(source: string): Promise<readonly Problem[]>;
  seen(): SeenName[];
  write(name: string, text: string): void;
  close(): Promise<void>;
}

export async function startSession(): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), "gradus-notebook-"));
  const checker = await startChecker({ folder });
  const names = new Map<string, SeenName>();
  let run = 0;
  return {
    checker,
    folder,
    get run() {
      return run;
    },
    async cell(source) {
      const { declared } = parse(source);
      const own = new Set(declared.map(({ name }) => name));
      const seen = [...names.values()].filter(({ name }) => !own.has(name));
      const problems = await checker.check(++run, source, [...own], seen);
      for (const { name, isAssignable } of declared) names.set(name, { name, run, isAssignable });
      return problems;
    },
    seen: () => [...names.values()],
    write: (name, text) => {
      writeFileSync(join(folder, name), text);
    },
    async close() {
      await checker.close();
      rmSync(folder, { recursive: true });
    },
  };
}
