import assert from "node:assert/strict";
import { Saver, type Panel } from "../../src/save/saver.js";

class FakeComm {
  isDisposed = false;
  readonly sent: unknown[] = [];
  send(data: unknown): { dispose(): void } {
    this.sent.push(data);
    return { dispose: () => undefined };
  }
  dispose(): void {
    this.isDisposed = true;
  }
}

type Opened = (comm: FakeComm, message: object) => void;

class FakeKernel {
  readonly clientId = "this-window";
  readonly targets = new Map<string, Opened>();
  registerCommTarget(name: string, opened: Opened): void {
    this.targets.set(name, opened);
  }
  /** A cell asks, run by a window. */
  ask(window = this.clientId): FakeComm {
    const comm = new FakeComm();
    this.targets.get("gradus.save")!(comm, { parent_header: { session: window } });
    return comm;
  }
}

class FakeSignal {
  #slot: (() => void) | undefined;
  connect(slot: () => void, owner?: object): void {
    this.#slot = slot.bind(owner);
  }
  disconnect(): void {
    this.#slot = undefined;
  }
  emit(): void {
    this.#slot?.();
  }
}

class FakePanel {
  readonly disposed = new FakeSignal();
  readonly sessionContext: { session: { kernel: FakeKernel } | null; kernelChanged: FakeSignal };
  readonly context = {
    ...{ localPath: "exercise-3/3-4 mine.ipynb", contentsModel: { writable: true }, saves: 0 },
    save: (): Promise<void> => {
      this.context.saves += 1;
      return Promise.resolve();
    },
  };
  constructor(kernel?: FakeKernel) {
    this.sessionContext = { session: kernel ? { kernel } : null, kernelChanged: new FakeSignal() };
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a notebook's page that is asked to save", () => {
  function page(kernel?: FakeKernel): FakePanel {
    const panel = new FakePanel(kernel);
    new Saver(panel as unknown as Panel);
    return panel;
  }

  it("says that it does, saves, and says under which name", async () => {
    const kernel = new FakeKernel();
    const { context } = page(kernel);
    const comm = kernel.ask();
    assert.deepEqual(comm.sent, [{ type: "saving" }]);
    await settle();
    assert.deepEqual(comm.sent.slice(1), [{ type: "saved", file: "3-4 mine.ipynb" }]);
    assert.equal(context.saves, 1);
  });

  it("says why it cannot", async () => {
    const kernel = new FakeKernel();
    const { context } = page(kernel);
    context.save = () => Promise.reject(new Error("the disk is full"));
    const full = kernel.ask();
    await settle();
    assert.deepEqual(full.sent.at(-1), { type: "failed", reason: "the disk is full" });
    context.contentsModel.writable = false;
    const locked = kernel.ask();
    await settle();
    assert.deepEqual(locked.sent.at(-1), { type: "failed", reason: "it can only be read here" });
  });

  it("leaves it to the window in which the cell was run", async () => {
    const kernel = new FakeKernel();
    const { context } = page(kernel);
    const comm = kernel.ask("another-window");
    await settle();
    assert.deepEqual([comm.sent, comm.isDisposed, context.saves], [[], true, 0]);
  });

  it("is silent when the cell does not wait any more", async () => {
    const kernel = new FakeKernel();
    const { context } = page(kernel);
    let end = (): void => undefined;
    context.save = () =>
      new Promise((resolve) => {
        end = resolve;
      });
    const comm = kernel.ask();
    comm.dispose();
    end();
    await settle();
    assert.deepEqual(comm.sent, [{ type: "saving" }]);
  });

  it("listens to each kernel that the notebook gets, until it is closed", () => {
    const panel = page();
    const [first, second] = [new FakeKernel(), new FakeKernel()];
    panel.sessionContext.session = { kernel: first };
    panel.sessionContext.kernelChanged.emit();
    assert.ok(first.targets.has("gradus.save"));
    panel.disposed.emit();
    panel.sessionContext.session = { kernel: second };
    panel.sessionContext.kernelChanged.emit();
    assert.equal(second.targets.size, 0);
  });
});
