/** A network between programs and Redis that can stall: what is sent arrives later, or never. */

import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

export class StallingNetwork {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isStalled = false;

  private constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect(port, "127.0.0.1");
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on("data", (chunk) => to.write(chunk));
        from.on("error", () => undefined);
        from.once("close", () => {
          this.#sockets.delete(from);
          to.destroy();
        });
        if (this.#isStalled) from.pause();
      }
    });
  }

  static async to(port: number): Promise<StallingNetwork> {
    const network = new StallingNetwork(port);
    network.#server.listen(0, "127.0.0.1");
    await once(network.#server, "listening");
    return network;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Connections stay, and nothing comes through: neither data, nor that somebody has hung up. */
  stall(): void {
    this.#isStalled = true;
    for (const socket of this.#sockets) socket.pause();
  }

  goOn(): void {
    this.#isStalled = false;
    for (const socket of this.#sockets) socket.resume();
  }

  async remove(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }
}
