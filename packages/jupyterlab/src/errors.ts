/** Everything that can go wrong between DOT text and picture, said so that the reader knows what to do next. */

/** The common parent: its message is meant to be shown to the person in front of the notebook. */
export class DrawingError extends Error {}

/** The output holds no DOT text at all. */
export class EmptyDotError extends DrawingError {
  constructor() {
    super("There is nothing to draw: the DOT text is empty.");
  }
}

/** Graphviz accepted the text and found no graph in it, for example only a comment. */
export class NoGraphError extends DrawingError {
  constructor() {
    super("There is nothing to draw: the DOT text holds no graph. Start with digraph { a -> b }.");
  }
}

/** The DOT text is longer than what is handed to Graphviz. */
export class DotTooLargeError extends DrawingError {
  constructor(got: number, limit: number) {
    super(
      `This graph is too large to draw: its DOT text has ${count(got)} characters, ` +
        `the limit is ${count(limit)}. Draw a smaller part of it.`,
    );
  }
}

/** Graphviz answered with a picture that would slow the page down. */
export class PictureTooLargeError extends DrawingError {
  constructor(got: number, limit: number) {
    super(
      `This graph is too large to show: its picture has ${count(got)} characters of SVG, ` +
        `the limit is ${count(limit)}. Draw a smaller part of it.`,
    );
  }
}

/** Graphviz refused the text; its own words say where, and for the less obvious ones a cure is added. */
export class GraphvizError extends DrawingError {
  constructor(message: string) {
    const cure = cures.find(([words]) => words.test(message))?.[1] ?? "";
    super(`Graphviz could not draw this graph: ${message.trim()}${cure}`);
  }
}

const cures: readonly (readonly [RegExp, string])[] = [
  [
    /^memory exhausted/,
    ". A statement is too long: split chains such as a -> b -> c into several statements.",
  ],
  [
    /^in label of/,
    ". This HTML label is not well-formed: close every tag, and write &lt; for < and &amp; for &.",
  ],
];

/** Graphviz walks along paths recursively, and a path was longer than its stack. */
export class TooDeepError extends DrawingError {
  constructor() {
    super(
      "This graph is too deep for Graphviz: a path through it is so long that Graphviz ran out of stack. " +
        "Draw a smaller part of it.",
    );
  }
}

/** The layout took too long and was stopped. */
export class TimeLimitError extends DrawingError {
  constructor(milliseconds: number) {
    super(
      `Drawing this graph took longer than ${milliseconds / 1000} seconds and was stopped. ` +
        "Draw a smaller part of it, or one with fewer edges.",
    );
  }
}

/** The worker that runs Graphviz did not start, or broke off. */
export class WorkerLostError extends DrawingError {
  constructor(reason: string) {
    super(
      `The drawing worker stopped: ${reason}. Run the cell again; if that does not help, reload the page.`,
    );
  }
}

/** The browser refused the SVG: Graphviz copies some attributes into it unescaped. */
export class BadPictureError extends DrawingError {
  constructor() {
    super(
      "Graphviz drew a picture that the browser cannot read. " +
        'Look for the characters " < > & in attributes such as fontname and stylesheet, and take them out.',
    );
  }
}

function count(value: number): string {
  return value.toLocaleString("en");
}
