/** Buttons, a slider and keys that lead through the steps of a pass, and a sentence that says what happens there. */
import { element } from "../element.js";
import { iconButton, relabel } from "../view/button.js";
import type { Icon } from "../view/icons.js";
import type { Words } from "../words.js";

/** Steps per second at speed 1. */
const PACE = 1.5;
const SPEEDS = [0.5, 1, 2, 4];

export interface StepperOptions {
  readonly trans: Words;
  /** The last position. */
  readonly last: number;
  /** Somebody moved to another position. Resolves when it is shown. */
  readonly onMove: (position: number) => Promise<void>;
}

export class Stepper {
  readonly node: HTMLElement;
  readonly #options: StepperOptions;
  readonly #slider: HTMLInputElement;
  readonly #caption: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #ends: {
    readonly back: readonly HTMLButtonElement[];
    readonly forward: readonly HTMLButtonElement[];
  };
  #speed = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: StepperOptions) {
    const { trans, last } = options;
    this.#options = options;
    const first = this.#button("first", trans.__("To the beginning"), () => 0);
    const back = this.#button("back", trans.__("One step back"), (position) => position - 1);
    this.#play = iconButton("play", trans.__("Play"), () => {
      this.#toggle();
    });
    this.#play.classList.add("play");
    const forward = this.#button("forward", trans.__("One step forward"), (position) => position + 1);
    const end = this.#button("last", trans.__("To the end"), () => last);
    this.#ends = { back: [first, back], forward: [forward, end] };
    this.#slider = element("input", "slider");
    Object.assign(this.#slider, { type: "range", min: "0", max: String(last), value: String(last) });
    this.#slider.setAttribute("aria-label", trans.__("Step"));
    this.#slider.addEventListener("input", () => {
      this.#go(Number(this.#slider.value));
    });
    this.#caption = element("p", "caption");
    this.#caption.setAttribute("aria-live", "polite");
    const controls = element(
      "div",
      "controls",
      first,
      back,
      this.#play,
      forward,
      end,
      this.#slider,
      this.#speeds(),
    );
    this.node = element("div", "stepper", controls, this.#caption);
    this.node.setAttribute("role", "group");
    this.node.setAttribute("aria-label", trans.__("Steps of the computation"));
    this.node.addEventListener("keydown", (event) => {
      this.#key(event);
    });
  }

  get position(): number {
    return Number(this.#slider.value);
  }

  /** @param words what has just happened */
  show(position: number, words: string): void {
    const { last, trans } = this.#options;
    this.#slider.value = String(position);
    this.#slider.setAttribute("aria-valuetext", trans.__("%1 of %2", position, last));
    this.#caption.textContent = words;
    // Not `disabled`, which would take the focus from whoever has just pressed the button.
    for (const each of this.#ends.back) each.setAttribute("aria-disabled", String(position === 0));
    for (const each of this.#ends.forward) each.setAttribute("aria-disabled", String(position === last));
  }

  dispose(): void {
    this.#stop();
  }

  #button(sign: Icon, name: string, target: (position: number) => number): HTMLButtonElement {
    return iconButton(sign, name, () => {
      this.#go(target(this.position));
    });
  }

  /** Somebody takes the lead: what plays stops. */
  #go(position: number): void {
    this.#stop();
    const { last, onMove } = this.#options;
    void onMove(Math.min(Math.max(position, 0), last));
  }

  #toggle(): void {
    if (this.#timer !== undefined) {
      this.#stop();
      return;
    }
    const { last, onMove, trans } = this.#options;
    relabel(this.#play, "pause", trans.__("Pause"));
    // From the end it starts over.
    const start = this.position === last ? 0 : this.position + 1;
    const next = (position: number): void => {
      void onMove(position).then(() => {
        if (this.#timer === undefined) return;
        if (position === last) this.#stop();
        else this.#timer = setTimeout(next, 1000 / (PACE * this.#speed), position + 1);
      });
    };
    this.#timer = setTimeout(next, 0, start);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    relabel(this.#play, "play", this.#options.trans.__("Play"));
  }

  #speeds(): HTMLElement {
    const select = element("select", "speed");
    select.setAttribute("aria-label", this.#options.trans.__("Speed"));
    for (const speed of SPEEDS)
      select.append(new Option(`${speed}×`, String(speed), speed === 1, speed === 1));
    select.addEventListener("change", () => {
      this.#speed = Number(select.value);
    });
    return select;
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // The slider and the list of speeds know the arrow keys themselves, and to the notebook they mean something else.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
      event.stopPropagation();
      return;
    }
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: this.position - 1,
      ArrowRight: this.position + 1,
      Home: 0,
      End: this.#options.last,
    };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#go(target);
  }
}
