/** Folders and archives as people and learning platforms make them. */

import {
  cpSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { openAssignment, type Assignment } from "../../src/model/assignment.js";
import { receipt, type Receipt } from "../../src/model/receipt.js";

const COURSE = join(import.meta.dirname, "../../../../notebooks/exercise-3");

export const NOTEBOOK = "3-4-computational-graphs";
export const OTHER = "3-2-computational-graphs";

export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), "gradus-collect-"));

  constructor() {
    for (const name of [NOTEBOOK, OTHER])
      cpSync(
        join(COURSE, "source", `${name}.ipynb`),
        join(this.folder, "exercise-3/source", `${name}.ipynb`),
      );
  }

  assignment(settings?: object): Assignment {
    if (settings) writeFileSync(join(this.folder, "exercise-3/assignment.json"), JSON.stringify(settings));
    return openAssignment(join(this.folder, "exercise-3"));
  }

  /** The text of a hand-in, another one for each remark. */
  static handIn(remark: string, notebook = NOTEBOOK): string {
    const { cells, ...rest } = JSON.parse(
      readFileSync(join(COURSE, "student", `${notebook}.ipynb`), "utf8"),
    ) as {
      cells: object[];
    };
    const extra = { cell_type: "markdown", id: "remark", metadata: {}, source: remark };
    return JSON.stringify({ cells: [...cells, extra], ...rest });
  }

  /** Files of a download, by path. @returns the folder */
  download(files: Readonly<Record<string, string>>): string {
    const folder = mkdtempSync(join(this.folder, "download-"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  }

  /** @returns the file */
  async zip(
    files: Readonly<Record<string, string | Buffer>>,
    options: { mode?: number; mtime?: Date } = {},
  ): Promise<string> {
    const zip = new ZipFile();
    for (const [path, text] of Object.entries(files))
      zip.addBuffer(Buffer.from(text), path, { mtime: new Date("2026-11-20T12:00:00"), ...options });
    zip.end();
    const file = join(mkdtempSync(join(this.folder, "zip-")), "download.zip");
    await pipeline(zip.outputStream, createWriteStream(file));
    return file;
  }

  students(): string[] {
    return [...new Set(this.submitted().map((path) => path.split("/")[0]!))];
  }

  /** What lies below `submitted/`. */
  submitted(): string[] {
    const folder = join(this.folder, "exercise-3/submitted");
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  }

  receipt(student: string): Receipt {
    return receipt.parse(JSON.parse(this.read(`${student}/receipt.json`)));
  }

  read(path: string): string {
    return readFileSync(join(this.folder, "exercise-3/submitted", path), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Archives can hold names that no honest program writes: bytes for bytes, as many as there were. */
export function renameInZip(file: string, from: string, to: string | Buffer): void {
  const bytes = readFileSync(file);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1))
    Buffer.from(to).copy(bytes, at);
  writeFileSync(file, bytes);
}
