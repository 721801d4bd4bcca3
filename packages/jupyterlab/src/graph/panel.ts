/** One graph on the page: its picture, laid out once for the groups that are open, and painted for any moment. */
import { toDot, type PictureRecord } from "@gradus/core";

import { asDrawingError, TooMuchError } from "../errors.js";
import type { Studio } from "../studio.js";
import type { MenuItem } from "../view/menu.js";
import { PictureView } from "../view/pictureView.js";
import { sanitise } from "../view/sanitise.js";
import { Painter } from "./paint.js";
import type { Session } from "./remote.js";
import type { Overview, Scene, Time } from "./session.js";
import { STYLE } from "./style.js";

export interface PanelOptions {
  readonly session: Session;
  readonly studio: Studio;
  readonly alt: string;
  /** More to do than every picture offers. */
  readonly items: readonly MenuItem[];
  readonly fillsPlace: boolean;
}

export class Panel {
  readonly view: PictureView;
  /** The ids of the groups that are drawn gate by gate. */
  open: readonly string[] = [];
  readonly #options: PanelOptions;
  #time: Time;
  /** Whether somebody walks through the steps: what is opened shows the result, and nothing that computes. */
  #isWalking = false;
  #scene: Scene | undefined;
  #painter: Painter | undefined;
  #abort = new AbortController();

  constructor(options: PanelOptions, overview: Overview) {
    const { session, alt, items, fillsPlace } = options;
    const { layout, trans, settings } = options.studio;
    this.#options = options;
    this.#time = lastTime(overview);
    if (overview.gates <= settings.current.foldLimit) this.open = overview.groups;
    const dot = (): string => (this.#scene ? toDot(this.#scene.picture) : "");
    this.view = new PictureView({
      trans,
      alt,
      settings,
      style: STYLE,
      saved: { dot, svg: () => layout.layout(dot()), fileName: "graph" },
      items: [...items, ...this.#foldings(overview)],
      search: async (text) => (await session.search(text)).map(({ id, name }) => ({ key: id, name })),
      reveal: async ({ key }) => this.unfold(await session.pathTo(key)),
      fillsPlace,
    });
    this.view.onActivate = (key) => {
      void this.#activate(key);
    };
  }

  get picture(): PictureRecord | undefined {
    return this.#scene?.picture;
  }

  get time(): Time {
    return this.#time;
  }

  /** The first picture. What is too much for Graphviz is folded. @throws DrawingError when that is too much, too */
  async begin(): Promise<void> {
    try {
      await this.#draw();
    } catch (error) {
      if (!(error instanceof TooMuchError) || this.open.length === 0) throw error;
      this.open = [];
      await this.#draw();
      const { trans } = this.#options.studio;
      this.view.announce(`${error.say(trans)} ${trans.__("Its groups are folded; a click unfolds one.")}`);
    }
  }

  async #draw(): Promise<void> {
    this.#abort.abort();
    const abort = (this.#abort = new AbortController());
    const { session, studio } = this.#options;
    const open = this.open;
    const [scene, outline] = await Promise.all([session.scene(open, this.#time), session.outline(open)]);
    const svg = sanitise(await studio.layout.layout(outline, abort.signal), { links: false });
    abort.signal.throwIfAborted();
    this.#painter = new Painter(svg, scene.picture);
    this.#painter.paint(scene.picture, this.#isWalking ? scene : { activeEdges: [] });
    this.#scene = scene;
    this.view.show(svg);
  }

  /** Show another moment of the same picture. */
  async moveTo(time: Time): Promise<Scene> {
    this.#time = time;
    this.#isWalking = true;
    const scene = await this.#options.session.scene(this.open, time);
    this.#scene = scene;
    this.#painter?.paint(scene.picture, scene);
    return scene;
  }

  async unfold(groups: readonly string[]): Promise<void> {
    await this.#fold([...new Set([...this.open, ...groups])]);
  }

  async fold(group: string): Promise<void> {
    await this.#fold(this.open.filter((each) => each !== group));
    this.view.select(group);
  }

  dispose(): void {
    this.#abort.abort();
    this.view.dispose();
  }

  /** What cannot be laid out is not unfolded, and the reader learns why. */
  async #fold(open: readonly string[]): Promise<void> {
    const { trans } = this.#options.studio;
    const before = this.open;
    this.open = open;
    this.view.announce(trans.__("Drawing…"));
    try {
      await this.#draw();
      this.view.announce("");
    } catch (error) {
      if (this.open !== open) return;
      this.open = before;
      this.view.announce(`${asDrawingError(error).say(trans)} ${trans.__("The picture stays as it was.")}`);
    }
  }

  async #activate(key: string): Promise<void> {
    const cluster = /^cluster_(.*)$/.exec(key)?.[1];
    if (cluster !== undefined) await this.fold(cluster);
    else if (this.picture?.nodes.some(({ id, folded }) => id === key && folded)) await this.unfold([key]);
  }

  #foldings({ groups, gates }: Overview): MenuItem[] {
    const { trans } = this.#options.studio;
    if (groups.length === 0) return [];
    const all = { name: trans.__("Unfold all %1 gates", gates), run: () => void this.#fold(groups) };
    return [all, { name: trans.__("Fold all groups"), run: () => void this.#fold([]) }];
  }
}

/** Behind the last step of the last pass: what the cell has computed. */
export function lastTime({ passes }: Overview): Time {
  return { pass: passes.length - 1, done: passes.at(-1)!.steps };
}
