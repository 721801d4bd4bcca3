/** Notices when a page does what no drawing may make it do: run a script, open a dialog or a page, call somebody. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { BrowserContext } from "playwright-core";

export interface Canary {
  /** A living address outside the Jupyter server. */
  readonly url: string;
  /** What it noticed, in order; empty if all is well. */
  readonly songs: readonly string[];
  /** Watches all pages of a context. Only `home` may be called. */
  watch(context: BrowserContext, home: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startCanary(): Promise<Canary> {
  const songs: string[] = [];
  const server = createServer((request, response) => {
    songs.push(`${request.url} was called`);
    response.setHeader("access-control-allow-origin", "*");
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    songs,
    async watch(context, home) {
      await context.exposeBinding("__sing", () => {
        songs.push("a script ran");
      });
      await context.addInitScript({
        content: 'Object.defineProperty(window, "__pwned", { set() { window.__sing(); } });',
      });
      context.on("dialog", (dialog) => {
        songs.push(`a dialog opened: ${dialog.message()}`);
        void dialog.dismiss();
      });
      context.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(home) && !/^(data|blob|about):/.test(url)) songs.push(`${url} was requested`);
      });
      context.on("page", (page) => {
        page.on("popup", () => songs.push("a page opened"));
      });
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
