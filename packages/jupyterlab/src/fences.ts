/** Draws the DOT blocks of Markdown, after whoever reads Markdown has turned it into HTML. */
import { altOfDrawing } from "./alt.js";
import { element } from "./element.js";
import { errorBox, foldedSource } from "./errorBox.js";
import { asDrawingError } from "./errors.js";
import { figure } from "./figure.js";
import type { Layout } from "./layout/layout.js";
import { loadPicture } from "./picture.js";
import type { Words } from "./words.js";

const BLOCKS = ["dot", "graphviz", "gv"].map((language) => `pre > code.language-${language}`).join();

/** @returns the HTML with drawings in place of its blocks; it goes through JupyterLab's sanitiser after this */
export async function drawFences(html: string, layout: Layout, trans: Words): Promise<string> {
  if (!html.includes("language-")) return html;
  // In a document of its own nothing is loaded and nothing runs.
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const blocks = [...body.querySelectorAll(BLOCKS)];
  if (blocks.length === 0) return html;
  await Promise.all(
    blocks.map(async (block) => {
      const drawing = await drawn(block.textContent ?? "", layout, trans);
      block.parentElement?.replaceWith(drawing);
    }),
  );
  return body.innerHTML;
}

async function drawn(dot: string, layout: Layout, trans: Words): Promise<HTMLElement> {
  try {
    const svg = await layout.layout(dot);
    const image = await loadPicture(svg);
    image.alt = altOfDrawing(svg, trans);
    return figure(image);
  } catch (error) {
    const box = errorBox(asDrawingError(error), dot, trans);
    box.append(foldedSource(dot, trans));
    return element("div", "jp-Graphviz", box);
  }
}
