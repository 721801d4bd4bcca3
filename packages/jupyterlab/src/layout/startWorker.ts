/** Starts the real web worker. It stands alone because only a bundler understands the `new URL` below. */
import type { StartWorker } from "./client.js";
import type { LayoutReply } from "./protocol.js";

export const startWorker: StartWorker = ({ reply, crash }) => {
  const worker = new Worker(new URL("./worker.js", import.meta.url));
  worker.onmessage = ({ data }: MessageEvent<LayoutReply>) => {
    reply(data);
  };
  worker.onerror = (event) => {
    // Otherwise the browser reports the same error a second time, as one of the page.
    event.preventDefault();
    // A worker whose file cannot be loaded sends a bare event without a message.
    crash(event.message || "its file could not be loaded");
  };
  worker.onmessageerror = () => {
    crash("its answer could not be read");
  };
  return {
    post: (request) => {
      worker.postMessage(request);
    },
    terminate: () => {
      worker.terminate();
    },
  };
};
