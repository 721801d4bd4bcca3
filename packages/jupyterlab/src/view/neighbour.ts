/** Which node the arrow keys lead to. */
import type { Frame } from "./frame.js";

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

export const DIRECTIONS: Readonly<Record<Direction, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Aside counts more than ahead, so that the keys go along rows and columns. */
const ASIDE = 2.5;

/** @returns undefined where there is nothing in that direction */
export function neighbour(
  from: string,
  direction: Direction,
  places: ReadonlyMap<string, Frame>,
): string | undefined {
  const [dx, dy] = DIRECTIONS[direction];
  const start = centre(places.get(from)!);
  let best: string | undefined;
  let least = Infinity;
  for (const [key, place] of places) {
    const { x, y } = centre(place);
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    if (key === from || ahead <= 1) continue;
    const distance = ahead + ASIDE * Math.abs((x - start.x) * dy + (y - start.y) * dx);
    if (distance < least) [best, least] = [key, distance];
  }
  return best;
}

function centre({ x, y, width, height }: Frame): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
