/**
 * Turns SVG text into an image element.
 *
 * Graphviz copies parts of the DOT text into its SVG unescaped, and a notebook may come from anybody.
 * Inside `<img>` the browser runs no script, follows no link and loads nothing from outside, whatever the SVG says;
 * that is the whole defence, so the SVG must never reach the page in another way.
 */
import { BadPictureError } from "./errors.js";

/** Resolves when the picture can be shown without a flash. @throws BadPictureError if it is no readable SVG */
export async function loadPicture(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.className = "jp-Graphviz-picture";
  // Graphviz measures in points; said in the page's own terms, the place is kept before the image is painted.
  const width = /<svg width="([\d.]+pt)"/.exec(svg)?.[1];
  if (width !== undefined) image.style.width = width;
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => {
      reject(new BadPictureError());
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
  return image;
}
