/** The checker with TypeScript's native compiler, which is a process of its own. */

import type { Checker, Completions, Explanation, Problem, SeenName, Signature } from "./checker.js";
import { Compiler } from "./compiler.js";
import { complete } from "./complete.js";
import { explain, signature } from "./explain.js";
import { LocalFiles } from "./local.js";
import { NodeTypes } from "./nodeTypes.js";
import { inCell } from "./problems.js";
import { Project } from "./project.js";
import { Unanswered } from "./rpc.js";
import { Runs } from "./runs.js";
import { canReplace } from "./same.js";
import { around, type CellText } from "./text.js";

/** Touches what nearly every cell uses, so that the libraries are loaded before the first cell comes. */
const WARM_UP =
  'console.log(Math.max(1), "a".trim(), [1].map(String), Promise.resolve(new Map<string, number>()))';

export interface CheckerOptions {
  /** The notebook's folder, where imports are resolved from. */
  readonly folder: string;
  /** Modules that have their types elsewhere than a package would: name and path of a `.d.ts` file. */
  readonly libraries?: Readonly<Record<string, string>>;
}

/** @returns before the compiler is ready; the first question waits for that */
export async function startChecker({ folder, libraries = {} }: CheckerOptions): Promise<NativeChecker> {
  const project = new Project(folder, libraries);
  const checker = new NativeChecker(project, new Compiler(project));
  return Promise.resolve(checker);
}

class NativeChecker implements Checker {
  readonly #project: Project;
  readonly #compiler: Compiler;
  readonly #local: LocalFiles;
  readonly #runs: Runs;
  readonly #nodeTypes: NodeTypes;
  /** There is one text that the compiler looks at, so questions come one after the other. */
  #last: Promise<unknown>;

  constructor(project: Project, compiler: Compiler) {
    this.#project = project;
    this.#compiler = compiler;
    this.#local = new LocalFiles(compiler, project);
    this.#runs = new Runs(compiler, project);
    this.#nodeTypes = new NodeTypes(compiler, project);
    this.#last = this.#warmUp();
    this.#last.catch(() => undefined);
  }

  /** Of the compiler's process. */
  get pid(): number | undefined {
    return this.#compiler.pid;
  }

  /** Whether the compiler knows all of Node, which takes memory. */
  get hasNodeTypes(): boolean {
    return this.#project.hasNodeTypes;
  }

  check(
    run: number,
    source: string,
    declared: readonly string[],
    seen: readonly SeenName[],
  ): Promise<readonly Problem[]> {
    return this.#next(async () => {
      const text = around(source, seen, declared);
      this.#runs.add(run, text, declared);
      return this.#problemsOf(text);
    }, []);
  }

  canReplace(name: string, before: number, after: number): Promise<boolean> {
    const question = () => canReplace(this.#compiler, this.#project, this.#runs, name, before, after);
    return this.#next(question, false);
  }

  forget(runs: readonly number[]): void {
    this.#next(() => this.#runs.forget(runs), undefined).catch(() => undefined);
  }

  problems(source: string, seen: readonly SeenName[]): Promise<readonly Problem[]> {
    return this.#next(() => this.#problemsOf(around(source, seen)), []);
  }

  complete(source: string, offset: number, seen: readonly SeenName[]): Promise<Completions> {
    const nothing = { items: [], start: offset, end: offset };
    return this.#next(
      () => complete(this.#compiler, this.#nodeTypes, this.#runs, source, offset, seen),
      nothing,
    );
  }

  explain(source: string, offset: number, seen: readonly SeenName[]): Promise<Explanation | undefined> {
    return this.#next(() => explain(this.#compiler, this.#nodeTypes, source, offset, seen), undefined);
  }

  signature(source: string, offset: number, seen: readonly SeenName[]): Promise<Signature | undefined> {
    return this.#next(() => signature(this.#compiler, this.#nodeTypes, source, offset, seen), undefined);
  }

  async close(): Promise<void> {
    // At once: the kernel may end before the compiler has.
    this.#project.close();
    await this.#compiler.close();
  }

  async #warmUp(): Promise<void> {
    await this.#compiler.start();
    this.#compiler.show(WARM_UP);
    await this.#compiler.problems();
  }

  async #problemsOf(text: CellText): Promise<readonly Problem[]> {
    const problems = inCell(await this.#nodeTypes.problems(text), text);
    return [...problems, ...(await this.#local.problems(text.source, problems))];
  }

  /** @param otherwise the answer where the compiler stumbles over a text: a fault of its own, that no cell shall suffer from */
  #next<T>(question: () => Promise<T>, otherwise: T): Promise<T> {
    const answer = this.#last.then(async () => {
      this.#compiler.assertRunning();
      this.#local.refresh();
      try {
        return await question();
      } catch (error) {
        if (error instanceof Unanswered) return otherwise;
        throw error;
      }
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }
}
