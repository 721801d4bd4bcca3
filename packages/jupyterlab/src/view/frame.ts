/** Which part of a drawing is seen, and how large: arithmetic on the viewBox, without a page. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The part of the drawing that is seen, in the drawing's own units. */
export interface Frame extends Size {
  readonly x: number;
  readonly y: number;
}

/** As large as this, one unit of the drawing is eight points. */
const LARGEST = 8;
/** Of the natural size: what is smaller cannot be read. */
export const LEGIBLE = 0.6;
/** So much of a drawing stays in sight, however far it is moved. */
const KEPT = 0.1;

/** @param scale pixels per unit */
export function framed(
  centre: { readonly x: number; readonly y: number },
  scale: number,
  window: Size,
): Frame {
  const [width, height] = [window.width / scale, window.height / scale];
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

export function scaleOf(frame: Frame, window: Size): number {
  return window.width / frame.width;
}

/**
 * All of the drawing, but not larger than it is; of a tall one that could not be read like that, all of its width.
 *
 * @param align where it stands if it is narrower than the window: 0 at the start, 0.5 in the middle
 */
export function fitted(drawing: Frame, window: Size, natural: number, align = 0.5): Frame {
  const whole = wholeScale(drawing, window, natural);
  const scale = Math.max(whole, Math.min(window.width / drawing.width, natural * LEGIBLE));
  const frame = framed(centreOf(drawing), scale, window);
  return {
    ...frame,
    x: drawing.x - (frame.width - drawing.width) * align,
    y: scale > whole ? drawing.y : frame.y,
  };
}

function wholeScale(drawing: Frame, window: Size, natural: number): number {
  return Math.min(window.width / drawing.width, window.height / drawing.height, natural);
}

/**
 * Change the size around a point that stays where it is, unless that would waste room.
 *
 * @param at in the window, from 0 to 1
 */
export function zoomed(
  frame: Frame,
  factor: number,
  at: { readonly x: number; readonly y: number },
  { drawing, window, natural }: { readonly drawing: Frame; readonly window: Size; readonly natural: number },
): Frame {
  const smallest = wholeScale(drawing, window, natural) / 2;
  const wanted = Math.min(Math.max(scaleOf(frame, window) * factor, smallest), natural * LARGEST);
  const [width, height] = [window.width / wanted, window.height / wanted];
  const moved = {
    x: frame.x + (frame.width - width) * at.x,
    y: frame.y + (frame.height - height) * at.y,
    width,
    height,
  };
  return settled(moved, drawing);
}

/** No room is left empty while a part of the drawing is out of sight. */
export function settled(frame: Frame, drawing: Frame): Frame {
  const place = (from: number, size: number, start: number, length: number): number => {
    const ends = [start, start + length - size];
    return between(from, Math.min(...ends), Math.max(...ends));
  };
  return {
    ...frame,
    x: place(frame.x, frame.width, drawing.x, drawing.width),
    y: place(frame.y, frame.height, drawing.y, drawing.height),
  };
}

export function moved(frame: Frame, dx: number, dy: number, drawing: Frame): Frame {
  return kept({ ...frame, x: frame.x + dx, y: frame.y + dy }, drawing);
}

/** Move as little as it takes to see a part of the drawing. */
export function revealing(frame: Frame, part: Frame): Frame {
  const shift = (from: number, size: number, start: number, length: number): number => {
    const margin = Math.min((size - length) / 2, size / 10);
    if (start < from) return start - margin;
    if (start + length > from + size) return start + length - size + margin;
    return from;
  };
  return {
    ...frame,
    x: shift(frame.x, frame.width, part.x, part.width),
    y: shift(frame.y, frame.height, part.y, part.height),
  };
}

function kept(frame: Frame, drawing: Frame): Frame {
  const [dx, dy] = [frame.width * KEPT, frame.height * KEPT];
  return {
    ...frame,
    x: between(frame.x, drawing.x - frame.width + dx, drawing.x + drawing.width - dx),
    y: between(frame.y, drawing.y - frame.height + dy, drawing.y + drawing.height - dy),
  };
}

function between(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function centreOf({ x, y, width, height }: Frame): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
