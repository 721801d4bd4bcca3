/** The line on which a function of two variables is ½, by marching squares. */

const LEVEL = 0.5;

type Segment = readonly [x: number, y: number, x2: number, y2: number];
type Corner = readonly [x: number, y: number, value: number];

/**
 * Find the line in each square of a grid, straight within the square.
 *
 * @param values row by row, at each `x` of the columns and each `y` of the rows
 * @returns its pieces; none in squares with a corner that is no number
 */
export function boundaryOf(
  values: readonly (readonly number[])[],
  columns: readonly number[],
  rows: readonly number[],
): Segment[] {
  const corner = (i: number, j: number): Corner => [columns[i]!, rows[j]!, values[j]![i]!];
  return rows
    .slice(1)
    .flatMap((_, j) =>
      columns
        .slice(1)
        .flatMap((__, i) => within([corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)])),
    );
}

/** @param corners around the square */
function within(corners: readonly Corner[]): Segment[] {
  const values = corners.map(([, , value]) => value);
  if (values.some((value) => Number.isNaN(value))) return [];
  const crossings = corners.flatMap((corner, i) => crossing(corner, corners[(i + 1) % 4]!));
  if (crossings.length < 4) return pairs(crossings);
  // A saddle: the line goes round the corners that are on another side than the middle.
  const middle = values.reduce((sum, value) => sum + value, 0) / 4;
  const isFirstApart = middle > LEVEL !== values[0]! > LEVEL;
  return pairs(isFirstApart ? [crossings[3]!, ...crossings.slice(0, 3)] : crossings);
}

/** Where the line crosses the side between two corners. */
function crossing([x, y, value]: Corner, [x2, y2, value2]: Corner): (readonly [number, number])[] {
  if (value > LEVEL === value2 > LEVEL) return [];
  const part = (LEVEL - value) / (value2 - value);
  return [[round(x + part * (x2 - x)), round(y + part * (y2 - y))]];
}

function pairs(points: readonly (readonly [number, number])[]): Segment[] {
  return points.flatMap((point, i) => (i % 2 === 0 ? [[...point, ...points[i + 1]!] as const] : []));
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
