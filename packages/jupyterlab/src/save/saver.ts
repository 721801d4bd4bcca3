/** Saves a notebook when a cell of it asks for that, as `submit()` of `@gradus/notebook` does, and says how it went. */
import type { NotebookPanel } from "@jupyterlab/notebook";
import type { Kernel, KernelMessage } from "@jupyterlab/services";

const TARGET = "gradus.save";

export type Panel = Pick<NotebookPanel, "sessionContext" | "context" | "disposed">;

type Answer =
  | { readonly type: "saving" }
  /** Its present name: the kernel knows the one that it had when the kernel was started. */
  | { readonly type: "saved"; readonly file: string }
  | { readonly type: "failed"; readonly reason: string };

export class Saver {
  readonly #panel: Panel;

  constructor(panel: Panel) {
    this.#panel = panel;
    const { sessionContext, disposed } = panel;
    sessionContext.kernelChanged.connect(this.#listen, this);
    disposed.connect(() => sessionContext.kernelChanged.disconnect(this.#listen, this));
    this.#listen();
  }

  #listen(): void {
    const kernel = this.#panel.sessionContext.session?.kernel;
    kernel?.registerCommTarget(TARGET, (comm, message) => {
      if (isOurs(message, kernel)) void this.#save(comm);
      // Another window has run the cell, and answers.
      else comm.dispose();
    });
  }

  async #save(comm: Kernel.IComm): Promise<void> {
    const { context } = this.#panel;
    say(comm, { type: "saving" });
    try {
      if (context.contentsModel?.writable === false) throw new Error("it can only be read here");
      await context.save();
      say(comm, { type: "saved", file: context.localPath.split("/").at(-1)! });
    } catch (error) {
      say(comm, { type: "failed", reason: (error as Error).message });
    }
  }
}

function isOurs(
  { parent_header: parent }: KernelMessage.ICommOpenMsg,
  { clientId }: Kernel.IKernelConnection,
): boolean {
  return "session" in parent && parent.session === clientId;
}

/** Whoever asked may have been stopped in the meantime. */
function say(comm: Kernel.IComm, answer: Answer): void {
  if (!comm.isDisposed) comm.send({ ...answer }).dispose();
}
