/** One self-contained page: it loads nothing, runs nothing, and its only style is ours. */

import { createHash } from "node:crypto";
import { markup, Html } from "./html.js";
import { STYLE } from "./style.js";

/** @param forms where a form may be sent to */
export function page(title: string, body: Html, style = "", forms: "none" | "self" = "none"): string {
  const css = STYLE + style;
  const hash = createHash("sha256").update(css).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action '${forms}'`;
  const document = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="same-origin" />
        <title>${title}</title>
        ${new Html(`<style>${css}</style>`)}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`;
  return `${document.text}\n`;
}
