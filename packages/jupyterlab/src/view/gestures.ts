/** Pointer and wheel: drag to move the picture, the wheel with Ctrl or ⌘ to zoom, a click to choose. */

/** A shorter drag is a click that shook. */
const SHAKE = 4;
/** How much one notch of a wheel zooms. */
const WHEEL_PACE = 0.0025;

export type WheelUse = "modifier" | "always" | "never";

export interface Gestures {
  /** @param dx in pixels of the page */
  readonly onDrag: (dx: number, dy: number) => void;
  readonly onZoom: (factor: number, clientX: number, clientY: number) => void;
  readonly onClick: (target: Element) => void;
  readonly onDoubleClick: (target: Element) => void;
  readonly onHover: (target: Element | undefined) => void;
  readonly wheel: () => WheelUse;
}

export function listenToGestures(canvas: HTMLElement, gestures: Gestures): void {
  let last: { readonly x: number; readonly y: number } | undefined;
  let isDrag = false;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    last = { x: event.clientX, y: event.clientY };
    isDrag = false;
  });
  canvas.addEventListener("pointermove", (event) => {
    // A button that is let go of outside the window tells nobody.
    if (event.buttons === 0) last = undefined;
    if (last === undefined) {
      gestures.onHover(event.target instanceof Element ? event.target : undefined);
      return;
    }
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    if (!isDrag && Math.hypot(dx, dy) < SHAKE) return;
    if (!isDrag) canvas.setPointerCapture(event.pointerId);
    isDrag = true;
    last = { x: event.clientX, y: event.clientY };
    gestures.onDrag(dx, dy);
  });
  for (const end of ["pointerup", "pointercancel"] as const) {
    canvas.addEventListener(end, () => {
      last = undefined;
    });
  }
  canvas.addEventListener("pointerleave", () => {
    gestures.onHover(undefined);
  });
  // A link that is dragged would take the pointer away.
  canvas.addEventListener("dragstart", (event) => {
    event.preventDefault();
  });
  canvas.addEventListener("click", (event) => {
    if (isDrag) event.preventDefault();
    else if (event.target instanceof Element) gestures.onClick(event.target);
  });
  canvas.addEventListener("dblclick", (event) => {
    if (event.target instanceof Element) gestures.onDoubleClick(event.target);
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      const use = gestures.wheel();
      // Two fingers that part arrive as a wheel with Ctrl.
      const isZoom = use === "always" || (use === "modifier" && (event.ctrlKey || event.metaKey));
      if (!isZoom) return;
      event.preventDefault();
      event.stopPropagation();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      gestures.onZoom(Math.exp(-pixels * WHEEL_PACE), event.clientX, event.clientY);
    },
    { passive: false },
  );
}
