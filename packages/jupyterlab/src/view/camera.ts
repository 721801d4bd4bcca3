/** Shows a part of a drawing in its place on the page: it knows how much room there is, and what the reader chose to see. */
import {
  fitted,
  framed,
  LEGIBLE,
  moved,
  revealing,
  scaleOf,
  settled,
  zoomed,
  type Frame,
  type Size,
} from "./frame.js";

/** Graphviz measures in points: this many pixels each. */
const NATURAL = 4 / 3;
/** Of the window's height, for a picture among others. */
const HIGHEST = 0.7;

const NOTHING: Frame = { x: 0, y: 0, width: 1, height: 1 };

export class Camera {
  readonly #canvas: HTMLElement;
  readonly #fillsPlace: boolean;
  readonly #resize = new ResizeObserver(() => {
    this.#measure();
  });
  #svg: SVGSVGElement | undefined;
  #drawing = NOTHING;
  #frame = NOTHING;
  #window: Size = { width: 0, height: 0 };
  /** Whether the reader has chosen what to see; until then the picture fits its place. */
  #isMoved = false;

  /** @param fillsPlace whether the canvas has a height already, instead of taking what the drawing needs */
  constructor(canvas: HTMLElement, fillsPlace: boolean) {
    this.#canvas = canvas;
    this.#fillsPlace = fillsPlace;
    this.#resize.observe(canvas);
  }

  /** A drawing of the same size is seen as the one before. */
  show(svg: SVGSVGElement): void {
    const [x = 0, y = 0, width = 1, height = 1] = (svg.getAttribute("viewBox") ?? "")
      .split(/[\s,]+/)
      .map(Number);
    if (this.#drawing.width !== width || this.#drawing.height !== height) this.#isMoved = false;
    this.#drawing = { x, y, width, height };
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    this.#svg = svg;
    this.#canvas.replaceChildren(svg);
    this.#measure();
  }

  fit(): void {
    this.#isMoved = false;
    this.#measure();
  }

  actualSize(): void {
    this.#look(framed(this.#centre, NATURAL, this.#window));
  }

  /** @param at a point of the canvas that stays where it is, each part from 0 to 1 */
  zoom(factor: number, at = { x: 0.5, y: 0.5 }): void {
    if (this.#window.width === 0) return;
    const place = { drawing: this.#drawing, window: this.#window, natural: NATURAL };
    this.#look(zoomed(this.#frame, factor, at, place));
  }

  zoomAt(factor: number, clientX: number, clientY: number): void {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    this.zoom(factor, { x: (clientX - left) / width, y: (clientY - top) / height });
  }

  /** The picture goes with the pointer; in pixels. */
  drag(dx: number, dy: number): void {
    const scale = scaleOf(this.#frame, this.#window);
    this.#look(moved(this.#frame, -dx / scale, -dy / scale, this.#drawing));
  }

  /** By parts of what is seen. */
  pan(dx: number, dy: number): void {
    this.#look(moved(this.#frame, dx * this.#frame.width, dy * this.#frame.height, this.#drawing));
  }

  /** Move as little as it takes to see an element: the picture in its place, and the page with it. */
  reveal(element: Element): void {
    const to = settled(revealing(this.#frame, this.placeOf(element)), this.#drawing);
    if (to.x !== this.#frame.x || to.y !== this.#frame.y) this.#look(to);
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Reveal an element, and large enough to be read. */
  approach(element: Element): void {
    const scale = NATURAL * LEGIBLE;
    if (scaleOf(this.#frame, this.#window) < scale) {
      const { x, y, width, height } = this.placeOf(element);
      this.#makeRoom(scale);
      this.#look(
        settled(framed({ x: x + width / 2, y: y + height / 2 }, scale, this.#window), this.#drawing),
      );
    } else this.reveal(element);
  }

  /** Where an element of the drawing is, in the drawing's units. */
  placeOf(element: Element): Frame {
    const canvas = this.#canvas.getBoundingClientRect();
    const { left, top, width, height } = element.getBoundingClientRect();
    const scale = scaleOf(this.#frame, this.#window);
    return {
      x: this.#frame.x + (left - canvas.left) / scale,
      y: this.#frame.y + (top - canvas.top) / scale,
      width: width / scale,
      height: height / scale,
    };
  }

  dispose(): void {
    this.#resize.disconnect();
  }

  get #centre(): { x: number; y: number } {
    const { x, y, width, height } = this.#frame;
    return { x: x + width / 2, y: y + height / 2 };
  }

  #look(frame: Frame): void {
    this.#isMoved = true;
    const { height } = this.#window;
    const scale = scaleOf(frame, this.#window);
    this.#makeRoom(scale);
    if (this.#window.height === height) this.#set(frame);
    else this.#set(settled({ ...frame, height: this.#window.height / scale }, this.#drawing));
  }

  #set(frame: Frame): void {
    this.#frame = frame;
    const { x, y, width, height } = frame;
    this.#svg?.setAttribute("viewBox", [x, y, width, height].map((part) => part.toFixed(3)).join(" "));
  }

  /** Find out how wide the place is. */
  #measure(): void {
    if (this.#canvas.clientWidth === 0) return;
    const before = this.#window;
    if (this.#isMoved && before.width > 0) {
      const [centre, scale] = [this.#centre, scaleOf(this.#frame, before)];
      this.#makeRoom(scale);
      this.#set(framed(centre, scale, this.#window));
    } else {
      this.#makeRoom(0);
      this.#set(fitted(this.#drawing, this.#window, NATURAL, this.#fillsPlace ? 0.5 : 0));
    }
  }

  /** A drawing that is enlarged takes more of the page, but not all of the window. */
  #makeRoom(scale: number): void {
    const width = this.#canvas.clientWidth;
    if (!this.#fillsPlace) {
      const shown = Math.max(scale, Math.min(width / this.#drawing.width, NATURAL));
      const needed = Math.min(this.#drawing.height * shown, window.innerHeight * HIGHEST);
      this.#canvas.style.height = `${Math.ceil(needed)}px`;
    }
    this.#window = { width, height: this.#canvas.clientHeight };
  }
}
