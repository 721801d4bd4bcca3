import assert from "node:assert/strict";
import { KernelLink, type Context } from "../../src/editor/kernelLink.js";

/** A comm as far as a link uses one. */
class FakeComm {
  isDisposed = false;
  readonly sent: unknown[] = [];
  readonly told: string[] = [];
  onMsg: (message: { content: { data: unknown } }) => void = () => undefined;
  onClose: () => void = () => undefined;

  open(): void {
    this.told.push("open");
  }
  send(data: unknown): { dispose(): void } {
    this.sent.push(data);
    return { dispose: () => undefined };
  }
  close(): void {
    this.told.push("close");
    this.dispose();
  }
  dispose(): void {
    this.isDisposed = true;
  }
  answer(id: number): void {
    this.onMsg({ content: { data: { type: "problems", id, problems: [] } } });
  }
}

class FakeKernel {
  connectionStatus = "connected";
  handleComms = true;
  readonly comms: FakeComm[] = [];
  readonly targets: string[] = [];
  readonly info: Promise<object>;

  constructor(language = "typescript") {
    this.info = Promise.resolve({ language_info: { name: language } });
  }
  createComm(target: string): FakeComm {
    const comm = new FakeComm();
    this.targets.push(target);
    this.comms.push(comm);
    return comm;
  }
}

class FakeSignal {
  #slot: (() => void) | undefined;

  connect(slot: () => void, owner: object): void {
    this.#slot = slot.bind(owner);
  }
  disconnect(): void {
    this.#slot = undefined;
  }
  emit(): void {
    this.#slot?.();
  }
}

class FakeContext {
  session: { kernel: FakeKernel | null };
  readonly kernelChanged = new FakeSignal();
  readonly connectionStatusChanged = new FakeSignal();

  constructor(kernel: FakeKernel | null) {
    this.session = { kernel };
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the link to a kernel", () => {
  let changes: number;
  const linkTo = (context: FakeContext): KernelLink =>
    new KernelLink(context as unknown as Context, () => changes++);

  /** A link whose kernel has answered. */
  async function live(): Promise<{ context: FakeContext; kernel: FakeKernel; link: KernelLink }> {
    const kernel = new FakeKernel();
    const context = new FakeContext(kernel);
    const link = linkTo(context);
    link.want(true);
    await settle();
    kernel.comms[0]!.answer(1);
    await settle();
    return { context, kernel, link };
  }

  beforeEach(() => {
    changes = 0;
  });

  it("lives from the first answer on", async () => {
    const kernel = new FakeKernel();
    const link = linkTo(new FakeContext(kernel));
    await settle();
    assert.equal(kernel.comms.length, 0, "nobody wants to know anything yet");
    link.want(true);
    await settle();
    assert.deepEqual(kernel.targets, ["gradus.editor"]);
    assert.deepEqual(kernel.comms[0]!.sent, [{ type: "check", id: 1, code: "" }]);
    assert.equal(link.conversation, undefined);
    kernel.comms[0]!.answer(1);
    await settle();
    assert(link.conversation);
    assert.equal(changes, 1);
  });

  it("is silent with other languages, with a kernel that is not connected, and where comms are not handled", async () => {
    const python = new FakeKernel("python");
    const away = Object.assign(new FakeKernel(), { connectionStatus: "connecting" });
    const deaf = Object.assign(new FakeKernel(), { handleComms: false });
    for (const kernel of [python, away, deaf]) {
      linkTo(new FakeContext(kernel)).want(true);
      await settle();
      assert.equal(kernel.comms.length, 0);
    }
    linkTo(new FakeContext(null)).want(true);
  });

  it("is silent with a kernel that refuses, and says nothing more to it", async () => {
    const kernel = new FakeKernel();
    const link = linkTo(new FakeContext(kernel));
    link.want(true);
    await settle();
    kernel.comms[0]!.onClose();
    await settle();
    assert.equal(link.conversation, undefined);
    assert.deepEqual(kernel.comms[0]!.told, ["open"]);
    assert.equal(kernel.comms.length, 1);
    assert.equal(changes, 0);
  });

  it("is made anew after a restart, when the connection is", async () => {
    const { context, kernel, link } = await live();
    const before = link.conversation;
    kernel.comms[0]!.dispose();
    kernel.connectionStatus = "connecting";
    context.connectionStatusChanged.emit();
    assert.equal(link.conversation, undefined);
    kernel.connectionStatus = "connected";
    context.connectionStatusChanged.emit();
    context.kernelChanged.emit();
    await settle();
    context.kernelChanged.emit();
    await settle();
    assert.equal(kernel.comms.length, 2);
    assert.deepEqual(kernel.comms[0]!.told, ["open"], "the old comm died with the old kernel");
    kernel.comms[1]!.answer(1);
    await settle();
    assert(link.conversation !== undefined && link.conversation !== before);
    assert.equal(changes, 3);
  });

  it("goes over to another kernel", async () => {
    const { context, kernel, link } = await live();
    const next = new FakeKernel();
    context.session.kernel = next;
    context.kernelChanged.emit();
    assert.equal(link.conversation, undefined);
    assert.deepEqual(kernel.comms[0]!.told, ["open", "close"]);
    await settle();
    assert.equal(next.comms.length, 1);
  });

  it("opens once when the kernel changes twice before it is known", async () => {
    const kernel = new FakeKernel();
    const context = new FakeContext(kernel);
    linkTo(context).want(true);
    context.kernelChanged.emit();
    context.connectionStatusChanged.emit();
    await settle();
    assert.equal(kernel.comms.length, 1);
  });

  it("ends when nobody wants it any more, and when the notebook is closed", async () => {
    for (const end of ["want", "dispose"] as const) {
      const { context, kernel, link } = await live();
      if (end === "want") link.want(false);
      else link.dispose();
      assert.equal(link.conversation, undefined);
      assert.deepEqual(kernel.comms[0]!.told, ["open", "close"]);
      if (end === "dispose") context.kernelChanged.emit();
      await settle();
      assert.equal(kernel.comms.length, 1);
    }
  });
});
