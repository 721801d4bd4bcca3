/** A graph that one can walk through: its picture, its steps, what there is to read, and its gradient graph beside it. */
import { element } from "../element.js";
import { wordButton } from "../view/button.js";
import type { Words } from "../words.js";
import { detailsPanel } from "./detailsPanel.js";
import { Panel, type PanelOptions } from "./panel.js";
import type { Overview, Scene, StepWords } from "./session.js";
import type { Source } from "./source.js";
import { Stepper } from "./stepper.js";
import { Timeline } from "./timeline.js";

export interface GraphViewOptions extends Omit<PanelOptions, "session"> {
  readonly source: Source;
}

export class GraphView {
  readonly node = element("div", "jp-GradusGraph");
  readonly #options: GraphViewOptions;
  readonly #panel: Panel;
  readonly #details = element("div", "");
  readonly #timeline: Timeline;
  readonly #stepper: Stepper | undefined;
  #beside: Panel | undefined;

  private constructor(options: GraphViewOptions, overview: Overview) {
    this.#options = options;
    const { source, studio } = options;
    this.#timeline = new Timeline(overview);
    this.#panel = new Panel({ ...options, session: source.graph }, overview);
    this.#panel.view.onSelect = (key) => {
      void this.#choose(key);
    };
    const { view } = this.#panel;
    this.node.append(view.node);
    if (this.#timeline.last > 0) {
      this.#stepper = new Stepper({
        trans: studio.trans,
        last: this.#timeline.last,
        onMove: (position) => this.#moveTo(position),
      });
      this.#stepper.show(this.#timeline.last, "");
      view.below.append(this.#stepper.node);
    }
    view.below.append(this.#details);
    if (source.beside) this.#offerBeside();
  }

  /** @throws DrawingError when the graph cannot be laid out, or the signal's reason */
  static async open(options: GraphViewOptions, signal: AbortSignal): Promise<GraphView> {
    const view = new GraphView(options, await options.source.graph.overview());
    const stop = (): void => {
      view.#panel.dispose();
    };
    signal.addEventListener("abort", stop);
    try {
      signal.throwIfAborted();
      await view.#panel.begin();
      return view;
    } catch (error) {
      view.dispose();
      throw error;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  dispose(): void {
    this.#stepper?.dispose();
    this.#panel.dispose();
    this.#beside?.dispose();
    this.#options.source.dispose();
  }

  async #moveTo(position: number): Promise<void> {
    const scene = await this.#panel.moveTo(this.#timeline.at(position));
    this.#stepper?.show(position, this.#caption(scene));
    if (this.#panel.view.selected !== undefined) await this.#read(this.#panel.view.selected);
  }

  #caption({ step }: Scene): string {
    const { trans } = this.#options.studio;
    const passes = this.#timeline.passes;
    const where = passes > 1 ? `${trans.__("Pass %1 of %2", this.#panel.time.pass + 1, passes)}: ` : "";
    return where + (step ? sentence(step, trans) : trans.__("Before the first step"));
  }

  async #choose(key: string | undefined): Promise<void> {
    const partner = this.#beside?.picture?.nodes.filter((node) => node.partner === key).at(-1);
    if (key !== undefined && partner) this.#beside?.view.reveal(partner.id);
    await this.#read(key);
  }

  /** Shows what there is to read about a box. */
  async #read(key: string | undefined): Promise<void> {
    const panel = this.#panel;
    const details =
      key === undefined ? undefined : await this.#options.source.graph.details(key, panel.open, panel.time);
    if (key !== panel.view.selected) return;
    if (!details) {
      this.#details.replaceChildren();
      return;
    }
    const actions = {
      fold: (group: string) => void panel.fold(group),
      unfold: (group: string) => void panel.unfold([group]),
      close: () => {
        panel.view.select(undefined);
        panel.view.focus();
      },
    };
    this.#details.replaceChildren(detailsPanel(details, this.#options.studio.trans, actions));
  }

  #offerBeside(): void {
    const name = this.#options.studio.trans.__("Gradient graph");
    const opener = wordButton(name, () => {
      const isOpen = opener.getAttribute("aria-pressed") !== "true";
      opener.setAttribute("aria-pressed", String(isOpen));
      if (isOpen) void this.#openBeside(name);
      else this.#closeBeside();
    });
    opener.setAttribute("aria-pressed", "false");
    this.#panel.view.toolbar.prepend(opener);
  }

  async #openBeside(name: string): Promise<void> {
    const session = this.#options.source.beside!;
    const options = { ...this.#options, session, alt: name, items: [] };
    const panel = new Panel(options, await session.overview());
    panel.view.onSelect = (key) => {
      const partner = panel.picture?.nodes.find(({ id }) => id === key)?.partner;
      if (partner !== undefined && this.#panel.view.selected !== partner) this.#panel.view.reveal(partner);
    };
    this.#beside = panel;
    this.node.classList.add("jp-mod-beside");
    this.node.append(panel.view.node);
    await panel.begin();
    panel.view.node.scrollIntoView({ block: "nearest" });
    const { selected } = this.#panel.view;
    if (selected !== undefined) await this.#choose(selected);
  }

  #closeBeside(): void {
    this.#beside?.view.node.remove();
    this.#beside?.dispose();
    this.#beside = undefined;
    this.node.classList.remove("jp-mod-beside");
  }
}

function sentence({ kind, gate, text }: StepWords, trans: Words): string {
  switch (kind) {
    case "forward":
      return trans.__("%1 computes its value: %2", gate, text);
    case "backward":
      return trans.__("%1 passes its gradient back: %2", gate, text);
    case "update":
      return trans.__("%1 takes its step: %2", gate, text);
  }
}
