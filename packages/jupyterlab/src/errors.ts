/** Everything that can go wrong between DOT text and picture, said so that the reader knows what to do next. */
import { english, type Words } from "./words.js";

/** The common parent: what it says is meant for the person in front of the picture's place. */
export class DrawingError extends Error {
  /**
   * @param say - the message in the reader's language
   * @param line - the line of the DOT text at fault, counted from 1, where one is to blame
   */
  constructor(
    readonly say: (trans: Words) => string,
    readonly line?: number,
  ) {
    super(say(english));
  }
}

/** A graph that is beyond Graphviz or the page: less of it can be drawn. */
export class TooMuchError extends DrawingError {}

/** The output holds no DOT text at all. */
export class EmptyDotError extends DrawingError {
  constructor() {
    super((trans) => trans.__("There is nothing to draw: the DOT text is empty."));
  }
}

/** Graphviz accepted the text and found no graph in it, for example only a comment. */
export class NoGraphError extends DrawingError {
  constructor() {
    super((trans) =>
      trans.__("There is nothing to draw: the DOT text holds no graph. Start with digraph { a -> b }."),
    );
  }
}

/** The DOT text is longer than what is handed to Graphviz. */
export class DotTooLargeError extends TooMuchError {
  constructor(got: number, limit: number) {
    super((trans) =>
      trans.__(
        "This graph is too large to draw: its DOT text has %1 characters, the limit is %2. Draw a smaller part of it.",
        count(got),
        count(limit),
      ),
    );
  }
}

/** Graphviz answered with a picture that would slow the page down. */
export class PictureTooLargeError extends TooMuchError {
  constructor(got: number, limit: number) {
    super((trans) =>
      trans.__(
        "This graph is too large to show: its picture has %1 characters of SVG, the limit is %2. Draw a smaller part of it.",
        count(got),
        count(limit),
      ),
    );
  }
}

/** Graphviz refused the text; its own words say where, and for the less obvious ones a cure is added. */
export class GraphvizError extends DrawingError {
  constructor(message: string) {
    const cure = cures.find(([complaint]) => complaint.test(message))?.[1];
    const line = /\bin line (\d+)/.exec(message)?.[1];
    super(
      (trans) =>
        trans.__("Graphviz could not draw this graph: %1", message.trim()) +
        (cure === undefined ? "" : `. ${cure(trans)}`),
      line === undefined ? undefined : Number(line),
    );
  }
}

const cures: readonly (readonly [RegExp, (trans: Words) => string])[] = [
  [
    /^memory exhausted/,
    (trans) => trans.__("A statement is too long: split chains such as a -> b -> c into several statements."),
  ],
  [
    /^in label of/,
    (trans) =>
      trans.__("This HTML label is not well-formed: close every tag, and write &lt; for < and &amp; for &."),
  ],
];

/** Graphviz walks along paths recursively, and a path was longer than its stack. */
export class TooDeepError extends TooMuchError {
  constructor() {
    super((trans) =>
      trans.__(
        "This graph is too deep for Graphviz: a path through it is so long that Graphviz ran out of stack. Draw a smaller part of it.",
      ),
    );
  }
}

/** The layout took too long and was stopped. */
export class TimeLimitError extends TooMuchError {
  constructor(milliseconds: number) {
    super((trans) =>
      trans.__(
        "Drawing this graph took longer than %1 and was stopped. Draw a smaller part of it, or one with fewer edges.",
        trans._n("%1 second", "%1 seconds", milliseconds / 1000),
      ),
    );
  }
}

/** The worker that runs Graphviz did not start, or broke off. */
export class WorkerLostError extends DrawingError {
  constructor(reason: string) {
    super((trans) =>
      trans.__(
        "The drawing worker stopped: %1. Draw it again; if that does not help, reload the page.",
        reason,
      ),
    );
  }
}

/** The browser refused the SVG: Graphviz copies some attributes into it unescaped. */
export class BadPictureError extends DrawingError {
  constructor() {
    super((trans) =>
      trans.__(
        'Graphviz drew a picture that the browser cannot read. Look for the characters " < > & in attributes such as fontname and stylesheet, and take them out.',
      ),
    );
  }
}

/** The data of a graph are of a version that this extension does not know. */
export class NewerGraphError extends DrawingError {
  constructor(readonly version: number) {
    super((trans) =>
      trans.__(
        "This graph was written in version %1 of its format, which is newer than this extension. Update gradus-jupyterlab to walk through it.",
        version,
      ),
    );
  }
}

/** The data of a graph do not follow their format. */
export class GraphFormatError extends DrawingError {
  constructor(readonly reason: string) {
    super((trans) => trans.__("The data of this graph cannot be read: %1", reason));
  }
}

/** What no other class foresees, with the words of whoever threw it. */
export class UnknownError extends DrawingError {
  constructor(cause: unknown) {
    super((trans) =>
      trans.__("The drawing failed: %1", cause instanceof Error ? cause.message : String(cause)),
    );
  }
}

/** Anything that was thrown, as an error that can be shown. */
export function asDrawingError(error: unknown): DrawingError {
  return error instanceof DrawingError ? error : new UnknownError(error);
}

function count(value: number): string {
  return value.toLocaleString("en");
}
