/** How well text stands out from what it stands on, as WCAG measures it: from 1, which is not at all, to 21. */

import type { Locator } from "playwright-core";

export interface Inked {
  readonly text: string;
  readonly contrast: number;
}

type Colour = readonly [red: number, green: number, blue: number];

/** The pieces of text in an element, each of one colour. */
export async function contrasts(element: Locator): Promise<Inked[]> {
  const pieces = await element.evaluate((root) => {
    const found: { text: string; ink: string; grounds: string[] }[] = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent?.trim();
      if (!text) continue;
      const parent = texts.currentNode.parentElement!;
      const grounds: string[] = [];
      for (let box: Element | null = parent; box; box = box.parentElement)
        grounds.unshift(getComputedStyle(box).backgroundColor);
      found.push({ text, ink: getComputedStyle(parent).color, grounds });
    }
    return found;
  });
  return pieces.map(({ text, ink, grounds }) => {
    const ground = grounds.reduce(paint, [255, 255, 255]);
    const [dark, light] = [luminance(ground), luminance(paint(ground, ink))].sort((a, b) => a - b);
    return { text, contrast: (light! + 0.05) / (dark! + 0.05) };
  });
}

/** @param colour as browsers compute it: `rgb(255, 221, 221)` or `rgba(244, 67, 54, 0.28)` */
function paint(ground: Colour, colour: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const mix = (below: number, above: number): number => below + (above - below) * alpha;
  return [mix(ground[0], red), mix(ground[1], green), mix(ground[2], blue)];
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
