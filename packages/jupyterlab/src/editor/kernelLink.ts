/** Holds a comm to a notebook's kernel for as long as the kernel is one that checks types. */
import type { ISessionContext } from "@jupyterlab/apputils";
import type { Kernel } from "@jupyterlab/services";

import { Conversation } from "./conversation.js";
import { TARGET } from "./protocol.js";

export type Context = Pick<ISessionContext, "session" | "kernelChanged" | "connectionStatusChanged">;

export class KernelLink {
  readonly #context: Context;
  readonly #changed: () => void;
  #isWanted = false;
  #kernel: Kernel.IKernelConnection | undefined;
  #comm: Kernel.IComm | undefined;
  #opened: Conversation | undefined;
  #live: Conversation | undefined;
  /** Counts what was begun, so that what comes too late can tell. */
  #turn = 0;

  /** @param changed called whenever `conversation` has become another one */
  constructor(context: Context, changed: () => void) {
    this.#context = context;
    this.#changed = changed;
    context.kernelChanged.connect(this.#change, this);
    // Every restart goes through here as well, also one after a crash: the connection is made anew.
    context.connectionStatusChanged.connect(this.#renew, this);
  }

  /** With a kernel that has answered; undefined with all others. */
  get conversation(): Conversation | undefined {
    return this.#live;
  }

  /** Whether anything is to be asked at all. */
  want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    this.#renew();
  }

  dispose(): void {
    this.#context.kernelChanged.disconnect(this.#change, this);
    this.#context.connectionStatusChanged.disconnect(this.#renew, this);
    this.#drop();
  }

  /** JupyterLab says this after a restart, too, when the line to the kernel is open again. */
  #change(): void {
    const isSame = this.#kernel !== undefined && this.#kernel === this.#context.session?.kernel;
    if (!isSame || this.#comm?.isDisposed === true) this.#renew();
  }

  #renew(): void {
    this.#drop();
    const kernel = this.#context.session?.kernel;
    if (!this.#isWanted || kernel?.connectionStatus !== "connected" || !kernel.handleComms) return;
    this.#kernel = kernel;
    const turn = this.#turn;
    void this.#open(kernel, () => turn === this.#turn);
  }

  async #open(kernel: Kernel.IKernelConnection, isPresent: () => boolean): Promise<void> {
    try {
      const { language_info: language } = await kernel.info;
      // Python would answer with a complaint in the server's log for every notebook.
      if (!isPresent() || language.name !== "typescript") return;
    } catch {
      return; // The kernel died before it was known.
    }
    const comm = kernel.createComm(TARGET);
    const conversation = new Conversation((question) => {
      // Nobody waits for the end of this message; the answer is one of its own.
      comm.send({ ...question }).dispose();
    });
    comm.onMsg = ({ content }) => {
      conversation.receive(content.data);
    };
    // The kernel does not know the target, or will not talk any more.
    comm.onClose = () => {
      if (!isPresent()) return;
      this.#comm = undefined;
      this.#drop();
    };
    this.#comm = comm;
    this.#opened = conversation;
    comm.open();
    const hasAnswered = await conversation.greet();
    if (!hasAnswered || !isPresent()) return;
    this.#live = conversation;
    this.#changed();
  }

  #drop(): void {
    this.#turn++;
    const comm = this.#comm;
    this.#comm = undefined;
    this.#kernel = undefined;
    if (comm?.isDisposed === false) {
      try {
        comm.close();
      } catch {
        comm.dispose(); // The kernel has gone, and there is nobody to tell.
      }
    }
    this.#opened?.close();
    this.#opened = undefined;
    if (this.#live === undefined) return;
    this.#live = undefined;
    this.#changed();
  }
}
