/** The module `tslab` for notebooks that were made for that kernel: its `display`, and `newDisplay` for what changes. */

import { randomUUID } from "node:crypto";
import { display as send } from "./output.js";

type Show = (data: object) => void;

const types = {
  javascript: "application/javascript",
  html: "text/html",
  markdown: "text/markdown",
  latex: "text/latex",
  svg: "image/svg+xml",
  text: "text/plain",
  png: "image/png",
  jpeg: "image/jpeg",
  gif: "image/gif",
  pdf: "application/pdf",
} as const;

function shower(show: Show): Record<string, (...args: never[]) => void> {
  const put = (type: string, value: unknown): void => {
    show({ [type]: value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value });
  };
  const byName = Object.entries(types).map(([name, type]) => [
    name,
    (value: unknown) => {
      put(type, value);
    },
  ]);
  return { ...(Object.fromEntries(byName) as object), raw: put };
}

function newDisplay(): object {
  const id = randomUUID();
  let isShown = false;
  return shower((data) => {
    send(data, {}, id, isShown);
    isShown = true;
  });
}

export const tslab = {
  display: shower((data) => {
    send(data);
  }),
  newDisplay,
};
