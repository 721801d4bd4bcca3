/** The module `tslab`, for notebooks that were made for that kernel. */

/** Shows a value below the cell, one method per kind. */
export interface Display {
  html(value: string): void;
  svg(value: string): void;
  markdown(value: string): void;
  latex(value: string): void;
  javascript(value: string): void;
  text(value: string): void;
  /** @param value the bytes of the picture, or these as base64 */
  png(value: Uint8Array | string): void;
  /** @param value the bytes of the picture, or these as base64 */
  jpeg(value: Uint8Array | string): void;
  /** @param value the bytes of the picture, or these as base64 */
  gif(value: Uint8Array | string): void;
  /** @param value the bytes of the document, or these as base64 */
  pdf(value: Uint8Array | string): void;
  /** @param type a MIME type, for example `application/json` */
  raw(type: string, value: Uint8Array | string): void;
}

export declare const display: Display;

/** A place of its own: what it shows replaces what it has shown before, also from a later cell. */
export declare function newDisplay(): Display;
