/** Puts a picture into the clipboard or into a file: as SVG, as PNG, as DOT. */

export type Format = "SVG" | "PNG" | "DOT";
export const FORMATS: readonly Format[] = ["SVG", "PNG", "DOT"];

/** What can be saved. Pictures are light and neutral, whatever the theme is. */
export interface Saved {
  readonly dot: () => string | Promise<string>;
  readonly svg: () => Promise<string>;
  /** Without its ending. */
  readonly fileName: string;
}

const TYPES: Readonly<Record<Format, string>> = {
  SVG: "image/svg+xml",
  PNG: "image/png",
  DOT: "text/vnd.graphviz",
};
/** Pixels for each of the page's, so that a picture stays sharp on paper. */
const SHARPNESS = 2;
/** Browsers refuse larger canvases. */
const LARGEST_SIDE = 8000;

export async function copy(format: Format, saved: Saved): Promise<void> {
  if (format === "PNG") {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blobOf("PNG", saved) })]);
  } else {
    await navigator.clipboard.writeText(await (format === "DOT" ? saved.dot() : saved.svg()));
  }
}

export async function download(format: Format, saved: Saved): Promise<void> {
  const address = URL.createObjectURL(await blobOf(format, saved));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${fileNameOf(saved.fileName)}.${format.toLowerCase()}`;
  link.click();
  // The browser reads it after this function has ended.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

/** A name that every system takes for a file. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{N}_.-]+/gu, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "");
  return plain.slice(0, 60) || "graph";
}

async function blobOf(format: Format, saved: Saved): Promise<Blob> {
  if (format === "DOT") return new Blob([await saved.dot()], { type: TYPES.DOT });
  const svg = await saved.svg();
  return format === "SVG" ? new Blob([svg], { type: TYPES.SVG }) : pngOf(svg);
}

async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const larger = Math.max(image.naturalWidth, image.naturalHeight);
  const scale = Math.min(SHARPNESS, LARGEST_SIDE / larger);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(image.naturalWidth * scale);
  canvas.height = Math.ceil(image.naturalHeight * scale);
  const context = canvas.getContext("2d")!;
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("the browser made no picture"));
    }, TYPES.PNG);
  });
}
